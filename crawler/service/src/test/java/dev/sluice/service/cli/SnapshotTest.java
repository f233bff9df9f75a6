package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Crawl;
import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.model.AddressRange;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.CrawlSettings.Reach;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.HostResolver;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.StoreExtent;
import dev.sluice.service.daemon.SnapshotMaker;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.daemon.WriterSnapshots;
import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** States of a store that are kept under a name, by the words of the command line. */
class SnapshotTest {

  private static final String URL = "https://site1.example.com/page/1";

  @TempDir Path work;

  private Path fill(int pages) {
    return MadeStore.fill(work.resolve("data"), pages, 1);
  }

  @Test
  void aSnapshotIsMadeListedAndDeleted() {
    Path data = fill(40);
    assertThat(sluice("snapshot", "list", "--data", data).succeeded().out())
        .isEqualTo("No snapshots\n");

    assertThat(sluice("snapshot", "create", "first", "--data", data).succeeded().out())
        .startsWith("Snapshot first: 40 captures and 40 bodies (")
        .endsWith("KiB on disk, shared with the store\n");
    String unnamed = sluice("snapshot", "create", "--data", data).succeeded().out();
    assertThat(unnamed).containsPattern("^Snapshot \\d{4}-\\d\\d-\\d\\dT\\d{4}Z: 40 captures");
    String name = unnamed.replaceAll("(?s)^Snapshot ([^:]*):.*", "$1");

    assertThat(sluice("snapshot", "list", "--data", data).succeeded().out())
        .containsPattern("^name +made +captures +on disk +not in store +if deleted\n")
        .containsPattern("(?m)^first +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC +40 ")
        .containsPattern("(?m)^" + name + " +\\d{4}");

    assertThat(sluice("snapshot", "delete", "first", name, "--data", data).succeeded().out())
        .containsPattern("^Deleted first, .* freed\nDeleted " + name + ", .* freed\n$");
    assertThat(sluice("snapshot", "list", "--data", data).succeeded().out())
        .isEqualTo("No snapshots\n");
    sluice("store", "check", "--data", data).succeeded();
  }

  @Test
  void scriptsGetFacts() {
    Path data = fill(40);
    JsonNode made =
        sluice("snapshot", "create", "one", "--data", data, "--json").succeeded().json();
    assertThat(made.get("name").asString()).isEqualTo("one");
    assertThat(made.get("made").asString()).isEqualTo("by_hand");
    assertThat(made.get("captures").asInt()).isEqualTo(40);
    assertThat(made.get("urls_queued").asInt()).isZero();
    assertThat(made.get("id").asString())
        .isEqualTo(made.get("store").asString() + "-" + made.get("sequence_number").asLong());
    assertThat(made.get("bytes").asLong()).isGreaterThan(made.get("bytes_not_in_store").asLong());

    JsonNode list = sluice("snapshot", "list", "--data", data, "--json").succeeded().json();
    assertThat(list.get("snapshots")).hasSize(1);
    assertThat(list.get("snapshots").get(0).get("id")).isEqualTo(made.get("id"));
    assertThat(list.get("damaged")).isEmpty();
  }

  @Test
  void aNameThatIsWrongIsTold() {
    Path data = fill(3);
    sluice("snapshot", "create", "first", "--data", data).succeeded();

    sluice("snapshot", "create", "first", "--data", data)
        .failed(ExitCode.USAGE, data, "already has a snapshot 'first'");
    sluice("snapshot", "create", "a b", "--data", data)
        .failed(ExitCode.USAGE, "'a b' cannot be the name of a snapshot");
    sluice("snapshot", "create", "latest", "--data", data).failed(ExitCode.USAGE, "the newest");
    sluice("snapshot", "delete", "first", "frist", "--data", data)
        .failed(ExitCode.USAGE, "did you mean 'first'?");
    assertThat(sluice("snapshot", "list", "--data", data).succeeded().out()).contains("first ");
    for (List<Object> reading : reading(data, "frist")) {
      sluice(reading.toArray())
          .failed(ExitCode.USAGE, data + " has no snapshot 'frist'; did you mean 'first'?");
    }
    sluice("snapshot").failed(ExitCode.USAGE, "a command is missing, such as 'snapshot create'");
  }

  /** The commands that can read a snapshot. */
  private List<List<Object>> reading(Path data, String snapshot) {
    List<Object> of = List.of("--data", data, "--snapshot", snapshot);
    return List.of(
        with(of, "status"),
        with(of, "explain", URL),
        with(of, "store", "check"),
        with(of, "rules", "diff", "raw-text", "web"),
        with(of, "recipe", "calibrate", "web"),
        with(of, "export", "--out", work.resolve("out-" + snapshot)));
  }

  private static List<Object> with(List<Object> last, Object... first) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(last);
    return all;
  }

  @Test
  void aSnapshotIsReadLikeTheStoreWasThenAndExportsTheSameBytes() throws IOException {
    Path data = fill(300);
    sluice("snapshot", "create", "then", "--data", data).succeeded();
    List<String> before = facts(data);
    sluice("export", "--data", data, "--out", work.resolve("live")).succeeded();

    MadeStore.fill(data, 500, 2); // the same pages with other words, and more
    assertThat(facts(data)).isNotEqualTo(before);
    sluice("store", "compact", "--data", data).succeeded();

    assertThat(facts(data, "--snapshot", "then")).isEqualTo(before);
    sluice("store", "check", "--data", data, "--snapshot", "then").succeeded();
    Path late = work.resolve("late");
    assertThat(
            sluice("export", "--data", data, "--snapshot", "latest", "--out", late)
                .succeeded()
                .out())
        .startsWith("Exporting the snapshot 'then'\n300 captures -> ");
    assertThat(Trees.exportDigests(late))
        .isEqualTo(Trees.exportDigests(work.resolve("live")))
        .hasSize(4);
  }

  /**
   * What is told of a store or a snapshot, but for the room on the disk, which only a store has.
   */
  private static List<String> facts(Path data, Object... snapshot) {
    List<Object> of = with(List.of(snapshot), "--data", data, "--json");
    return List.of(
        sluice(with(of, "status").toArray())
            .succeeded()
            .out()
            .replaceFirst(",\"disk_free_bytes\":\\d+", ""),
        sluice(with(of, "explain", URL).toArray()).succeeded().out());
  }

  @Test
  void anExportOfASnapshotThatWasStoppedGoesOnAlthoughTheStoreHasChanged() throws Exception {
    Path data = fill(2_200);
    sluice("snapshot", "create", "then", "--data", data).succeeded();
    Path whole = work.resolve("whole");
    sluice("export", "--data", data, "--out", whole).succeeded();
    Path broken = work.resolve("broken");
    List<Object> command =
        List.of("export", "--data", data, "--snapshot", "then", "--out", broken, "--threads", 1);
    Path part = broken.resolve(".work/segments/part-000000.signatures.zst");

    try (ChildProgram child = ChildProgram.start(work.resolve("logs"), command.toArray())) {
      Waiting.until("a part is prepared", 60, () -> Files.exists(part));
      sluice("snapshot", "delete", "then", "--data", data)
          .failed(ExitCode.STORAGE, "the snapshot 'then' of " + data + " is being read");
      child.signal("TERM");
      assertThat(child.end(20).code()).isEqualTo(143);
    }
    MadeStore.fill(data, 100, 2);

    sluice(command.toArray()).succeeded();
    assertThat(Trees.exportDigests(broken)).isEqualTo(Trees.exportDigests(whole)).hasSize(4);
    sluice("snapshot", "delete", "then", "--data", data).succeeded();
  }

  @Test
  void whileAnotherProcessWritesTheWayOutIsTold() throws Exception {
    Path data = work.resolve("data");
    try (TestWeb web = TestWeb.large(2, 400, 1, 0)) {
      Path seeds = Files.write(work.resolve("two.txt"), web.seeds());
      Object[] crawl = PretendCrawl.arguments("crawl", seeds, data, "30ms");
      try (ChildProgram child = ChildProgram.start(work.resolve("logs"), crawl)) {
        Waiting.until("the crawl is under way", 60, () -> web.referee().requestCount() > 10);
        sluice("snapshot", "create", "--data", data)
            .failed(
                ExitCode.STORAGE,
                "only the process that writes to " + data,
                "that is process " + child.pid() + ": end it",
                "export");
        assertThat(data.resolve("snapshots")).doesNotExist();
        child.signal("TERM");
        assertThat(child.end(20).code()).isEqualTo(143);
      }
      sluice("snapshot", "create", "--data", data).succeeded();
    }
  }

  @Test
  void snapshotsOfACrawlThatGoesOnAreWholeAndCountItsUrls() throws Exception {
    Path data = work.resolve("data");
    Wiring wiring = new Wiring();
    try (TestWeb web = TestWeb.large(6, 600, 5, 0);
        DataFolder folder = wiring.openForWriting(data);
        Crawl crawl = crawl(web, folder, data, wiring)) {
      crawl.start();
      SnapshotMaker maker = new WriterSnapshots(folder, data, "dev", wiring.clock());
      List<NamedSnapshot> made = new ArrayList<>();
      while (!crawl.hasEnded()) {
        long requests = web.referee().requestCount();
        Waiting.until(
            "the crawl goes on",
            60,
            () -> crawl.hasEnded() || web.referee().requestCount() > requests + 300);
        made.add(maker.make(Optional.empty(), Making.BY_SCHEDULE));
      }
      assertThat(made).hasSizeGreaterThan(3);
      for (NamedSnapshot each : made) {
        assertSound(data, each, wiring);
      }
      assertThat(made.get(0).counts().get("urls_queued")).isPositive();
      assertThat(made.stream().map(each -> each.counts().get("urls_fetched"))).isSorted();
      assertThat(made.get(made.size() - 1).counts()).containsEntry("urls_queued", 0L);
    }
  }

  private static Crawl crawl(TestWeb web, DataFolder folder, Path data, Wiring wiring) {
    List<Seed> seeds =
        web.seeds().stream()
            .map(PageUrl::parse)
            .map(url -> new Seed(url.toString(), url, Seed.Extent.HOST, OptionalInt.empty()))
            .toList();
    CrawlSettings settings =
        new CrawlSettings(
            "Sluice/test",
            new Reach(false, List.of(AddressRange.parse("127.0.0.0/8"))),
            16,
            DelaySettings.of(Duration.ofMillis(5)), // so that no machine is done too soon
            OptionalLong.empty(),
            Optional.empty(),
            FetchLimits.DEFAULT,
            RetrySettings.DEFAULT);
    return new Crawl(folder, data, seeds, settings, HostResolver.SYSTEM, wiring.clock());
  }

  private static void assertSound(Path data, NamedSnapshot each, Wiring wiring) {
    try (DataFolder snapshot = wiring.openSnapshot(data, each.name())) {
      List<String> problems = new ArrayList<>();
      StoreExtent found = snapshot.check(problems::add);
      CrawlRecords records = new CrawlRecords(snapshot);
      records.check(problems::add);
      assertThat(problems).as(each.name()).isEmpty();
      assertThat(found).isEqualTo(each.extent());
      Map<UrlStatus, Long> urls = records.urlCounts();
      assertThat(each.counts())
          .containsEntry("urls_queued", urls.get(UrlStatus.QUEUED))
          .containsEntry("urls_fetched", urls.get(UrlStatus.FETCHED))
          .hasSize(UrlStatus.values().length);
    }
  }

  @Test
  void aDamagedSnapshotIsToldAndCanBeDeleted() throws IOException {
    Path data = fill(30);
    sluice("snapshot", "create", "good", "--data", data).succeeded();
    sluice("snapshot", "create", "bad", "--data", data).succeeded();
    Path mark = data.resolve("snapshots/bad/sluice-snapshot");
    Files.writeString(mark, "name=bad\n");

    Ran list = sluice("snapshot", "list", "--data", data);
    assertThat(list.code()).isEqualTo(ExitCode.PROBLEM_FOUND);
    assertThat(list.out()).contains("good ", mark + " cannot be read", "delete the snapshot");
    JsonNode facts = sluice("snapshot", "list", "--data", data, "--json").json();
    assertThat(facts.get("damaged")).hasSize(1);
    assertThat(facts.get("snapshots")).hasSize(1);
    for (List<Object> reading : reading(data, "bad")) {
      sluice(reading.toArray()).failed(ExitCode.STORAGE, mark, "is damaged");
    }
    sluice("snapshot", "delete", "bad", "--data", data).succeeded();
    sluice("snapshot", "list", "--data", data).succeeded();
  }

  @Test
  void nobodyCrawlsIntoASnapshot() throws IOException {
    Path data = fill(3);
    sluice("snapshot", "create", "one", "--data", data).succeeded();
    Path one = data.resolve("snapshots/one");
    Path seeds = Files.writeString(work.resolve("seeds.txt"), "http://127.99.99.99:9/\n");
    Map<String, String> before = Trees.digests(one);

    sluice("crawl", "--seeds", seeds, "--data", one)
        .failed(ExitCode.STORAGE, one + " is a snapshot, which never changes");
    sluice("store", "compact", "--data", one).failed(ExitCode.STORAGE, one + " is a snapshot");
    sluice("snapshot", "create", "--data", one).failed(ExitCode.STORAGE, one + " is a snapshot");
    sluice("status", "--data", one).succeeded();
    assertThat(Trees.digests(one)).isEqualTo(before);
  }

  @Test
  void aCopyOfASnapshotIsReadLikeADataFolderAndBecomesOneWithoutItsMark() throws IOException {
    Path data = fill(30);
    sluice("snapshot", "create", "one", "--data", data).succeeded();
    Path copy = Trees.copy(data.resolve("snapshots/one"), work.resolve("copy"));
    String freeNow = "Free on the disk: .*";
    String status = sluice("status", "--data", data).succeeded().out().replaceFirst(freeNow, "");

    assertThat(sluice("status", "--data", copy).succeeded().out().replaceFirst(freeNow, ""))
        .isEqualTo(status);
    Files.delete(copy.resolve("sluice-snapshot"));

    sluice("store", "compact", "--data", copy).succeeded();
    sluice("snapshot", "create", "--data", copy).succeeded();
    sluice("store", "check", "--data", copy).succeeded();
    sluice("store", "check", "--data", data, "--snapshot", "one").succeeded();
  }
}
