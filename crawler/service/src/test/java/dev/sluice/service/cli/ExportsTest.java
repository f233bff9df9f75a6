package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.ExportOrder;
import dev.sluice.service.daemon.ExportOrder.State;
import dev.sluice.service.daemon.ExportProgress;
import dev.sluice.service.daemon.Exports;
import dev.sluice.service.daemon.Exports.Listed;
import dev.sluice.service.daemon.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports that are made beside the crawl, by real processes. */
class ExportsTest {

  private static final long SEED = 20261127;

  /** What is left of the processors when the crawl has taken its part. */
  private static final String NICE = "19";

  private static final String SCHED_IDLE = "5";

  /** Enough to be met at work. */
  private static final int PAGES = 1_000;

  /** Exports go last of all on a machine that has other things to do. */
  private static final int MOST_SECONDS = 300;

  @TempDir Path work;
  private Path data;

  private void fill(int pages) {
    data = MadeStore.fill(work.resolve("data"), pages, SEED);
    Ran.sluice("snapshot", "create", "monday", "--data", data).succeeded();
  }

  private Exports exports() {
    return new Wiring().exports(data);
  }

  private static Listed find(Exports exports, String id) {
    return exports.list().stream()
        .filter(listed -> listed.order().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static State state(Exports exports, String id) {
    return find(exports, id).order().state();
  }

  /** How it stands by the files alone. */
  private State stored(String id) {
    return state(exports(), id);
  }

  private static void awaitState(Exports exports, String id, State expected)
      throws InterruptedException {
    Waiting.until(id + " is " + expected, MOST_SECONDS, () -> state(exports, id) == expected);
  }

  private static void awaitProgress(Exports exports, String id) throws InterruptedException {
    Waiting.until(
        id + " is under way", MOST_SECONDS, () -> find(exports, id).progress().isPresent());
  }

  private void assertSameAsByHand(String id) throws IOException {
    Path byHand = work.resolve("by-hand-" + id);
    Ran.sluice("export", "--data", data, "--snapshot", "monday", "--out", byHand).succeeded();
    assertThat(Trees.exportDigests(data.resolve("exports").resolve(id)))
        .isEqualTo(Trees.exportDigests(byHand))
        .hasSize(4);
  }

  @Test
  void whatIsOrderedIsMadeOneAfterTheOther() throws Exception {
    fill(100);
    try (Exports exports = exports()) {
      exports.order("one", ExportOrder.Wish.of("latest", "web"));
      exports.order("two", ExportOrder.Wish.of("monday", "raw-text"));
      assertThat(exports.list())
          .extracting(listed -> listed.order().state())
          .containsExactly(State.QUEUED, State.QUEUED);
      exports.start();
      awaitState(exports, "one", State.RUNNING);
      assertThat(state(exports, "two")).isEqualTo(State.QUEUED);
      awaitState(exports, "one", State.DONE);
      awaitState(exports, "two", State.DONE);
      Listed one = find(exports, "one");
      Listed two = find(exports, "two");
      assertThat(two.order().startedAt().orElseThrow())
          .isAfterOrEqualTo(one.order().endedAt().orElseThrow());
      assertThat(one.order().snapshot()).isEqualTo("monday");
      assertThat(one.order().message()).isEmpty();
      assertThat(one.progress()).isEmpty();
      assertThat(Files.readString(one.log())).contains("100 captures -> ");
    }
    assertThat(stored("two")).isEqualTo(State.DONE);
  }

  @Test
  void oneThatIsCancelledGoesOnWhenItIsResumed() throws Exception {
    fill(PAGES);
    try (Exports exports = exports()) {
      exports.order("one", ExportOrder.Wish.of("monday", "web"));
      exports.order("later", ExportOrder.Wish.of("monday", "web"));
      exports.start();
      awaitProgress(exports, "one");
      ExportProgress progress = find(exports, "one").progress().orElseThrow();
      assertThat(progress.snapshot()).contains("monday");
      assertThat(progress.recipe()).startsWith("web@");
      assertThat(progress.total()).isEqualTo(PAGES);
      assertThat(statistic(progress.pid(), 19)).as("nice value").isEqualTo(NICE);
      assertThat(statistic(progress.pid(), 41)).as("scheduling policy").isEqualTo(SCHED_IDLE);

      assertThat(exports.cancel("later").order().state()).isEqualTo(State.CANCELLED);
      Listed cancelled = exports.cancel("one");
      assertThat(cancelled.order().state()).isEqualTo(State.CANCELLED);
      assertThat(cancelled.order().message().orElseThrow()).contains("resume");
      assertThat(cancelled.out().resolve("manifest.json")).doesNotExist();
      assertThat(ProcessHandle.of(progress.pid()).filter(ProcessHandle::isAlive)).isEmpty();
      assertThatThrownBy(() -> exports.cancel("one"))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("nothing to cancel");

      assertThat(exports.resume("one").order().state()).isEqualTo(State.QUEUED);
      awaitState(exports, "one", State.DONE);
      assertThatThrownBy(() -> exports.resume("one"))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("is done");
      assertThat(state(exports, "later")).isEqualTo(State.CANCELLED);
    }
    assertSameAsByHand("one");
  }

  /** A field of {@code /proc/PID/stat} by its number, from the third, which follows the name. */
  private static String statistic(long pid, int field) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[field - 3];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", ".orders", "../out", "a/b", "/tmp/x", "a\\b", "-x", "a b", "é"})
  void aNameThatWouldLeaveTheFolderIsRefused(String name) {
    fill(1);
    assertThatThrownBy(() -> exports().order(name, ExportOrder.Wish.of("monday", "web")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("cannot be the name of an export");
    assertThat(data.resolve("exports")).doesNotExist();
  }

  @Test
  void whatCannotBeMadeIsRefusedWithTheWayOut() throws Exception {
    fill(1);
    Exports exports = exports();
    Files.createDirectories(data.resolve("exports").resolve("taken"));
    assertThatThrownBy(() -> exports.order("taken", ExportOrder.Wish.of("monday", "web")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("choose another name");
    assertThatThrownBy(() -> exports.order("one", ExportOrder.Wish.of("sunday", "web")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("sunday");
    assertThatThrownBy(() -> exports.order("one", ExportOrder.Wish.of("monday", "wed")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("did you mean 'web'");
    assertThatThrownBy(() -> exports.order("one", ExportOrder.Wish.of("monday", "/etc/passwd")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no built-in recipe");
    assertThatThrownBy(() -> exports.resume("one"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("there is no export 'one'");
    exports.order("one", ExportOrder.Wish.of("monday", "web"));
    assertThatThrownBy(() -> exports.order("one", ExportOrder.Wish.of("monday", "web")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("already");
    assertThat(exports.list()).hasSize(1);
  }

  @Test
  void aFailureIsToldAndWhatIsWholeAndTakenAwayIsForgotten() throws Exception {
    fill(20);
    Ran.sluice("snapshot", "create", "gone", "--data", data).succeeded();
    try (Exports exports = exports()) {
      exports.order("bad", ExportOrder.Wish.of("gone", "web"));
      Ran.sluice("snapshot", "delete", "gone", "--data", data).succeeded();
      exports.order("good", ExportOrder.Wish.of("monday", "web"));
      exports.start();
      awaitState(exports, "bad", State.FAILED);
      assertThat(find(exports, "bad").order().message().orElseThrow())
          .contains("'gone'")
          .doesNotContain("sluice: ");
      awaitState(exports, "good", State.DONE);

      Files.move(data.resolve("exports").resolve("good"), work.resolve("elsewhere"));
      assertThat(exports.list()).extracting(listed -> listed.order().id()).containsExactly("bad");
      exports.order("good", ExportOrder.Wish.of("monday", "web"));
      awaitState(exports, "good", State.DONE);
    }
    assertThat(stored("bad")).isEqualTo(State.FAILED);
  }

  private ChildProgram daemon() throws IOException {
    Path seeds = Files.writeString(work.resolve("seeds.txt"), "# none\n");
    return ChildProgram.start(work.resolve("logs"), PretendCrawl.quietDaemon(seeds, data, "1ms"));
  }

  /** Waits until another process exports, and gives its number. */
  private long awaitExporter(String id) throws InterruptedException {
    Waiting.until(
        id + " is under way", MOST_SECONDS, () -> find(exports(), id).progress().isPresent());
    return find(exports(), id).progress().orElseThrow().pid();
  }

  @Test
  void aDaemonThatEndsEndsItsExportWhichTheNextOneCanResume() throws Exception {
    fill(PAGES);
    exports().order("one", ExportOrder.Wish.of("monday", "web"));
    exports().order("two", ExportOrder.Wish.of("monday", "raw-text"));
    try (ChildProgram child = daemon()) {
      long pid = awaitExporter("one");
      child.signal("TERM");
      Ran ended = child.end(60);
      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
    assertThat(stored("one")).isEqualTo(State.CANCELLED);
    assertThat(find(exports(), "one").order().message().orElseThrow())
        .contains("ended with the daemon");
    assertThat(stored("two")).as("waits on").isEqualTo(State.QUEUED);
    exports().resume("one");
    try (ChildProgram child = daemon()) {
      Waiting.until("one is whole", MOST_SECONDS, () -> stored("one") == State.DONE);
      Waiting.until("two is whole", MOST_SECONDS, () -> stored("two") == State.DONE);
      child.signal("TERM");
      child.end(60);
    }
  }

  @Test
  void aDaemonThatIsKilledLeavesItsExportToTheNext() throws Exception {
    fill(PAGES);
    exports().order("one", ExportOrder.Wish.of("monday", "web"));
    long pid;
    try (ChildProgram child = daemon()) {
      pid = awaitExporter("one");
      child.kill();
    }
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).as("it lives on").isPresent();
    try (Exports next = exports()) {
      next.start();
      assertThat(state(next, "one")).isEqualTo(State.RUNNING);
      assertThat(next.cancel("one").order().state()).isEqualTo(State.CANCELLED);
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();

      next.resume("one");
      awaitProgress(next, "one");
      kill(find(next, "one").progress().orElseThrow().pid());
      awaitState(next, "one", State.FAILED);
      assertThat(find(next, "one").order().message().orElseThrow())
          .contains("exit code 137", "one.log");
    }
  }

  private static void kill(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(60, TimeUnit.SECONDS);
  }

  @Test
  void whatIsLeftOfADaemonAndItsExportThatAreGoneCanBeResumed() throws Exception {
    fill(100);
    exports().order("one", ExportOrder.Wish.of("monday", "web"));
    try (ChildProgram child = daemon()) {
      Waiting.until("it has begun", MOST_SECONDS, () -> stored("one") == State.RUNNING);
      child.kill();
      kill(exports().list().get(0).order().maker().orElseThrow().pid());
    }
    assertThat(stored("one")).isEqualTo(State.RUNNING);
    try (Exports next = exports()) {
      next.start();
      awaitState(next, "one", State.CANCELLED);
      assertThat(find(next, "one").order().message().orElseThrow()).contains("resume it");
      next.resume("one");
      awaitState(next, "one", State.DONE);
    }
  }

  @Test
  void anExportByHandTellsHowFarItIsToo() throws Exception {
    fill(2_500);
    Path out = work.resolve("out");
    Path file = out.resolve(".work").resolve("progress.json");
    try (ChildProgram child =
        ChildProgram.start(
            work.resolve("logs"), "export", "--data", data, "--out", out, "--threads", 1)) {
      Waiting.until("it tells a rate", MOST_SECONDS, () -> rate(file) > 0);
      JsonNode told = JsonMapper.shared().readTree(Files.readString(file));
      assertThat(told.get("pid").asLong()).isEqualTo(child.pid());
      assertThat(told.get("snapshot").isNull()).isTrue();
      assertThat(told.propertyNames())
          .containsExactly(
              "phase",
              "phase_number",
              "phases",
              "done",
              "total",
              "rate_per_s",
              "eta_s",
              "started_at",
              "at",
              "pid",
              "snapshot",
              "recipe");
      assertThat(told.get("phases").asInt()).isEqualTo(5);
      assertThat(List.of("learn", "prepare", "choose", "write", "ledger"))
          .element(told.get("phase_number").asInt() - 1)
          .isEqualTo(told.get("phase").asString());
      assertThat(child.end(MOST_SECONDS).code()).isZero();
    }
    assertThat(file).doesNotExist();
  }

  private static double rate(Path file) {
    return read(file).map(told -> told.get("rate_per_s").asDouble()).orElse(0.0);
  }

  private static Optional<JsonNode> read(Path file) {
    try {
      return Optional.of(JsonMapper.shared().readTree(Files.readString(file)));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}
