package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testweb.SiteBuilder;
import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small disk fills; it is made larger, and the same command runs again. */
class DiskFullTest {

  /** One for all requests: each client keeps a connection, of which the daemon allows so many. */
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long SEED = 20261103;
  private static final int PAGES = 70;
  private static final int PAGE_BYTES = 600_000;

  private static final Pattern PAGES_FETCHED =
      Pattern.compile("(?m)^sluice_pages_fetched_total (\\S+)$");

  /** Runs the command on the small disk, lists what it left, and runs it again on a large one. */
  private static final String SCRIPT =
      """
      disk=$1 small=$2 left=$3 copy=$4; shift 4
      mount -t tmpfs -o "size=$small" tmpfs "$disk" || exit 99
      "$@"; echo "first run: $?"
      (cd "$disk" && find . -type f) > "$left"
      mount -o remount,size=512m "$disk" || exit 98
      "$@"; code=$?
      cp -a "$disk/." "$copy/"
      exit $code
      """;

  @TempDir Path work;
  private Path disk;
  private Path left;
  private Path copy;
  private Mounts mounts;

  @BeforeEach
  void requireMounts() throws Exception {
    mounts = Mounts.find().orElse(null);
    assumeTrue(mounts != null, Mounts.MISSING);
    disk = Files.createDirectory(work.resolve("disk"));
    left = work.resolve("left");
    copy = Files.createDirectory(work.resolve("copy"));
  }

  private Ran runTwice(String smallSize, Object... arguments) throws Exception {
    List<String> prefix = new ArrayList<>(mounts.shell(SCRIPT));
    prefix.addAll(List.of(disk.toString(), smallSize, left.toString(), copy.toString()));
    try (ChildProgram child = ChildProgram.startCommand(work.resolve("logs"), prefix, arguments)) {
      Ran ran = child.end(120);
      assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
      return ran.hasNoStackTrace();
    }
  }

  @Test
  void aCrawlOnAFullDiskSaysSoAndGoesOnWhenThereIsSpace() throws Exception {
    try (TestWeb web = TestWeb.builder().site("heavy", DiskFullTest::heavyPages).start()) {
      Path seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
      Ran ran =
          runTwice("24m", PretendCrawl.arguments("crawl", seeds, disk.resolve("data"), "1ms"));

      assertThat(ran.err())
          .contains("the disk is full", disk.toString(), "run the same command again");
      assertThat(ran.out()).contains("first run: 3\n", "Done: ");
      Path data = copy.resolve("data");
      Ran.sluice("store", "check", "--data", data).succeeded();
      try (StoredPages stored = new StoredPages(data)) {
        assertThat(stored.captures().keySet()).isEqualTo(new TreeSet<>(web.truth().reachable()));
        assertThat(stored.captures().values()).allMatch(ofUrl -> ofUrl.size() == 1);
      }
      int again = web.referee().countPerUrl().values().stream().mapToInt(n -> n - 1).sum();
      assertThat(again).as("pages that were committed and asked for again").isBetween(0, 2);
    }
  }

  /** Runs a daemon on the small disk until it is told to end; the disk grows in between. */
  private static final String DAEMON_SCRIPT =
      """
      disk=$1 small=$2 left=$3 copy=$4 err=$5; shift 5
      mount -t tmpfs -o "size=$small" tmpfs "$disk" || exit 99
      "$@" 2> "$err" & daemon=$!
      until grep -q 'is full' "$err"; do kill -0 $daemon || exit 97; sleep 0.1; done
      while kill -0 $daemon && [ ! -e "$left" ]; do sleep 0.1; done
      mount -o remount,size=512m "$disk" || exit 98
      while kill -0 $daemon && [ ! -e "$left.end" ]; do sleep 0.1; done
      kill -TERM $daemon; wait $daemon; code=$?
      cp -a "$disk/." "$copy/"
      exit $code
      """;

  @Test
  void aDaemonOnAFullDiskWaitsForRoomAndLosesNothing() throws Exception {
    try (TestWeb web = TestWeb.builder().site("heavy", DiskFullTest::heavyPages).start()) {
      Path seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
      Path err = Files.createFile(work.resolve("daemon.err"));
      List<String> prefix = new ArrayList<>(mounts.shell(DAEMON_SCRIPT));
      prefix.addAll(
          List.of(disk.toString(), "24m", left.toString(), copy.toString(), err.toString()));
      Object[] daemon =
          PretendCrawl.arguments(
              "daemon", seeds, disk.resolve("data"), "1ms", "--listen", "127.0.0.1:0");
      try (ChildProgram child = ChildProgram.startCommand(work.resolve("logs"), prefix, daemon)) {
        Waiting.until("the disk is full", 60, () -> read(err).contains("is full"));
        long requests = web.referee().requestCount();
        Thread.sleep(3_000);
        assertThat(web.referee().requestCount()).as("asked while full").isEqualTo(requests);
        String api = child.out().replaceAll("(?s).*Dashboard and API: (\\S+).*", "$1");
        Waiting.until("the API tells it", 60, () -> state(api).equals("disk_full"));
        String full = DaemonUrl.ask(child, "/metrics");
        assertThat(full).contains("sluice_daemon_state{state=\"disk_full\"} 1.0\n");
        assertThat(pages(full)).isPositive();
        Files.createFile(left);
        Waiting.until("it goes on", 60, () -> read(err).contains("the crawl goes on"));
        Waiting.until("the API tells that", 60, () -> state(api).equals("crawling"));
        Waiting.until(
            "it counts on",
            60,
            () -> {
              String now = DaemonUrl.ask(child, "/metrics");
              assertThat(pages(now)).as("no count goes back").isGreaterThanOrEqualTo(pages(full));
              return pages(now) > pages(full);
            });
        Waiting.until(
            "all is asked for",
            60,
            () -> web.referee().countPerUrl().keySet().containsAll(web.truth().reachable()));
        Thread.sleep(1_000);
        Files.createFile(Path.of(left + ".end"));
        Ran ended = child.end(60);
        assertThat(ended.code()).as(ended.err() + read(err)).isZero();
        assertThat(read(err)).doesNotContain("Exception");
      }
      Path data = copy.resolve("data");
      Ran.sluice("store", "check", "--data", data).succeeded();
      try (StoredPages stored = new StoredPages(data)) {
        assertThat(stored.captures().keySet()).isEqualTo(new TreeSet<>(web.truth().reachable()));
        assertThat(stored.captures().values()).allMatch(ofUrl -> ofUrl.size() == 1);
      }
      int again = web.referee().countPerUrl().values().stream().mapToInt(n -> n - 1).sum();
      assertThat(again).as("pages that were committed and asked for again").isBetween(0, 2);
    }
  }

  private static double pages(String metrics) {
    Matcher line = PAGES_FETCHED.matcher(metrics);
    assertThat(line.find()).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  /** Pages that fill a small disk, since they cannot be compressed. */
  static void heavyPages(SiteBuilder site) {
    site.page(
        "/",
        IntStream.range(0, PAGES)
            .mapToObj(number -> "<a href=\"/" + number + ".html\">" + number + "</a>")
            .collect(Collectors.joining("\n")));
    Random random = new Random(SEED);
    for (int number = 0; number < PAGES; number++) {
      byte[] noise = new byte[PAGE_BYTES];
      random.nextBytes(noise);
      site.page("/" + number + ".html", "<p>" + Base64.getEncoder().encodeToString(noise));
    }
  }

  @Test
  void anExportOnAFullDiskSaysSoLeavesNothingHalfWrittenAndGoesOn() throws Exception {
    Path data = MadeStore.fill(work.resolve("data"), 600, SEED);
    Path whole = work.resolve("whole");
    Ran.sluice("export", "--data", data, "--out", whole).succeeded();

    Ran ran = runTwice("64k", "export", "--data", data, "--out", disk.resolve("corpus"));

    assertThat(ran.err())
        .contains("the disk is full", disk.toString(), "run the same command again");
    assertThat(ran.out()).contains("first run: 3\n", " captures -> ");
    assertThat(Files.readAllLines(left))
        .as("what the first run left")
        .isNotEmpty()
        .allMatch(file -> file.startsWith("./corpus/.work/"))
        .noneMatch(file -> file.endsWith(".tmp"));
    assertThat(Trees.exportDigests(copy.resolve("corpus"))).isEqualTo(Trees.exportDigests(whole));
  }

  /** Runs a daemon whose exports lie on the small disk, which grows when it is told to. */
  private static final String EXPORTS_SCRIPT =
      """
      exports=$1 left=$2; shift 2
      mkdir -p "$exports"
      mount -t tmpfs -o size=64k tmpfs "$exports" || exit 99
      "$@" & daemon=$!
      while kill -0 $daemon && [ ! -e "$left" ]; do sleep 0.1; done
      mount -o remount,size=64m "$exports" || exit 98
      touch "$left.larger"
      while kill -0 $daemon && [ ! -e "$left.end" ]; do sleep 0.1; done
      kill -TERM $daemon; wait $daemon
      """;

  @Test
  void anExportOfADaemonThatFillsADiskTellsItAndIsResumed() throws Exception {
    Path data = MadeStore.fill(work.resolve("data"), 1_000, SEED);
    Ran.sluice("snapshot", "create", "monday", "--data", data).succeeded();
    Path seeds = Files.writeString(work.resolve("seeds.txt"), "# none\n");
    List<String> prefix = new ArrayList<>(mounts.shell(EXPORTS_SCRIPT));
    prefix.addAll(List.of(data.resolve("exports").toString(), left.toString()));
    Object[] daemon =
        PretendCrawl.arguments("daemon", seeds, data, "1ms", "--listen", "127.0.0.1:0");
    try (ChildProgram child = ChildProgram.startCommand(work.resolve("logs"), prefix, daemon)) {
      Waiting.until("it listens", 60, () -> Files.exists(data.resolve("daemon.json")));
      String api = JSON.readTree(data.resolve("daemon.json").toFile()).get("url").asString();
      String order = "{'name': 'one', 'snapshot': 'monday', 'recipe': 'web'}";
      assertThat(post(api + "/api/v1/exports", order).get("state").asString()).isEqualTo("queued");
      JsonNode failed = awaitEnd(api);
      assertThat(failed.get("state").asString()).isEqualTo("failed");
      assertThat(failed.get("message").asString())
          .contains("the disk is full", data.resolve("exports").toString());
      assertThat(told(api + "/api/v1/status").get("state").asString()).isEqualTo("crawling");

      Files.createFile(left);
      Waiting.until("there is room", 60, () -> Files.exists(Path.of(left + ".larger")));
      post(api + "/api/v1/exports/resume", "{'id': 'one'}");
      JsonNode done = awaitEnd(api);
      assertThat(done.get("state").asString()).as(done.toString()).isEqualTo("done");
      Files.createFile(Path.of(left + ".end"));
      assertThat(child.end(60).code()).isZero();
    }
  }

  private static JsonNode post(String url, String json) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  private static String state(String api) {
    try {
      return told(api + "/api/v1/status").get("state").asString();
    } catch (Exception unreachable) {
      throw new AssertionError(unreachable);
    }
  }

  private static JsonNode told(String url) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  private static JsonNode send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return JSON.readTree(answer.body());
  }

  /** The one export, when it is not under way any more. */
  private static JsonNode awaitEnd(String api) throws Exception {
    JsonNode export = told(api + "/api/v1/exports").get("exports").get(0);
    for (int look = 0; look < 3_000 && isUnderWay(export); look++) {
      Thread.sleep(100);
      export = told(api + "/api/v1/exports").get("exports").get(0);
    }
    return export;
  }

  private static boolean isUnderWay(JsonNode export) {
    return List.of("queued", "running").contains(export.get("state").asString());
  }
}
