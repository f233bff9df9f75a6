package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.model.Capture;
import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is not to be kept any more. */
@Timeout(300)
class PurgeCommandTest {

  private static final long SEED = Long.getLong("sluice.seed", 20261127);
  private static final int PAGES = 4_000;
  private static final int KILLS = 5;

  @TempDir Path work;
  private String hostA = "";
  private String hostB = "";

  private Path crawled() throws Exception {
    Path data = work.resolve("data");
    try (TestWeb web =
        TestWeb.builder()
            .site("a", site -> site.page("/", "<a href='/1'>1</a>").page("/1", "same"))
            .site("b", site -> site.page("/", "<a href='/2'>2</a>").page("/2", "same"))
            .start()) {
      Path seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
      Ran.sluice(
              "crawl",
              "--seeds",
              seeds,
              "--data",
              data,
              "--allow-addresses",
              "127.0.0.0/8",
              "--delay",
              "20ms")
          .succeeded();
      hostA = host(web.base("a"));
      hostB = host(web.base("b"));
    }
    return data;
  }

  private static String host(String base) {
    return URI.create(base).getHost();
  }

  private static Map<String, List<Capture>> captures(Path data) {
    try (StoredPages stored = new StoredPages(data)) {
      return stored.captures();
    }
  }

  private static String sluiceLog(Path data) {
    return Ran.sluice("seeds", "log", "--data", data).out();
  }

  private static void isWhole(Path data) {
    Ran check = Ran.sluice("store", "check", "--data", data);
    assertThat(check.code()).as(check.out() + check.err()).isZero();
  }

  @Test
  void whatWouldGoIsToldAndGoesOnlyWhenItIsConfirmed() throws Exception {
    Path data = crawled();
    Ran.sluice("snapshot", "create", "before", "--data", data).succeeded();

    Ran told = Ran.sluice("purge", hostA, "--data", data).succeeded();
    assertThat(told.out()).contains("host " + hostA + ": 1 host, ", "2 captures", "--yes");
    JsonNode facts = Ran.sluice("purge", hostA, "--data", data, "--json").succeeded().json();
    assertThat(facts.get("removed").booleanValue()).isFalse();
    assertThat(facts.get("targets").get(0).get("captures").intValue()).isEqualTo(2);
    assertThat(captures(data)).hasSize(4);

    JsonNode removed =
        Ran.sluice("purge", hostA, "--data", data, "--yes", "--json").succeeded().json();
    assertThat(removed.get("removed").booleanValue()).isTrue();
    assertThat(removed.get("captures").intValue()).isEqualTo(2);
    assertThat(removed.get("bodies").intValue()).as("the one that b has too stays").isOne();
    isWhole(data);
    assertThat(captures(data).keySet()).hasSize(2).allMatch(url -> url.contains(hostB));
    try (StoredPages stored = new StoredPages(data)) {
      Capture shared =
          stored.captures().entrySet().stream()
              .filter(page -> page.getKey().endsWith("/2"))
              .findFirst()
              .orElseThrow()
              .getValue()
              .get(0);
      assertThat(new String(stored.body(shared), StandardCharsets.UTF_8)).contains("same");
    }
    Ran.sluice("purge", hostA, "--data", data).failed(ExitCode.PROBLEM_FOUND);
    assertThat(Ran.sluice("purge", hostA, "--data", data, "--yes").succeeded().out())
        .contains("0 captures");
    JsonNode before =
        Ran.sluice("status", "--data", data, "--snapshot", "before", "--json").succeeded().json();
    assertThat(before.toString()).contains("\"captures\":4");
  }

  @Test
  void aSeedIsRemovedWithItsPagesWhenThatIsConfirmed() throws Exception {
    Path data = crawled();
    Path seeds = work.resolve("seeds.txt");
    String before = Files.readString(seeds);
    String first = before.lines().findFirst().orElseThrow();
    Object[] words = {"seeds", "remove", first, "--seeds", seeds, "--purge", "--data", data};

    Ran told = Ran.sluice(words).succeeded();
    assertThat(told.out())
        .contains("removed", "host " + hostA + ": 1 host, ", "2 captures", "--yes", "dry run");
    Ran.sluice(with(words, "--yes", "--dry-run")).succeeded();
    assertThat(captures(data)).hasSize(4);
    assertThat(seeds).hasContent(before);
    Ran.sluice("seeds", "remove", first, "--seeds", seeds, "--purge")
        .failed(ExitCode.USAGE, "--data");
    Ran.sluice("seeds", "remove", "nobody", "--seeds", seeds, "--purge", "--data", data, "--yes")
        .failed(ExitCode.USAGE, "there is no seed 'nobody'");

    JsonNode facts = Ran.sluice(with(words, "--yes", "--json")).succeeded().json();
    assertThat(facts.at("/dry_run").asBoolean()).isFalse();
    assertThat(facts.at("/changes/0/kind").asString()).isEqualTo("removed");
    assertThat(facts.at("/purge/captures").asInt()).isEqualTo(2);
    assertThat(facts.at("/purge/still_wanted_by").size()).isZero();
    assertThat(Files.readString(seeds)).doesNotContain(hostA).contains(hostB);
    assertThat(captures(data).keySet()).hasSize(2).allMatch(url -> url.contains(hostB));
    isWhole(data);
  }

  private static Object[] with(Object[] words, Object... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray();
  }

  @Test
  void whoElseWantsWhatIsPurgedIsToldAndSoIsAPurgeThatCannotBeMade() throws Exception {
    Path data = crawled();
    Path seeds = work.resolve("seeds.txt");
    String url = Files.readString(seeds).lines().findFirst().orElseThrow();
    Files.writeString(seeds, url + "  name=all\n" + url + "sub/  name=part  extent=prefix\n");
    Ran told = Ran.sluice("seeds", "remove", "all", "--seeds", seeds, "--purge", "--data", data);
    assertThat(told.succeeded().out()).contains("wanted by others and fetched again: part");

    Path none = work.resolve("none");
    Ran.sluice("seeds", "remove", "all", "--seeds", seeds, "--purge", "--data", none, "--yes")
        .failed(ExitCode.STORAGE, "sluice purge '" + hostA + "' --data " + none + " --yes");
    assertThat(Files.readString(seeds)).startsWith(url + "sub/");
  }

  @Test
  void aDaemonRemovesASeedWithItsPagesAndCrawlsOn() throws Exception {
    Path data = work.resolve("data");
    try (TestWeb web = TestWeb.large(2, 2_000, SEED, 0)) {
      List<String> lines = web.seeds();
      Path seeds = Files.createDirectories(work.resolve("seeds"));
      Files.writeString(
          seeds.resolve("all.txt"), lines.get(0) + "  name=goes\n" + lines.get(1) + "\n");
      Object[] daemon =
          PretendCrawl.arguments("daemon", seeds, data, "20ms", "--listen", "127.0.0.1:0");
      try (ChildProgram child = ChildProgram.start(work.resolve("logs"), daemon)) {
        Waiting.until("it crawls", 60, () -> web.referee().requestCount() > 30);
        Waiting.until("it can be found", 60, () -> Files.exists(data.resolve("daemon.json")));
        JsonNode facts =
            Ran.sluice(
                    "seeds", "remove", "goes", "--seeds", seeds, "--purge", "--data", data, "--yes",
                    "--json")
                .succeeded()
                .json();
        assertThat(facts.at("/purge/captures").asInt()).isPositive();
        long before = web.referee().requestCount();
        Waiting.until("it crawls on", 60, () -> web.referee().requestCount() > before + 5);
        child.signal("TERM");
        assertThat(child.end(60).code()).isZero();
      }
      isWhole(data);
      assertThat(captures(data).keySet())
          .isNotEmpty()
          .allMatch(url -> url.startsWith(lines.get(1)));
    }
  }

  @Test
  void aDaemonRemovesWhatItIsAskedToAndCrawlsOn() throws Exception {
    Path data = work.resolve("data");
    try (TestWeb web = TestWeb.large(2, 2_000, SEED, 0)) {
      List<String> lines = web.seeds();
      Path seeds = Files.createDirectories(work.resolve("seeds"));
      Path gone = Files.writeString(seeds.resolve("gone.txt"), lines.get(0) + "\n");
      Files.writeString(seeds.resolve("stays.txt"), lines.get(1) + "\n");
      Object[] daemon =
          PretendCrawl.arguments("daemon", seeds, data, "20ms", "--listen", "127.0.0.1:0");
      try (ChildProgram child = ChildProgram.start(work.resolve("logs"), daemon)) {
        Waiting.until("it crawls", 60, () -> web.referee().requestCount() > 30);
        Waiting.until("it can be found", 60, () -> Files.exists(data.resolve("daemon.json")));
        Files.delete(gone);
        Waiting.until("the seed is gone", 60, () -> sluiceLog(data).contains("removed"));
        JsonNode removed =
            Ran.sluice("purge", host(lines.get(0)), "--data", data, "--yes", "--json")
                .succeeded()
                .json();
        assertThat(removed.get("hosts").intValue() + removed.get("hosts_left").intValue()).isOne();
        assertThat(removed.get("captures").intValue()).isPositive();
        Ran.sluice("purge", host(lines.get(0)) + "/x", "--data", data, "--yes")
            .failed(ExitCode.USAGE, "cannot be purged");
        long before = web.referee().requestCount();
        Waiting.until("it crawls on", 60, () -> web.referee().requestCount() > before + 5);
        child.signal("TERM");
        assertThat(child.end(60).code()).isZero();
      }
      isWhole(data);
      assertThat(captures(data).keySet())
          .isNotEmpty()
          .allMatch(url -> url.startsWith(lines.get(1)));
    }
  }

  @Test
  void whatIsNoTargetOrNoStoreIsToldWithTheWayOut() {
    Path data = work.resolve("none");
    Ran.sluice("purge", "a b", "--data", data).failed(ExitCode.USAGE, "'a b'", "*.example.org");
    Ran.sluice("purge", "a.example", "--data", data, "--yes").failed(ExitCode.STORAGE, data);
    Ran.sluice("purge", "--data", data).failed(ExitCode.USAGE, "TARGET");
    assertThat(data).doesNotExist();
  }

  @Test
  void aPurgeThatIsKilledIsEndedByTheSameCommand() throws Exception {
    System.out.println("PurgeCommandTest: -Dsluice.seed=" + SEED);
    Random random = new Random(SEED);
    Path data = MadeStore.fill(work.resolve("data"), PAGES, SEED);
    Map<String, List<Capture>> before = captures(data);
    int killedAtWork = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      try (ChildProgram child = purge(data)) {
        long largest = Files.size(lastLog(data));
        Waiting.until(
            "the purge writes, or has ended",
            60,
            () -> !child.isAlive() || hasGrown(data, largest));
        Thread.sleep(random.nextInt(30));
        killedAtWork += child.isAlive() ? 1 : 0;
        child.kill();
      }
      isWhole(data);
    }
    assertThat(killedAtWork).as("purges that had work left").isPositive();
    try (ChildProgram child = purge(data)) {
      assertThat(child.end(120).code()).as(child.err()).isZero();
    }
    isWhole(data);
    Map<String, List<Capture>> expected = new TreeMap<>(before);
    expected.keySet().removeIf(url -> url.contains("://site3.") || url.contains("://site5."));
    assertThat(captures(data)).isEqualTo(expected);
    assertThat(expected).hasSizeLessThan(PAGES).isNotEmpty();
  }

  private ChildProgram purge(Path data) throws Exception {
    return ChildProgram.start(
        work.resolve("logs"),
        "purge",
        "site3.example.com",
        "site5.example.com",
        "--data",
        data,
        "--yes");
  }

  private static Path lastLog(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("rocks"))) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .sorted()
          .reduce((first, second) -> second)
          .orElse(data.resolve("sluice-store"));
    }
  }

  private static boolean hasGrown(Path data, long before) {
    try {
      return Files.size(lastLog(data)) > before;
    } catch (IOException gone) {
      return false;
    }
  }
}
