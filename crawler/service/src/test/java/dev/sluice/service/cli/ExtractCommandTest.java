package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.model.ExtractSettings;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.service.extract.ExtractCounts;
import dev.sluice.service.extract.ExtractRequest;
import dev.sluice.service.extract.ExtractRun;
import dev.sluice.service.extract.ExtractWatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTML in files becomes a line for each page, whatever the files are like. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtractCommandTest {

  private static final String STORY =
      "The miller kept the gate of the sluice open when the rain came, so that nothing was lost.";

  private final PageFunctions functions = Cleaner.standardFunctions();

  @TempDir Path work;

  private static String page(String title, String text) {
    return "<!doctype html><html lang=en><head><title>"
        + title
        + "</title></head><body><nav><a href=/>Home</a></nav><article><p>"
        + text
        + "</p></article></body></html>";
  }

  private Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(String name, byte[] content) throws IOException {
    Path file = work.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private Path out(String name) throws IOException {
    return Files.createTempDirectory(work, "out").resolve(name);
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    return lines(Files.readAllBytes(file));
  }

  private static List<JsonNode> lines(byte[] json) {
    return new String(json, StandardCharsets.UTF_8)
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  private static List<String> ids(List<JsonNode> lines) {
    return lines.stream().map(line -> line.get("id").asString()).toList();
  }

  @Test
  void aFolderGivesALineForEachPageInTheOrderOfNames() throws IOException {
    file("a/two.html", page("Two", STORY));
    file("a/one.HTM", page("One", STORY));
    file("a/below/three.xhtml", page("Three", STORY));
    file("a/picture.png", "no page");
    Path out = out("pages.jsonl");

    Ran ran = sluice("extract", work.resolve("a"), "--out", out).succeeded();

    List<JsonNode> lines = lines(out);
    assertThat(ids(lines)).containsExactly("three", "one", "two");
    assertThat(lines.get(1).propertyNames())
        .containsExactly("id", "title", "text", "language", "charset");
    assertThat(lines.get(1).get("title").asString()).isEqualTo("One");
    assertThat(lines.get(1).get("text").asString()).isEqualTo(STORY);
    assertThat(lines.get(1).get("language").asString()).isEqualTo("en");
    assertThat(lines.get(1).get("charset").asString()).isEqualTo("UTF-8");
    assertThat(ran.out()).startsWith("3 pages -> " + out + ": 3 with text");
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBytes() throws IOException {
    for (int i = 0; i < 60; i++) {
      file("many/p" + i + ".html", page("Page " + i, (STORY + " ").repeat(1 + 40 * (i % 3))));
    }
    Path one = out("one.jsonl");
    Path eight = out("eight.jsonl");
    sluice("extract", work.resolve("many"), "--out", one, "--threads", 1).succeeded();
    sluice("extract", work.resolve("many"), "--out", eight, "--threads", 8).succeeded();
    assertThat(eight).hasSameBinaryContentAs(one);
    assertThat(lines(one)).hasSize(60);
  }

  @Test
  void theTextIsMarkdownAndHasItsCommentsIfThatIsAskedFor() throws IOException {
    String comments = "<section id=comments><p>It ground well for us, too.</p></section>";
    Path page = file("m/mill.html", page("Mill", "<h2>Work</h2><p>" + STORY + comments));
    Path plain = out("plain.jsonl");
    Path marked = out("marked.jsonl");
    sluice("extract", page, "--out", plain).succeeded();
    assertThat(lines(plain).get(0).get("text").asString())
        .contains("Work\n\n" + STORY)
        .doesNotContain("# Work");
    sluice("extract", page, "--format", "markdown", "--comments", "--out", marked).succeeded();
    assertThat(lines(marked).get(0).get("text").asString())
        .contains("## Work\n\n" + STORY, "It ground well");
    sluice("extract", page, "--format", "markdwon").failed(ExitCode.USAGE, "--format", "markdwon");
    sluice("extract", page, "--favour", "all").failed(ExitCode.USAGE, "--favour", "PRECISION");
  }

  @Test
  void theServersWordForTheEncodingIsRead() throws IOException {
    String chinese = "水闸打开的时候，河水带来泥沙，沉积在堤坝下面的田地里，为农民提供了肥沃的土壤。";
    file("b/zh.html", page("水闸", chinese).getBytes(Charset.forName("GB18030")));
    Path urls =
        file(
            "b/urls.jsonl",
            "{\"id\":\"zh\",\"url\":\"https://example.cn/a\",\"charset_hint\":\"gb2312\"}\n");
    Path out = out("pages.jsonl");

    sluice("extract", work.resolve("b"), "--urls", urls, "--fields", "all", "--out", out)
        .succeeded();

    JsonNode line = lines(out).get(0);
    assertThat(line.get("text").asString()).isEqualTo(chinese);
    assertThat(line.get("language").asString()).isEqualTo("zh");
    assertThat(line.get("url").asString()).isEqualTo("https://example.cn/a");
    assertThat(line.get("charset_evidence").asString()).isEqualTo("HTTP_HEADER");
  }

  @Test
  void linesOfJsonHoldPagesAsCharactersOrBytes() throws IOException {
    String latin =
        Base64.getEncoder()
            .encodeToString(page("Café", STORY).getBytes(StandardCharsets.ISO_8859_1));
    String characters = page("<meta charset=gbk>", STORY + " Café.").replace("\"", "\\\"");
    Path pages =
        file(
            "pages.jsonl",
            "{\"id\":\"one\",\"html\":\""
                + characters
                + "\",\"more\":{\"html\":[1]}}\n\n"
                + "{\"id\":2,\"charset\":\"iso-8859-1\",\"body\":\""
                + latin
                + "\"}\n");
    Path out = out("texts.jsonl");

    sluice("extract", pages, "--out", out).succeeded();

    List<JsonNode> lines = lines(out);
    assertThat(ids(lines)).containsExactly("one", "2");
    assertThat(lines.get(0).get("text").asString()).isEqualTo(STORY + " Café.");
    assertThat(lines.get(1).get("title").asString()).isEqualTo("Café");
  }

  @Test
  void aBadLineIsNamedAndTheRestGoesOn() throws IOException {
    String good = "{\"id\":\"good\",\"html\":\"<p>" + STORY + "\"}";
    Path pages =
        file(
            "bad.jsonl",
            String.join(
                "\n", "{\"id\":\"cut\", \"html", good, "[]", "{\"id\":\"x\"}", "{\"body\":\"*\"}"));
    Path out = out("texts.jsonl");

    Ran ran =
        sluice("extract", pages, "--out", out)
            .failed(ExitCode.PROBLEM_FOUND, pages + ":1:", pages + ":3: ", pages + ":4: ");

    List<JsonNode> lines = lines(out);
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0).get("error").asString()).contains("not valid JSON");
    assertThat(lines.get(1).has("error")).isFalse();
    assertThat(lines.get(1).get("text").asString()).isEqualTo(STORY);
    assertThat(lines.get(3).get("error").asString()).contains("neither 'html'");
    assertThat(ran.out()).contains("1 with text", "4 not read");
  }

  @Test
  void theOutputIsCompressedAsItsEndingSays() throws IOException {
    Path page = file("c/one.html", page("One", STORY));
    Path gzip = out("texts.jsonl.gz");
    Path zstd = out("texts.jsonl.zst");
    sluice("extract", page, "--out", gzip).succeeded();
    sluice("extract", page, "--out", zstd).succeeded();
    byte[] unpacked;
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(gzip))) {
      unpacked = in.readAllBytes();
    }
    try (ZstdInputStream in = new ZstdInputStream(Files.newInputStream(zstd))) {
      assertThat(in.readAllBytes()).isEqualTo(unpacked);
    }
    assertThat(ids(lines(unpacked))).containsExactly("one");
  }

  @Test
  void compressedLinesAreReadAndWhatIsLostOfThemIsTold() throws IOException {
    Path pages = file("d/one.html", page("One", STORY));
    Path packed = out("texts.jsonl.gz");
    sluice("extract", pages, "--out", packed).succeeded();
    byte[] whole = Files.readAllBytes(packed);
    Path cut = file("cut.jsonl.gz", Arrays.copyOf(whole, whole.length / 2));
    Path out = out("again.jsonl");
    sluice("extract", cut, "--out", out).failed(ExitCode.PROBLEM_FOUND, cut, "cannot be read");
  }

  @Test
  void whatIsNotThereOrInTheWayIsToldBeforeAnythingIsDone() throws IOException {
    Path page = file("e/one.html", page("One", STORY));
    Path there = file("e/there.jsonl", "mine");
    Path out = out("texts.jsonl");

    sluice("extract", page, work.resolve("nowhere"), "--out", out)
        .failed(ExitCode.USAGE, "there is no file and no folder", "nowhere");
    assertThat(out).doesNotExist();
    sluice("extract", page, "--out", there).failed(ExitCode.USAGE, there, "--overwrite");
    assertThat(there).hasContent("mine");
    sluice("extract", page, "--out", work).failed(ExitCode.USAGE, "is a folder");
    sluice("extract", page, "--out", work.resolve("no/such/x.jsonl"))
        .failed(ExitCode.STORAGE, "cannot write");
    sluice("extract", work.resolve("e"), "--url", "https://a.example/", "--out", out)
        .failed(ExitCode.USAGE, "--url", "--urls");
    sluice("extract", page, "--urls", there, "--out", out).failed(ExitCode.USAGE, there + ":1");

    sluice("extract", page, "--out", there, "--overwrite").succeeded();
    assertThat(ids(lines(there))).containsExactly("one");
    try (var left = Files.list(there.getParent())) {
      assertThat(left).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }

  @Test
  void aFolderWithoutPagesIsTold() throws IOException {
    file("f/notes.txt", "no page");
    Path out = out("texts.jsonl");
    sluice("extract", work.resolve("f"), "--out", out)
        .failed(ExitCode.PROBLEM_FOUND, "there is no page in", "*.html");
    assertThat(out).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000", "<", "<p>\ud800<p>&#1;", "{}"})
  void aPageThatSaysNothingHasALineToo(String html) throws IOException {
    Path page = file("g/strange.html", html);
    Path out = out("texts.jsonl");
    sluice("extract", page, "--out", out).succeeded();
    assertThat(ids(lines(out))).containsExactly("strange");
  }

  /** Collects what it is told. */
  private static final class Watch implements ExtractWatch {
    private final List<String> troubles = new ArrayList<>();
    private long pages;

    @Override
    public boolean stopped() {
      return false;
    }

    @Override
    public void progress(long done) {
      pages = done;
    }

    @Override
    public void trouble(String message) {
      troubles.add(message);
    }
  }

  @Test
  void fromTheStandardInputPagesFlowToTheStandardOutput() {
    StringBuilder in = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      in.append("{\"id\":\"").append(i).append("\",\"html\":\"<p>").append(STORY).append("\"}\n");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Watch watch = new Watch();
    ExtractCounts counts =
        ExtractRun.run(
            new ExtractRequest(
                List.of("-"),
                Optional.empty(),
                false,
                Optional.empty(),
                Map.of(),
                ExtractSettings.STANDARD,
                false,
                3),
            () -> functions,
            watch,
            new ByteArrayInputStream(in.toString().getBytes(StandardCharsets.UTF_8)),
            out);
    assertThat(counts).isEqualTo(new ExtractCounts(500, 0, 0, 0, 500L * STORY.length()));
    assertThat(watch.pages).isEqualTo(500);
    assertThat(watch.troubles).isEmpty();
    List<JsonNode> lines = lines(out.toByteArray());
    assertThat(lines).hasSize(500);
    assertThat(lines.get(499).get("id").asString()).isEqualTo("499");
  }

  @Test
  void aDefectOfOnePageDoesNotCostTheOthers() throws IOException {
    PageFunctions broken =
        new PageFunctions(
            functions.decoder(),
            (characters, type, url, settings) -> {
              if (characters.contains("breaks")) {
                throw new IllegalStateException("a defect");
              }
              return functions.extractor().extract(characters, type, url, settings);
            },
            functions.languages(),
            functions.segmenter());
    file("h/a.html", page("A", STORY));
    file("h/b.html", page("B", "This one breaks it."));
    file("h/c.html", page("C", STORY));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Watch watch = new Watch();
    ExtractCounts counts =
        ExtractRun.run(
            new ExtractRequest(
                List.of(work.resolve("h").toString()),
                Optional.empty(),
                false,
                Optional.empty(),
                Map.of(),
                ExtractSettings.STANDARD,
                false,
                2),
            () -> broken,
            watch,
            new ByteArrayInputStream(new byte[0]),
            out);
    assertThat(counts.withText()).isEqualTo(2);
    assertThat(counts.failed()).isEqualTo(1);
    assertThat(watch.troubles).containsExactly("b: a defect of the program: IllegalStateException");
    assertThat(lines(out.toByteArray()).get(1).get("error").asString()).contains("defect");
  }
}
