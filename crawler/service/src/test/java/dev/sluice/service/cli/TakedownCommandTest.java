package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.ExportRequest;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.testweb.TestWeb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What somebody asked to be used no more. */
@Timeout(300)
class TakedownCommandTest {

  private static final long SEED = Long.getLong("sluice.seed", 20261128);
  private static final String PAGE = "https://site3.example.com/page/3";

  @TempDir private Path work;

  private Path data() {
    Path data = MadeStore.fill(work.resolve("data"), 40, SEED);
    Ran.sluice("snapshot", "create", "old", "--data", data).succeeded();
    return data;
  }

  private Path export(Path data, String name, Object... more) {
    Path out = work.resolve(name);
    List<Object> words =
        new ArrayList<>(List.of("export", "--data", data, "--snapshot", "old", "--out", out));
    words.addAll(List.of(more));
    Ran.sluice(words.toArray()).succeeded();
    return out;
  }

  private static Ran add(Path data, Object... what) {
    List<Object> words = new ArrayList<>(List.of("takedown", "add"));
    words.addAll(List.of(what));
    words.addAll(List.of("--reason", "asked by its author", "--data", data));
    return Ran.sluice(words.toArray()).succeeded();
  }

  private static List<JsonNode> documents(Path export) throws IOException {
    return new Corpus(export).documents();
  }

  private static List<String> urls(Path export) throws IOException {
    return documents(export).stream().map(it -> it.at("/metadata/url").asString()).toList();
  }

  @Test
  void noExportHasWhatWasTakenDownAndEveryOldOneThatHasItIsFound() throws IOException {
    Path data = data();
    Path before = export(data, "before");
    JsonNode page = documents(before).get(1);
    JsonNode byText = documents(before).get(5);
    JsonNode byBody = documents(before).get(9);
    String url = page.at("/metadata/url").asString();
    add(
        data,
        url.replace("https", "HTTP"),
        "site4.example.com",
        byText.at("/metadata/text_xxh3_128").asString(),
        byBody.at("/metadata/body_sha256").asString());

    JsonNode report = Ran.sluice("takedown", "report", "--json", "--data", data).json();
    JsonNode place = report.at("/takedowns/0/exports/0/documents/0");
    assertThat(place.get("url").asString()).isEqualTo(url);
    assertThat(place.at("/places/0/line").asInt()).isEqualTo(1);
    assertThat(place.at("/places/0/shard").asString()).isEqualTo("documents-00000.jsonl.zst");
    assertThat(report.at("/takedowns/0/captures_in_store").asInt()).isOne();
    assertThat(report.at("/takedowns/0/snapshots/old").asInt()).isOne();
    assertThat(report.at("/takedowns/1/exports/0/documents").size())
        .isEqualTo((int) urls(before).stream().filter(it -> it.contains("//site4.")).count());
    assertThat(report.at("/takedowns/2/exports/0/documents/0/places/0/line").asInt()).isEqualTo(5);
    assertThat(report.at("/takedowns/3/exports/0/documents/0/places/0/line").asInt()).isEqualTo(9);

    Path after = export(data, "after");
    assertThat(urls(after))
        .isNotEmpty()
        .doesNotContain(
            url, byText.at("/metadata/url").asString(), byBody.at("/metadata/url").asString())
        .noneMatch(it -> it.contains("//site4."));
    String manifest = Files.readString(after.resolve("manifest.json"));
    assertThat(manifest)
        .contains("\"takedown/url\" : 1", "\"takedown/text\" : 1")
        .contains("\"entries\" : 4");
    assertThat(manifest).doesNotContain("asked by its author");
    Object[] raw = {
      "export", "--data", data, "--out", work.resolve("raw"), "--recipe", "raw", "--format", "warc"
    };
    Ran exported = Ran.sluice(raw);
    assertThat(exported.code()).isZero();
    assertThat(exported.err()).contains("raw@1 makes no texts", "taken down");
    assertThat(Ran.sluice("explain", url, "--data", data).out()).contains("taken down", "T1");

    Path html = work.resolve("report.html");
    Ran.sluice("takedown", "report", "--for", "T1", "--out", html, "--data", data).succeeded();
    assertThat(Files.readString(html))
        .contains(url, "documents-00000.jsonl.zst", "撤下")
        .doesNotContain("site4.", "http://www", "src=");
  }

  @Test
  void ofARepeatedDocumentEveryPlaceIsReportedAndItsTokensAreItsText() throws IOException {
    Path data = data();
    List<String> bytes = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      bytes.add(Base64.getEncoder().encodeToString(new byte[] {(byte) b}) + " " + b);
    }
    Path vocabulary = Files.write(work.resolve("bytes.tiktoken"), bytes);
    Path mix = Files.writeString(work.resolve("mix.yaml"), "groups: [{name: all, repeat: 3}]\n");
    JsonNode page = documents(export(data, "lines")).get(7);
    Object[] tokens = {
      "--format", "megatron", "--tokenizer", vocabulary, "--tokenizer-pattern", "gpt2"
    };
    List<Object> words = new ArrayList<>(List.of(tokens));
    words.addAll(List.of("--eod", "E=256", "--mix", mix));
    Path export = export(data, "tokens", words.toArray());
    add(data, page.at("/metadata/url").asString());

    JsonNode places =
        Ran.sluice("takedown", "report", "--json", "--data", data)
            .json()
            .at("/takedowns/0/exports/1/documents/0/places");
    assertThat(places).hasSize(3);
    for (JsonNode place : places) {
      long from = place.at("/tokens/0").asLong();
      long to = place.at("/tokens/1").asLong();
      assertThat(text(export.resolve(place.get("shard").asString()), from, to))
          .isEqualTo(page.get("text").asString());
    }
    assertThat(places).extracting(it -> it.get("line").asInt()).doesNotHaveDuplicates();
  }

  /** Tokens of two bytes, each of which is a byte; the last is the one that ends a document. */
  private static String text(Path file, long from, long to) throws IOException {
    byte[] all = Files.readAllBytes(file);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (long token = from; token < to - 1; token++) {
      text.write(all[(int) (2 * token)]);
    }
    assertThat(all[(int) (2 * to - 1)]).as("the end of the document").isOne();
    return text.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aDemandThatIsWithdrawnHoldsNoMoreAndStaysInTheList() throws IOException {
    Path data = data();
    add(data, PAGE);
    Ran.sluice("takedown", "remove", "T1", "--reason", "the wrong page", "--data", data)
        .succeeded();
    assertThat(urls(export(data, "after"))).contains(PAGE);
    assertThat(Ran.sluice("takedown", "list", "--data", data).succeeded().out())
        .contains("T1", "withdrawn", "the wrong page", "0 demands stand");
  }

  @Test
  void anExportThatWasStoppedGoesOnWithoutWhatWasTakenDownMeanwhile() throws IOException {
    Path data = data();
    Path out = work.resolve("out");
    StopsAtLedger watch = new StopsAtLedger();
    Wiring wiring = new Wiring();
    try (DataFolder folder = wiring.openSnapshot(data, "old");
        Snapshot snapshot = folder.pages().snapshot()) {
      ExportRequest request = ExportRequest.of(Recipes.load("web"), out);
      assertThatThrownBy(() -> wiring.export(data).run(snapshot, request, watch))
          .isInstanceOf(ExportException.class);
    }
    assertThat(out.resolve("documents-00000.jsonl.zst")).exists();
    add(data, PAGE);
    Ran.sluice("export", "--data", data, "--snapshot", "old", "--out", out).succeeded();
    assertThat(urls(out)).isNotEmpty().doesNotContain(PAGE);
    assertThat(Trees.exportDigests(out)).isEqualTo(Trees.exportDigests(export(data, "at-once")));
  }

  /** Stops an export when its shards are written. */
  private static final class StopsAtLedger implements ExportWatch {
    private volatile boolean isThere;

    @Override
    public void progress(Phase phase, long done, long total) {
      isThere = isThere || phase == Phase.LEDGER;
    }

    @Override
    public boolean stopped() {
      return isThere;
    }
  }

  @Test
  void aDamagedListStopsEveryExport() throws IOException {
    Path data = data();
    add(data, PAGE);
    Path file = data.resolve("takedowns");
    Files.writeString(file, Files.readString(file).replace("page/3", "page/4"));
    Ran.sluice("export", "--data", data, "--out", work.resolve("out"))
        .failed(3, "takedowns: line 2", "backup");
    assertThat(work.resolve("out/manifest.json")).doesNotExist();
  }

  @Test
  void whatIsPurgedIsGoneAndTheSnapshotThatHasItIsNamed() {
    Path data = data();
    add(data, PAGE);
    assertThat(Ran.sluice("takedown", "purge", "T1", "--data", data).succeeded().out())
        .contains("1 capture", "Nothing is removed yet");
    assertThat(Ran.sluice("takedown", "purge", "T1", "--yes", "--data", data).succeeded().out())
        .contains("Removed:", "snapshot old: 1 capture", "sluice snapshot delete old");
    try (StoredPages stored = new StoredPages(data)) {
      Map<String, ?> captures = stored.captures();
      assertThat(captures).hasSize(39).doesNotContainKey(PAGE);
    }
    assertThat(Ran.sluice("takedown", "list", "--data", data).out()).contains("removed ");
  }

  @Test
  void wrongTargetsAreRefusedAndUnknownOnesAreTold() {
    Path data = data();
    Ran.sluice("takedown", "add", "abcdef0123456789abcdef", "--reason", "x", "--data", data)
        .failed(2, "22 hexadecimal digits");
    Ran.sluice("takedown", "add", PAGE, "--reason", " ", "--data", data)
        .failed(2, "the reason is empty");
    Ran.sluice("takedown", "report", "--for", "T7", "--data", data).failed(2, "no demand 'T7'");
    assertThat(add(data, "https://nobody.example.org/").out()).contains("nothing that is known");
  }

  @Test
  void aCrawlFetchesNothingOfIt() throws Exception {
    Path data = MadeStore.fill(work.resolve("data"), 1, SEED);
    try (TestWeb web =
        TestWeb.builder()
            .site(
                "a",
                site ->
                    site.page("/", "<a href='/1'>1</a><a href='/2'>2</a>")
                        .page("/1", "one")
                        .page("/2", "two"))
            .start()) {
      Path seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
      String base = "http://" + URI.create(web.base("a")).getAuthority();
      add(data, base + "/1");
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
      try (StoredPages stored = new StoredPages(data)) {
        assertThat(stored.captures().keySet()).contains(base + "/2").doesNotContain(base + "/1");
      }
    }
  }
}
