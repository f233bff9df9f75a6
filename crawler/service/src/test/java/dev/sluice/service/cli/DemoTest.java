package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.model.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    List<JsonNode> ledger = corpus.ledger();
    Set<String> ids = new HashSet<>();
    documents.forEach(document -> ids.add(document.get("id").asString()));
    ledger.forEach(row -> ids.add(row.get("id").asString()));
    try (StoredPages stored = new StoredPages(data)) {
      int captures = stored.captures().values().stream().mapToInt(List::size).sum();
      assertThat(counts.get("captures").asInt()).isEqualTo(captures).isGreaterThan(150);
      assertThat(counts.get("documents").asInt()).isEqualTo(documents.size()).isGreaterThan(50);
      assertThat(counts.get("dropped").asInt()).isEqualTo(ledger.size()).isGreaterThan(20);
      assertThat(ids).hasSize(captures);
      Set<String> urls = stored.captures().keySet();
      for (JsonNode row : ledger) {
        assertThat(urls).contains(row.get("url").asString());
        assertThat(row.get("step").asString()).isNotEmpty();
        assertThat(row.get("rule").asString()).isNotEmpty();
        assertThat(row.has("measured")).isTrue();
        assertThat(row.has("limit")).isTrue();
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
  void theNumberOfThreadsDoesNotChangeAByte() throws IOException {
    Map<String, String> expected = Trees.digests(corpus.folder());
    for (int threads : new int[] {1, 3}) {
      Path out = work.resolve("threads-" + threads);
      sluice("export", "--data", data, "--out", out, "--threads", threads).succeeded();
      assertThat(Trees.digests(out)).as(threads + " threads").isEqualTo(expected);
    }
  }

  @Test
  void theDemosStoreIsSound() {
    assertThat(sluice("store", "check", "--data", data).succeeded().out()).endsWith("all well\n");
  }
}
