package dev.sluice.service.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.warc.GzipPacking;
import dev.sluice.pages.warc.WarcWriting;
import dev.sluice.pages.warc.Warcinfo;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody else's crawl, put into a store. */
@Timeout(300)
class ImportCommandTest {

  private static final long SEED = Long.getLong("sluice.seed", 20261128);
  private static final String DATE = "2026-01-12T13:12:11Z";
  private static final String LATER = "2026-02-12T13:12:11Z";
  private static final String OK = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\n";
  private static final byte[] PAGE = "<p>a page that says something</p>".getBytes(UTF_8);

  @TempDir Path work;

  private Path file(String name, byte[] bytes) throws IOException {
    Path file = work.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private Path data() {
    return work.resolve("data");
  }

  private Map<String, List<Capture>> captures() {
    try (StoredPages stored = new StoredPages(data())) {
      return stored.captures();
    }
  }

  private Capture only(String url) {
    List<Capture> captures = captures().getOrDefault(url, List.of());
    assertThat(captures).as(url).hasSize(1);
    return captures.get(0);
  }

  private String body(String url) {
    try (StoredPages stored = new StoredPages(data())) {
      return new String(stored.body(stored.captures().get(url).get(0)), UTF_8);
    }
  }

  private Ran imported(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("import"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", data()));
    return Ran.sluice(all.toArray());
  }

  private static long count(JsonNode json, String outcome) {
    return json.path("records").path(outcome).asLong();
  }

  private void isWhole() {
    Ran check = Ran.sluice("store", "check", "--data", data());
    assertThat(check.code()).as(check.out() + check.err()).isZero();
  }

  @Test
  void pagesAreStoredAsIfTheyHadBeenCrawled() throws IOException {
    String chunked = OK + "Transfer-Encoding: chunked\nContent-Encoding: gzip\n";
    byte[] packed = WarcText.gzip(PAGE);
    byte[] chunks =
        WarcText.joined(
            (Integer.toHexString(packed.length) + "\r\n").getBytes(UTF_8),
            packed,
            "\r\n0\r\n\r\n".getBytes(UTF_8));
    WarcText warc =
        new WarcText()
            .add("warcinfo", "", DATE, "", "software: another crawler\r\n".getBytes(UTF_8))
            .add("request", "http://a.example/", DATE, "", "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8))
            .response("http://a.example/", DATE, chunked, "WARC-IP-Address: 192.0.2.7\n", chunks)
            .add(
                "metadata",
                "http://a.example/",
                DATE,
                "Content-Type: application/warc-fields\n",
                "fetchTimeMs: 321\r\nvia: http://b.example/\r\nhopsFromSeed: LL\r\n"
                    .getBytes(UTF_8))
            .response( // decoded, under a header that was not changed
                "HTTP://A.example:80/b/../decoded#part", DATE, chunked, PAGE)
            .response( // as Common Crawl has it
                "http://a.example/cc",
                DATE,
                OK
                    + "X-Crawler-Content-Encoding: br\nX-Crawler-Content-Length: 12\nContent-Length: "
                    + PAGE.length
                    + "\n",
                "WARC-Truncated: length\n",
                PAGE)
            .response(
                "http://a.example/gone", DATE, "HTTP/1.1 404 Not Found\n", "no".getBytes(UTF_8))
            .add(
                "response", "dns:a.example", DATE, "Content-Type: text/dns\n", "a".getBytes(UTF_8));
    Path archive = file("some.warc.gz", warc.gzip());
    JsonNode json = imported(archive, "--json", "--tag", "licence=none").succeeded().json();

    assertThat(count(json, "stored")).isEqualTo(4);
    assertThat(count(json, "no_web_page")).isEqualTo(1);
    assertThat(count(json, "besides")).isEqualTo(3);
    assertThat(json.path("cut").asLong()).isEqualTo(1);
    Capture first = only("http://a.example/");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.key().fetchedAt()).isEqualTo(Instant.parse(DATE));
    assertThat(first.address()).isEqualTo("192.0.2.7");
    assertThat(first.latency()).hasMillis(321);
    assertThat(first.depth()).isEqualTo(2);
    assertThat(first.foundOn().orElseThrow()).hasToString("http://b.example/");
    assertThat(first.headers().first("content-encoding")).contains("gzip");
    assertThat(first.seed()).isEqualTo("import");
    assertThat(first.tags()).containsEntry("warc", "some.warc.gz").containsEntry("licence", "none");
    for (String path : List.of("", "decoded", "cc")) {
      assertThat(body("http://a.example/" + path)).isEqualTo(new String(PAGE, UTF_8));
    }
    Capture fromCommonCrawl = only("http://a.example/cc");
    assertThat(fromCommonCrawl.truncated()).isTrue();
    assertThat(fromCommonCrawl.headers().first("Content-Encoding")).contains("br");
    assertThat(fromCommonCrawl.headers().all("Content-Length")).containsExactly("12");
    assertThat(only("http://a.example/gone").status()).isEqualTo(404);
    assertThat(Ran.sluice("explain", "http://a.example/", "--data", data()).out())
        .contains("some.warc.gz", "warc-offset=" + offsetOfThirdRecord(archive));
    isWhole();
  }

  /** By the beginnings of gzip members, which nothing else in so small a file looks like. */
  private static int offsetOfThirdRecord(Path archive) throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    int found = 0;
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] == 0x1f && bytes[i + 1] == (byte) 0x8b && bytes[i + 2] == 8 && ++found == 3) {
        return i;
      }
    }
    throw new AssertionError("no third member");
  }

  @Test
  void theSameArchiveAddsNothingASecondTime() throws IOException {
    WarcText warc = new WarcText();
    for (int i = 0; i < 1200; i++) {
      warc.html("http://a.example/" + i, DATE, "page " + i % 700); // some bodies come again
    }
    Path archive = file("a.warc.gz", warc.gzip());
    JsonNode part = imported(archive, "--json", "--limit-pages", 500).succeeded().json();
    assertThat(count(part, "stored")).isEqualTo(500);
    assertThat(count(imported(archive, "--json").succeeded().json(), "stored")).isEqualTo(700);
    JsonNode again = imported(archive, "--json").succeeded().json();
    assertThat(count(again, "stored")).isZero();
    assertThat(count(again, "present")).isEqualTo(1200);
    assertThat(captures()).hasSize(1200).allSatisfy((url, of) -> assertThat(of).hasSize(1));
    isWhole();
  }

  @Test
  void whatOwnersAskIsKnownAtExport() throws IOException {
    String noai = "<html><head><META Content='noai' NAME=\"Robots\"></head><body>x</body></html>";
    Path pages =
        file(
            "crawl/a.warc.gz",
            new WarcText()
                .html("http://a.example/meta", DATE, noai)
                .html("http://a.example/free", DATE, "<meta name=robots content='index'>x")
                .html("http://a.example/held/x", DATE, "x")
                .response("http://a.example/head", DATE, OK + "X-Robots-Tag: noindex\n", PAGE)
                .html("http://b.example/reserved", DATE, "x")
                .gzip());
    file(
        "crawl/robotstxt.warc.gz",
        new WarcText()
            .response(
                "http://a.example/robots.txt",
                DATE,
                "HTTP/1.1 200 OK\nContent-Type: text/plain\n",
                "User-agent: GPTBot\nDisallow: /held/\n".getBytes(UTF_8))
            .response(
                "http://b.example/.well-known/tdmrep.json",
                DATE,
                "HTTP/1.1 200 OK\nContent-Type: application/json\n",
                "[{\"location\": \"/\", \"tdm-reservation\": 1}]".getBytes(UTF_8))
            .gzip());
    JsonNode json = imported(pages.getParent(), "--json").succeeded().json();

    assertThat(count(json, "server_file")).isEqualTo(2);
    assertThat(meanings("http://a.example/meta")).containsExactly(Meaning.NO_AI);
    assertThat(meanings("http://a.example/free")).isEmpty();
    assertThat(meanings("http://a.example/head")).containsExactly(Meaning.NOINDEX);
    assertThat(meanings("http://a.example/held/x")).containsExactly(Meaning.AI_CRAWLERS_DISALLOWED);
    assertThat(meanings("http://b.example/reserved")).containsExactly(Meaning.TDM_RESERVED);
    assertThat(captures()).doesNotContainKey("http://a.example/robots.txt");
  }

  private List<Meaning> meanings(String url) {
    return only(url).directives().stream().map(Directive::meaning).toList();
  }

  @Test
  void revisitsAreCapturesWithTheBodyOfThePageThatTheyAreAbout() throws IOException {
    String same =
        "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\n";
    String asBefore = "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/server-not-modified\n";
    String digest = "WARC-Payload-Digest: sha1:ABCDEFGHIJKLMNOPQRSTUVWXYZ234567\n";
    byte[] head = WarcText.answer(OK, new byte[0]);
    byte[] notModified = WarcText.answer("HTTP/1.1 304 Not Modified\n", new byte[0]);
    WarcText warc =
        new WarcText()
            .response("http://a.example/", DATE, OK, digest, PAGE)
            .add(
                "revisit",
                "http://a.example/",
                LATER,
                same
                    + "WARC-Refers-To-Target-URI: http://a.example/\nWARC-Refers-To-Date: "
                    + DATE
                    + "\n",
                head)
            .add("revisit", "http://b.example/", DATE, same + digest, head)
            .add("revisit", "http://a.example/", "2026-03-01T00:00:00Z", asBefore, notModified)
            .add("revisit", "http://c.example/", DATE, same, head);
    JsonNode json = imported(file("a.warc.gz", warc.gzip()), "--json").succeeded().json();

    assertThat(count(json, "stored")).isEqualTo(4);
    assertThat(count(json, "original_missing")).isEqualTo(1);
    List<Capture> visits = captures().get("http://a.example/");
    assertThat(visits)
        .extracting(Capture::change)
        .containsExactly(Change.FIRST, Change.SAME_CONTENT, Change.NOT_MODIFIED);
    assertThat(visits.get(1).bodyHash()).isEqualTo(visits.get(0).bodyHash());
    assertThat(visits.get(2).status()).isEqualTo(304);
    assertThat(body("http://b.example/")).isEqualTo(new String(PAGE, UTF_8));
    isWhole();
  }

  @Test
  void textsOfWetFilesGoThroughTheWholeCorpusWing() throws IOException {
    String text =
        "The river was low that summer, and the people of the town walked along it every evening"
            + " to look at the stones.\nNobody could remember when they had last been dry. — <b>no"
            + " tag</b>";
    Path wet =
        file(
            "CC-MAIN-1.warc.wet.gz",
            new WarcText()
                .add("warcinfo", "", DATE, "", "software: x\r\n".getBytes(UTF_8))
                .add(
                    "conversion",
                    "http://a.example/river",
                    DATE,
                    "Content-Type: text/plain\n",
                    text.getBytes(UTF_8))
                .gzip());
    imported(wet).succeeded();
    Path out = work.resolve("out");
    Ran.sluice("export", "--data", data(), "--recipe", "raw-text", "--out", out);
    assertThat(new Corpus(out).documents())
        .singleElement()
        .satisfies(document -> assertThat(document.path("text").asString()).isEqualTo(text));
  }

  @Test
  void damageIsToldWithItsPlaceAndTheRestIsStored() throws IOException {
    byte[] broken = WarcText.gzip(new WarcText().html("http://a.example/2", DATE, "2").plain());
    broken[broken.length / 2] ^= 0x40;
    WarcText first = new WarcText().html("http://a.example/1", DATE, "1");
    byte[] rest =
        new WarcText()
            .html("http://a.example/3", "yesterday", "3")
            .add("response", "http://a.example/4", DATE, "", "no answer".getBytes(UTF_8))
            .response(
                "http://a.example/5",
                DATE,
                OK,
                "WARC-Block-Digest: sha1:" + "A".repeat(32) + "\n",
                PAGE)
            .gzip();
    Path archive = file("bad.warc.gz", WarcText.joined(first.gzip(), broken, rest));
    Ran ran = imported(archive, "--json");

    ran.failed(
        ExitCode.PROBLEM_FOUND,
        archive,
        "damaged at byte " + first.gzip().length,
        "its WARC-Date is no time: 'yesterday'",
        "it holds no HTTP answer");
    assertThat(count(ran.json(), "damaged")).isEqualTo(3);
    assertThat(ran.json().path("wrong_digests").asLong()).isEqualTo(1);
    assertThat(captures()).containsOnlyKeys("http://a.example/1", "http://a.example/5");

    Ran strict = imported(archive, "--strict", "--json");
    strict.failed(ExitCode.PROBLEM_FOUND, archive);
    assertThat(count(strict.json(), "damaged")).isEqualTo(1);
  }

  @Test
  void wrongInputsAreRefusedWithAWordAboutTheWayOut() throws IOException {
    Path letter = file("letter.txt", "Dear Sirs".getBytes(UTF_8));
    Path wat = file("CC-MAIN-1.warc.wat.gz", WarcText.gzip(PAGE));
    Path list = file("warc.paths", "crawl/one.warc.gz\n".getBytes(UTF_8));
    imported(work.resolve("none.warc.gz"))
        .failed(ExitCode.USAGE, "there is no file", "none.warc.gz");
    imported(wat).failed(ExitCode.USAGE, "WAT", "WARC or WET");
    imported(list).failed(ExitCode.USAGE, "none of the 1 files", "--base");
    imported(Files.createDirectories(work.resolve("empty"))).failed(ExitCode.USAGE, "no archive");
    imported(letter, "--include", "wiki/").failed(ExitCode.USAGE, "--include", "'*wiki/'");
    assertThat(data()).doesNotExist();
    imported(letter).failed(ExitCode.PROBLEM_FOUND, letter, "Dear Sirs");

    try (DataFolder held = new Wiring().openForWriting(data())) {
      Path archive = file("a.warc.gz", new WarcText().html("http://a.example/", DATE, "1").gzip());
      imported(archive).failed(ExitCode.STORAGE, data(), "in use", "end it, import");
      assertThat(held.pages().captureCount()).isZero();
    }
  }

  @Test
  void aListNamesArchivesOfWhichSomeAreThere() throws IOException {
    file("base/crawl/1.warc.gz", new WarcText().html("http://a.example/w/1", DATE, "1").gzip());
    file("base/crawl/2.warc", new WarcText().html("http://a.example/2", DATE, "2").plain());
    Path list =
        file(
            "lists/warc.paths.gz",
            WarcText.gzip("crawl/1.warc.gz\ncrawl/2.warc\ncrawl/3.warc.gz\n".getBytes(UTF_8)));
    Ran ran = imported(list, "--base", work.resolve("base"), "--include", "/w/").succeeded();
    assertThat(ran.out()).contains("1 files of a list that are not there", "1 not asked for");
    assertThat(captures()).containsOnlyKeys("http://a.example/w/1");
  }

  @Test
  void aCrawlFetchesWhatWasImportedAndKeepsBoth() throws Exception {
    try (TestWeb web =
        TestWeb.builder().site("a", site -> site.page("/", "<p>today</p>")).start()) {
      String url = web.base("a").replaceAll("/$", "") + "/";
      imported(file("a.warc.gz", new WarcText().html(url, DATE, "then").gzip())).succeeded();
      Path seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
      Ran.sluice(PretendCrawl.arguments("crawl", seeds, data(), "20ms")).succeeded();
      assertThat(captures().get(url)).hasSize(2);
      assertThat(captures().get(url).get(0).key().fetchedAt()).isEqualTo(Instant.parse(DATE));
      imported(work.resolve("a.warc.gz")).succeeded();
      assertThat(captures().get(url)).hasSize(2);
      isWhole();
    }
  }

  @Test
  void anArchiveOfOurOwnGivesBackTheSameCaptures() throws Exception {
    Path crawled = work.resolve("crawled");
    Path archive = work.resolve("ours.warc.gz");
    try (TestWeb web = TestWeb.large(2, 60, SEED, 0)) {
      Path seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
      Ran.sluice(PretendCrawl.arguments("crawl", seeds, crawled, "1ms")).succeeded();
    }
    List<Capture> before = new ArrayList<>();
    try (DataFolder folder = new Wiring().openForReading(crawled);
        Snapshot snapshot = folder.pages().snapshot();
        Scan<Capture> scan = snapshot.captures();
        OutputStream out = Files.newOutputStream(archive);
        WarcWriting writing =
            new WarcWriting(out, new GzipPacking(6), new Warcinfo("sluice", "a test", "all"))) {
      while (scan.hasNext()) {
        Capture capture = scan.next();
        before.add(capture);
        writing.capture(new RawPage(capture, snapshot.body(capture)));
      }
    }
    imported(archive).succeeded();

    List<Capture> after = captures().values().stream().flatMap(List::stream).toList();
    assertThat(before).hasSizeGreaterThan(100);
    assertThat(after).containsExactlyInAnyOrderElementsOf(before);
    isWhole();
  }

  @Test
  void anImportThatIsKilledGoesOnAndStoresNothingTwice() throws Exception {
    System.out.println("ImportCommandTest: -Dsluice.seed=" + SEED);
    Random random = new Random(SEED);
    WarcText warc = new WarcText();
    int pages = 6000;
    for (int i = 0; i < pages; i++) {
      byte[] noise = new byte[6000];
      random.nextBytes(noise);
      warc.response("http://a.example/" + i, DATE, OK, noise);
    }
    Path archive = file("a.warc.gz", warc.gzip());
    int killed = 0;
    for (int kill = 0; kill < 3; kill++) {
      try (ChildProgram child =
          ChildProgram.start(work.resolve("logs"), "import", archive, "--data", data())) {
        Path log = data().resolve("rocks");
        Instant latest = Instant.now().plusSeconds(60);
        while (!Files.exists(log) && Instant.now().isBefore(latest)) {
          Thread.sleep(5);
        }
        Thread.sleep(300 + random.nextInt(700));
        killed += child.isAlive() ? 1 : 0;
        child.kill();
      }
      isWhole();
    }
    imported(archive).succeeded();
    assertThat(killed).as("kills at work").isPositive();
    assertThat(captures()).hasSize(pages).allSatisfy((url, of) -> assertThat(of).hasSize(1));
    isWhole();
  }
}
