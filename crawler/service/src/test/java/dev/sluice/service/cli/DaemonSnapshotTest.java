package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Snapshots of the store of a daemon that runs as a process: by hand beside it, and by itself. */
class DaemonSnapshotTest {

  @TempDir Path work;
  private TestWeb web;
  private Path seeds;
  private Path data;

  @BeforeEach
  void startAWeb() throws IOException {
    web = TestWeb.large(2, 2_000, 1, 0);
    seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
    data = work.resolve("data");
  }

  @AfterEach
  void endIt() {
    web.close();
  }

  private ChildProgram daemon(Object... more) throws Exception {
    ChildProgram child =
        ChildProgram.start(
            work.resolve("logs"), PretendCrawl.arguments("daemon", seeds, data, "30ms", more));
    long before = web.referee().requestCount();
    Waiting.until("it crawls", 60, () -> web.referee().requestCount() > before + 5);
    return child;
  }

  private static JsonNode snapshots(ChildProgram child) {
    return JsonMapper.shared().readTree(DaemonUrl.ask(child, "/api/v1/snapshots"));
  }

  @Test
  void aDaemonIsAskedForASnapshotAndCrawlsOn() throws Exception {
    try (ChildProgram child = daemon("--listen", "127.0.0.1:0")) {
      Waiting.until("it tells where", 60, () -> Files.exists(data.resolve("daemon.json")));
      JsonNode made =
          sluice("snapshot", "create", "beside", "--data", data, "--json").succeeded().json();
      assertThat(made.get("name").asString()).isEqualTo("beside");
      assertThat(made.get("made").asString()).isEqualTo("by_hand");
      assertThat(sluice("snapshot", "create", "--data", data).succeeded().out())
          .containsPattern("^Snapshot \\d{4}-\\d\\d-\\d\\dT\\d{4}Z: \\d+ captures?");
      sluice("snapshot", "create", "beside", "--data", data)
          .failed(ExitCode.USAGE, "there is a snapshot 'beside' already");
      sluice("snapshot", "create", "a b", "--data", data)
          .failed(ExitCode.USAGE, "'a b' cannot be the name of a snapshot");
      sluice("store", "check", "--data", data, "--snapshot", "beside").succeeded();
      JsonNode list = snapshots(child);
      assertThat(list.get("snapshots")).hasSize(2);
      assertThat(list.get("schedule").isNull()).isTrue();
      long before = web.referee().requestCount();
      Waiting.until("it crawls on", 60, () -> web.referee().requestCount() > before + 5);

      child.kill();
    }
    assertThat(data.resolve("daemon.json")).as("what a kill leaves").exists();
    sluice("snapshot", "create", "after-the-kill", "--data", data).succeeded();
    assertThat(data.resolve("daemon.json")).exists();
  }

  @Test
  void whereNoDaemonAnswersItIsMadeHereOrTheWayOutIsTold() throws Exception {
    try (ChildProgram child = daemon("--listen", "none")) {
      // As a daemon that was killed leaves it, whose number has gone to another process.
      Files.writeString(data.resolve("daemon.json"), stale(ProcessHandle.current().pid()));
      sluice("snapshot", "create", "--data", data)
          .failed(
              ExitCode.STORAGE,
              "only the process that writes to " + data,
              "that is process " + child.pid() + ": end it",
              "unless it was started with --listen none");
      // The number may even have gone to the one that writes now.
      Files.writeString(data.resolve("daemon.json"), stale(child.pid()));
      sluice("snapshot", "create", "--data", data)
          .failed(ExitCode.STORAGE, "that is process " + child.pid() + ": end it");
      child.signal("TERM");
      assertThat(child.end(30).code()).isZero();
    }
    sluice("snapshot", "create", "after-the-end", "--data", data).succeeded();
  }

  /** Names a port that nobody listens at. */
  private static String stale(long pid) throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return "{\"url\": \"http://127.0.0.1:%d\", \"pid\": %d, \"token\": \"0123456789abcdef\"}"
          .formatted(free.getLocalPort(), pid);
    }
  }

  @Test
  void aScheduleMakesSnapshotsWithoutAnybodyAndTheNextDaemonKeepsToIt() throws Exception {
    Object[] plan = {
      "--listen",
      "127.0.0.1:0",
      "--snapshot-schedule",
      "every 100d",
      "--snapshot-retention",
      "last 3, daily 14"
    };
    String next;
    try (ChildProgram child = daemon(plan)) {
      Waiting.until("one is made", 60, () -> !snapshots(child).get("snapshots").isEmpty());
      Waiting.until("the next is planned", 10, () -> isPlannedAtMidnight(snapshots(child)));
      JsonNode list = snapshots(child);
      assertThat(list.get("snapshots").get(0).get("made").asString()).isEqualTo("by_schedule");
      assertThat(list.get("schedule").asString()).isEqualTo("every 100d");
      assertThat(list.get("retention").asString()).isEqualTo("last 3, daily 14");
      next = list.get("next_at").asString();
      assertThat(list.get("problem").isNull()).isTrue();
      assertThat(child.err()).contains("made by the schedule 'every 100d'");
      child.kill();
    }
    sluice("store", "check", "--data", data, "--snapshot", "latest").succeeded();
    try (ChildProgram child = daemon(plan)) {
      Waiting.until("it looked", 60, () -> !snapshots(child).get("next_at").isNull());
      assertThat(snapshots(child).get("next_at").asString()).isEqualTo(next);
      assertThat(snapshots(child).get("snapshots")).hasSize(1);
      child.signal("TERM");
      assertThat(child.end(30).code()).isZero();
    }
  }

  /** As every interval of whole days is, once the snapshot that was due is made. */
  private static boolean isPlannedAtMidnight(JsonNode list) {
    return list.get("next_at").asString("").endsWith("T00:00:00Z");
  }

  @Test
  void aScheduleThatCannotBeIsToldBeforeAnythingIsDone() {
    Object[] command = {"daemon", "--seeds", seeds, "--data", data};
    sluice(with(command, "--snapshot-schedule", "evry 6h"))
        .failed(ExitCode.USAGE, "'--snapshot-schedule'", "evry 6h");
    sluice(with(command, "--snapshot-schedule", "every 6h", "--snapshot-retention", "lst 3"))
        .failed(ExitCode.USAGE, "'--snapshot-retention'", "did you mean 'last'?");
    sluice(with(command, "--snapshot-retention", "last 3"))
        .failed(ExitCode.USAGE, "say when with --snapshot-schedule");
    assertThat(data).doesNotExist();
  }

  private static Object[] with(Object[] first, Object... more) {
    return Stream.of(first, more).flatMap(Stream::of).toArray();
  }
}
