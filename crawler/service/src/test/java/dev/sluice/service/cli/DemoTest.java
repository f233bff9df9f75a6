package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sluice.pages.model.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The first thing that a new user runs, and all that can be asked of what it leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {

  @TempDir static Path work;
  private Path folder;
  private Path data;
  private Corpus corpus;
  private Duration took;
  private Ran demo;

  @BeforeAll
  void runDemo() {
    folder = work.resolve("demo");
    data = folder.resolve("data");
    corpus = new Corpus(folder.resolve("corpus"));
    long start = System.nanoTime();
    demo = sluice("demo", "--dir", folder);
    took = Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void theDemoEndsWithinAMinuteAndBreachesNothing() {
    demo.succeeded().hasNoStackTrace();
    assertThat(took).isLessThan(Duration.ofSeconds(60));
    assertThat(demo.out())
        .contains("breaches of delay, robots.txt or Retry-After: 0\n")
        .contains("Done: ")
        .contains(" captures -> ")
        .contains(data.toString())
        .contains(folder.resolve("corpus").resolve("manifest.json").toString());
    assertThat(data.resolve("sluice-store")).exists();
    for (String line : demo.out().lines().toList()) {
      if (line.startsWith("  /")) {
        assertThat(Path.of(line.strip().split("  ")[0])).exists();
      }
    }
  }

  @Test
  void aSecondDemoInTheSameFolderIsRefused() {
    sluice("demo", "--dir", folder)
        .failed(ExitCode.USAGE, folder, "holds an earlier demo", "--dir");
  }

  @Test
  void everyCaptureIsADocumentOrHasALedgerRow() throws IOException {
    JsonNode counts = corpus.manifest().get("counts");
    List<JsonNode> documents = corpus.documents();
    List<Map<String, Object>> dropped = corpus.dropped();
    Set<String> ids = new HashSet<>();
    documents.forEach(document -> ids.add(document.get("id").asString()));
    dropped.forEach(row -> ids.add((String) row.get("id")));
    try (StoredPages stored = new StoredPages(data)) {
      int captures = stored.captures().values().stream().mapToInt(List::size).sum();
      assertThat(counts.get("captures").asInt()).isEqualTo(captures).isGreaterThan(150);
      assertThat(counts.get("documents").asInt()).isEqualTo(documents.size()).isGreaterThan(50);
      assertThat(counts.get("dropped").asInt()).isEqualTo(dropped.size()).isGreaterThan(20);
      assertThat(ids).hasSize(captures);
      Set<String> urls = stored.captures().keySet();
      for (Map<String, Object> row : dropped) {
        assertThat(urls).contains((String) row.get("url"));
        assertThat(row).containsKeys("step", "rule", "limit");
        assertThat(row.containsKey("value") != row.containsKey("fact")).isTrue();
      }
    }
    long left = counts.get("captures").asLong();
    for (JsonNode step : corpus.manifest().get("funnel")) {
      assertThat(step.get("in").asLong()).isEqualTo(left);
      left -= step.get("dropped").asLong();
    }
    assertThat(left).isEqualTo(documents.size());
  }

  @Test
  void theManifestNamesEachShardWithItsDigest() throws IOException {
    for (JsonNode shard : corpus.manifest().get("shards")) {
      byte[] bytes = Files.readAllBytes(corpus.folder().resolve(shard.get("file").asString()));
      assertThat(shard.get("sha256").asString()).isEqualTo(ContentHash.of(bytes).hex());
    }
    assertThat(corpus.manifest().get("shards").size()).isPositive();
  }

  @Test
  void aDocumentIsOneOfDolmaAndOfDatatrove() throws IOException {
    Set<String> languages = new HashSet<>();
    for (JsonNode document : corpus.documents()) {
      for (String field : List.of("id", "text", "source", "version", "added", "created")) {
        assertThat(document.get(field).isString()).as(field).isTrue();
      }
      assertThat(document.get("text").asString()).isNotBlank();
      assertThat(Instant.parse(document.get("added").asString())).isNotNull();
      assertThat(Instant.parse(document.get("created").asString())).isNotNull();
      assertThat(document.get("media").isArray()).isTrue();
      JsonNode metadata = document.get("metadata");
      for (String field : List.of("url", "date", "dump", "file_path", "language")) {
        assertThat(metadata.get(field).isString()).as(field).isTrue();
      }
      assertThat(metadata.get("language_score").isNumber()).isTrue();
      assertThat(metadata.get("language_script").isString()).isTrue();
      assertThat(metadata.properties()).allMatch(field -> field.getValue().isValueNode());
      languages.add(metadata.get("language").asString());
    }
    assertThat(languages).contains("en", "zh");
  }

  @Test
  void aDocumentTellsWhomItStandsFor() throws IOException {
    JsonNode winner =
        corpus.documents().stream()
            .map(document -> document.get("metadata"))
            .filter(facts -> facts.get("cluster_size").asInt() > 1)
            .findFirst()
            .orElseThrow();
    String url = winner.get("url").asString();
    JsonNode clusters =
        sluice("ledger", "clusters", corpus.folder(), "--url", url, "--json")
            .json()
            .get("clusters");
    assertThat(clusters).hasSize(1);
    JsonNode members = clusters.get(0).get("members");
    assertThat(members).hasSize(winner.get("cluster_size").asInt());
    assertThat(members.get(0).get("url").asString()).isEqualTo(url);
    for (JsonNode member : members) {
      assertThat(member.get("cluster").asString()).isEqualTo(winner.get("cluster_id").asString());
    }
    String other = members.get(1).get("url").asString();
    assertThat(sluice("ledger", "clusters", corpus.folder(), "--top", 1000).succeeded().out())
        .contains(url, other);
    assertThat(sluice("explain", url, "--data", data, "--export", corpus.folder()).out())
        .contains("stands for", other);
    Ran nowhere =
        sluice("ledger", "clusters", corpus.folder(), "--url", "https://nowhere.example/");
    assertThat(nowhere.code()).isEqualTo(ExitCode.PROBLEM_FOUND);
    assertThat(nowhere.out()).contains("No capture of https://nowhere.example/ is in a cluster");
  }

  @Test
  void theNumberOfThreadsDoesNotChangeAByte() throws IOException {
    Map<String, String> expected = Trees.exportDigests(corpus.folder());
    for (int threads : new int[] {1, 3}) {
      Path out = work.resolve("threads-" + threads);
      sluice("export", "--data", data, "--out", out, "--threads", threads).succeeded();
      assertThat(Trees.exportDigests(out)).as(threads + " threads").isEqualTo(expected);
    }
  }

  @Test
  void whatBecameOfAUrlIsToldByExplainAndByTheLedger() throws IOException {
    Path export = corpus.folder();
    String kept = corpus.documents().get(0).get("metadata").get("url").asString();
    assertThat(sluice("explain", kept, "--data", data, "--export", export).succeeded().out())
        .contains("export    " + export)
        .contains("kept in documents-00000.jsonl.zst, document ")
        .contains("length/characters is ");
    Map<String, Object> row = corpus.dropped().get(0);
    JsonNode facts =
        sluice("explain", row.get("url"), "--data", data, "--export", export, "--json")
            .succeeded()
            .json();
    JsonNode told = facts.get("exports").get(0).get("captures").get(0);
    assertThat(told.get("rule").asString()).isEqualTo(row.get("rule"));
    assertThat(told.get("limit").asString()).isEqualTo(row.get("limit"));
    assertThat(sluice("explain", kept, "--data", data).succeeded().out()).doesNotContain("export ");
  }

  @Test
  void theLedgerTellsWhichRuleDroppedHowMuchOfWhichSite() throws IOException {
    JsonNode answer =
        sluice(
                "ledger",
                "query",
                corpus.folder(),
                "--by",
                "host,rule",
                "--where",
                "kept=false",
                "--json")
            .succeeded()
            .json();
    Map<List<String>, Long> expected = new HashMap<>();
    for (Map<String, Object> row : corpus.dropped()) {
      expected.merge(List.of((String) row.get("host"), (String) row.get("rule")), 1L, Long::sum);
    }
    Map<List<String>, Long> counted = new HashMap<>();
    for (JsonNode group : answer.get("groups")) {
      JsonNode key = group.get("key");
      counted.put(
          List.of(key.get("host").asString(), key.get("rule").asString()),
          group.get("dropped").asLong());
    }
    assertThat(counted).isEqualTo(expected);
    assertThat(sluice("ledger", "query", corpus.folder(), "--limit", 2).succeeded().out())
        .contains("captures", "step, rule", "more with --limit");
    assertThat(
            sluice("ledger", "query", corpus.folder(), "--rows", "--where", "rule=answer/status")
                .succeeded()
                .out())
        .contains("dropped by answer: answer/status is ");
  }

  @Test
  void theReportAsksNobodyShowsExamplesAndFitsANarrowScreen() {
    int width = 400;
    String report = corpus.folder().resolve("report.html").toUri().toString();
    try (Chromium chromium = Chromium.start();
        Chromium.Tab tab =
            chromium.open(report, new NewContextOptions().setViewportSize(width, 800))) {
      Page page = tab.page();
      assertThat(page.locator("h1").innerText()).startsWith("Export by ");
      assertThat(page.locator("figure svg").first().isVisible()).isTrue();
      Locator example = page.locator(".example").first();
      assertThat(example.isVisible()).isFalse();
      page.locator("summary .name", withText("answer")).click();
      page.locator("details details summary", withText("answer/status")).click();
      assertThat(example.isVisible()).isTrue();
      assertThat(example.innerText()).contains("http://", "measured", "allowed");

      page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)");
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
    }
  }

  private static Page.LocatorOptions withText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void whatTheLedgerDoesNotHaveIsAnsweredWithWhatWasMeant() {
    Path export = corpus.folder();
    sluice("ledger", "query", export, "--by", "hots")
        .failed(ExitCode.USAGE, "no field 'hots'", "did you mean 'host'?");
    sluice("ledger", "query", export, "--where", "rule=answer/statsu")
        .failed(ExitCode.USAGE, "no row has rule 'answer/statsu'", "did you mean 'answer/status'?");
    sluice("ledger", "query", export, "--where", "characters>many")
        .failed(ExitCode.USAGE, "'many' is no number");
    sluice("ledger", "query", export, "--where", "kept=yes")
        .failed(ExitCode.USAGE, "it is true or false");
    sluice("ledger", "query", export, "--where", "host").failed(ExitCode.USAGE, "is no condition");
    sluice("ledger", "query", data).failed(ExitCode.USAGE, "has no ledger.parquet");
  }

  @Test
  void theDemosStoreIsSound() {
    assertThat(sluice("store", "check", "--data", data).succeeded().out()).endsWith("all well\n");
  }
}
