package dev.sluice.corpus;

import static dev.sluice.corpus.ExportedFiles.digests;
import static dev.sluice.corpus.ExportedFiles.documents;
import static dev.sluice.corpus.ExportedFiles.ids;
import static dev.sluice.corpus.ExportedFiles.ledger;
import static dev.sluice.corpus.ExportedFiles.ledgerIds;
import static dev.sluice.corpus.ExportedFiles.lines;
import static dev.sluice.corpus.ExportedFiles.text;
import static dev.sluice.corpus.model.ExportWatch.Phase.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.shard.ManifestFile;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportTest {

  private static final long SEED = 20261001;

  @TempDir Path temp;
  private PageFunctions functions;

  /** One export that all tests look at which do not run their own. */
  private Path whole;

  private Manifest manifest;
  private MemorySnapshot snapshot;

  @BeforeAll
  void exportOnce(@TempDir Path folder) {
    functions = Cleaner.standardFunctions();
    snapshot = SamplePages.snapshot(150, SEED);
    whole = folder.resolve("whole");
    manifest = run(request(whole).withThreads(1));
  }

  private ExportRequest request(String folder) {
    return request(temp.resolve(folder));
  }

  private static ExportRequest request(Path folder) {
    return ExportRequest.of(Recipes.load("web"), folder)
        .withThreads(2)
        .withPartCaptures(15)
        .withShardTextBytes(30_000);
  }

  private Manifest run(ExportRequest request) {
    return new Export(functions).run(snapshot, request, ExportWatch.none());
  }

  @Test
  void theNumberOfThreadsAndTheSizeOfPartsDoNotChangeAByte() throws IOException {
    run(request("four").withThreads(4).withPartCaptures(7));
    assertThat(files("four")).isEqualTo(digests(whole));
    assertThat(digests(whole).keySet())
        .contains(
            "manifest.json",
            "ledger.parquet",
            "report.json",
            "report.html",
            "README.md",
            "SHA256SUMS",
            "documents-00000.jsonl.zst")
        .noneMatch(name -> name.contains("work"));
  }

  @Test
  void everyCaptureIsEitherADocumentOrALedgerRow() throws IOException {
    Set<String> documents = ids(documents(whole));
    Set<String> dropped = ledgerIds(ledger(whole, "kept=false"));
    Set<String> captures = new HashSet<>();
    snapshot.all().forEach(capture -> captures.add(Document.id(capture.key())));

    assertThat(documents).doesNotContainAnyElementsOf(dropped);
    assertThat(ledgerIds(ledger(whole, "kept=true"))).isEqualTo(documents);
    Set<String> both = new HashSet<>(documents);
    both.addAll(dropped);
    assertThat(both).isEqualTo(captures);
    assertThat(manifest.counts())
        .isEqualTo(new Manifest.Counts(captures.size(), documents.size(), dropped.size()));
    assertThat(manifest.counts().documents()).isGreaterThan(50);
  }

  @Test
  void aStepThatCannotBeMadeIsToldBeforeTheFolderIsTaken() {
    Recipe recipe = Recipes.load("web-en", List.of("scrub.replacements=[mail=x]"));
    Path folder = temp.resolve("unmade");
    assertThatThrownBy(() -> run(ExportRequest.of(recipe, folder)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("scrub: 'replacements'");
    assertThat(folder).doesNotExist();
  }

  @Test
  void theFunnelAddsUpStepByStep() throws IOException {
    long left = manifest.counts().captures();
    for (Manifest.FunnelStep step : manifest.funnel()) {
      assertThat(step.in()).as(step.step()).isEqualTo(left);
      assertThat(step.rules().values().stream().mapToLong(n -> n).sum()).isEqualTo(step.dropped());
      left -= step.dropped();
    }
    assertThat(left).isEqualTo(manifest.counts().documents());
    Map<String, Long> rows = new HashMap<>();
    ledger(whole, "kept=false").forEach(row -> rows.merge(text(row, "rule"), 1L, Long::sum));
    Map<String, Long> rules = new HashMap<>();
    manifest.funnel().forEach(step -> rules.putAll(step.rules()));
    rules.values().removeIf(count -> count == 0);
    assertThat(rows).isEqualTo(rules);
    assertThat(rows)
        .containsKeys(
            "answer/status",
            "media-type/type",
            "length/characters",
            "newest-capture",
            "exact-duplicate");
  }

  @Test
  void everyLedgerRowIsTrue() throws IOException {
    Map<String, JsonNode> documents = new HashMap<>();
    documents(whole).forEach(d -> documents.put(d.get("id").asString(), d));
    Map<String, Capture> captures = new HashMap<>();
    snapshot.all().forEach(c -> captures.put(Document.id(c.key()), c));
    Cleaner cleaner = new Cleaner(Recipes.load("web"), functions);

    for (Map<String, Object> row : ledger(whole, "kept=false")) {
      Capture capture = captures.get(text(row, "id"));
      assertThat(text(row, "url")).isEqualTo(capture.url().toString());
      assertThat(row.get("fetched_at")).isEqualTo(capture.key().fetchedAt());
      switch (text(row, "step")) {
        case "newest-capture" -> {
          Capture newer = captures.get(text(row, "matched_id"));
          assertThat(newer.url()).isEqualTo(capture.url());
          assertThat(newer.key().fetchedAt()).isAfter(capture.key().fetchedAt());
          assertThat(text(row, "fact")).isEqualTo(newer.key().fetchedAt().toString());
        }
        case "exact-duplicate" -> {
          JsonNode kept = documents.get(text(row, "matched_id"));
          assertThat(kept.get("metadata").get("url").asString())
              .isEqualTo(text(row, "matched_url"));
          assertThat(row.get("cluster")).isEqualTo(text(row, "matched_id"));
          double size = kept.get("metadata").get("exact_cluster_size").asDouble();
          assertThat(row.get("value")).isEqualTo(row.get("exact-duplicate")).isEqualTo(size);
          assertThat(size).isGreaterThan(1);
        }
        case "near-duplicate" -> {
          JsonNode kept = documents.get(text(row, "matched_id"));
          assertThat(row.get("cluster")).isEqualTo(kept.get("id").asString());
          assertThat((double) row.get("value")).isBetween(0.7, 1.0);
        }
        default -> {
          PageTrace trace = cleaner.trace(new RawPage(capture, snapshot.body(capture)));
          assertThat(trace.cause().orElseThrow().rule()).isEqualTo(text(row, "rule"));
          assertThat(trace.cause().orElseThrow().limit()).isEqualTo(text(row, "limit"));
          assertThat(row).doesNotContainKey("matched_id");
        }
      }
    }
  }

  @Test
  void theLedgerHasAllThatWasMeasuredOfEachDocumentAndItsShard() throws IOException {
    Map<String, JsonNode> documents = new HashMap<>();
    documents(whole).forEach(d -> documents.put(d.get("id").asString(), d));
    List<Map<String, Object>> kept = ledger(whole, "kept=true");
    assertThat(kept).isNotEmpty();
    for (Map<String, Object> row : kept) {
      JsonNode document = documents.get(text(row, "id"));
      JsonNode metadata = document.get("metadata");
      assertThat(text(row, "language")).isEqualTo(metadata.get("language").asString());
      assertThat(row.get("characters"))
          .isEqualTo(document.get("text").asString().codePoints().count());
      metadata
          .properties()
          .forEach(
              field -> {
                if (field.getKey().startsWith("rule:")) {
                  assertThat(row.get(field.getKey().substring("rule:".length())))
                      .as(field.getKey())
                      .isEqualTo(field.getValue().asDouble());
                }
              });
      assertThat(ids(lines(whole, text(row, "shard")))).contains(text(row, "id"));
      assertThat(row.get("cluster"))
          .isEqualTo(metadata.get("cluster_size").asInt() > 1 ? text(row, "id") : null);
      assertThat(metadata.get("cluster_size").asInt())
          .isGreaterThanOrEqualTo(metadata.get("exact_cluster_size").asInt());
    }
  }

  @Test
  void aClusterOfTheLedgerHasAsManyRowsAsItsDocumentSays() throws IOException {
    Map<String, Integer> sizes = new HashMap<>();
    for (JsonNode document : documents(whole)) {
      JsonNode metadata = document.get("metadata");
      if (metadata.has("cluster_id")) {
        assertThat(metadata.get("cluster_id")).isEqualTo(document.get("id"));
        sizes.put(document.get("id").asString(), metadata.get("cluster_size").asInt());
      }
    }
    try (Ledger ledger = Export.openLedger(whole)) {
      List<Ledger.Cluster> clusters = ledger.largestClusters(1_000, 1_000);
      assertThat(clusters).hasSameSizeAs(sizes.keySet()).isNotEmpty();
      assertThat(clusters)
          .isSortedAccordingTo(
              Comparator.comparingLong(Ledger.Cluster::size)
                  .reversed()
                  .thenComparing(Ledger.Cluster::id));
      for (Ledger.Cluster cluster : clusters) {
        assertThat(cluster.size()).isEqualTo((long) sizes.get(cluster.id())).isGreaterThan(1);
        assertThat(cluster.members()).hasSize((int) cluster.size());
        assertThat(cluster.members().get(0))
            .containsEntry("kept", true)
            .containsEntry("id", cluster.id());
        assertThat(cluster.members())
            .allSatisfy(
                row ->
                    assertThat(row)
                        .containsEntry("cluster", cluster.id())
                        .containsEntry("cluster_size", cluster.size()));
      }
      Ledger.Cluster largest = clusters.get(0);
      assertThat(ledger.largestClusters(1, 1))
          .containsExactly(
              new Ledger.Cluster(largest.id(), largest.size(), largest.members().subList(0, 1)));
      assertThat(ledger.clusters(Set.of(largest.id(), "nobody"), 1_000)).containsExactly(largest);
    }
  }

  @Test
  void theReportTellsTheSameAsTheManifest() throws IOException {
    JsonNode report = JsonMapper.shared().readTree(Files.readString(whole.resolve("report.json")));
    JsonNode steps = report.get("steps");
    assertThat(steps.size()).isEqualTo(manifest.funnel().size());
    for (int i = 0; i < steps.size(); i++) {
      Manifest.FunnelStep step = manifest.funnel().get(i);
      assertThat(steps.get(i).get("in").get("pages").asLong()).isEqualTo(step.in());
      assertThat(steps.get(i).get("dropped").get("pages").asLong()).isEqualTo(step.dropped());
    }
    long characters = manifest.shards().stream().mapToLong(it -> it.characters()).sum();
    assertThat(report.get("documents").get("characters").asLong()).isEqualTo(characters);
    assertThat(report.get("captures").get("bytes").asLong())
        .isEqualTo(snapshot.all().stream().mapToLong(Capture::bodyBytes).sum());
    assertThat(report.get("site_count").asInt()).isEqualTo(7);
  }

  @Test
  void aDocumentIsADolmaAndADatatroveDocument() throws IOException {
    JsonNode document =
        documents(whole).stream()
            .filter(d -> d.get("metadata").get("language").asString().equals("en"))
            .findFirst()
            .orElseThrow();
    assertThat(document.propertyNames())
        .containsExactly(
            "id", "text", "source", "version", "added", "created", "media", "metadata");
    assertThat(document.get("source").asString()).isEqualTo("sluice");
    assertThat(document.get("version").asString()).isEqualTo("web@4");
    assertThat(document.get("created").asString()).isEqualTo("2026-09-30T06:00:00Z");
    assertThat(Instant.parse(document.get("added").asString())).isAfter(SamplePages.NOON);
    assertThat(document.get("media").isEmpty()).isTrue();
    JsonNode metadata = document.get("metadata");
    assertThat(metadata.propertyNames())
        .contains(
            "url",
            "date",
            "dump",
            "file_path",
            "seed",
            "depth",
            "status",
            "media_type",
            "charset",
            "charset_why",
            "truncated",
            "body_sha256",
            "text_xxh3_128",
            "exact_cluster_size",
            "cluster_size",
            "title",
            "author",
            "published",
            "language",
            "language_script",
            "language_score",
            "language_share:en",
            "script_share:Latn",
            "rule:gopher-quality/word-count",
            "rule:length/characters");
    assertThat(metadata.properties()).allMatch(field -> field.getValue().isValueNode());
    assertThat(metadata.get("dump").asString()).isEqualTo("snapshot-7");
    assertThat(document.get("text").asString()).contains("\n").doesNotContain("Home");
  }

  @Test
  void theManifestNamesEveryFileWithItsDigestAndItsNumbers() throws IOException {
    assertThat(manifest.shards()).hasSizeGreaterThan(2);
    for (Manifest.ShardEntry shard : manifest.shards()) {
      byte[] bytes = Files.readAllBytes(whole.resolve(shard.file()));
      List<JsonNode> lines = lines(whole, shard.file());
      assertThat(ContentHash.of(bytes).hex()).isEqualTo(shard.sha256());
      assertThat(shard.bytes()).isEqualTo(bytes.length);
      assertThat(shard.documents()).isEqualTo(lines.size());
      assertThat(lines.stream().mapToLong(d -> d.get("text").asString().codePoints().count()).sum())
          .isEqualTo(shard.characters());
    }
    byte[] ledger = Files.readAllBytes(whole.resolve(manifest.ledger().file()));
    assertThat(ContentHash.of(ledger).hex()).isEqualTo(manifest.ledger().sha256());
    assertThat(manifest.languages()).containsOnlyKeys("en", "zh");
    assertThat(manifest.snapshot())
        .isEqualTo(new Manifest.SnapshotEntry("snapshot-7", 150, Optional.empty()));
    assertThat(manifest.recipe().hash())
        .isEqualTo(
            ContentHash.of(manifest.recipe().expanded().getBytes(StandardCharsets.UTF_8)).hex());
    assertThat(ManifestFile.read(whole)).isEqualTo(manifest);
  }

  @Test
  void aFolderWithOtherThingsIsRefusedAndLeftAlone() throws IOException {
    Files.createDirectories(temp.resolve("out"));
    Files.writeString(temp.resolve("out/thesis.txt"), "precious");
    assertThatThrownBy(() -> run(request("out")))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("thesis.txt")
        .hasMessageContaining("choose another folder");
    assertThat(files("out")).containsOnlyKeys("thesis.txt");
  }

  @Test
  void aFinishedExportAnotherRequestAndAFileAreRefused() throws IOException {
    run(request("out"));
    assertThatThrownBy(() -> run(request("out"))).hasMessageContaining("a finished export");

    assertThatThrownBy(
            () ->
                new Export(functions)
                    .run(snapshot, request("begun"), new StoppingWatch(() -> true)))
        .hasMessageContaining("stopped");
    assertThatThrownBy(() -> run(request("begun").withSource("other")))
        .hasMessageContaining("unfinished export of another");

    Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> run(request("file"))).hasMessageContaining("is a file");
  }

  @Test
  void aFolderThatAnotherExportWritesToIsRefused() throws IOException {
    assertThatThrownBy(
            () ->
                new Export(functions)
                    .run(
                        snapshot,
                        request("out"),
                        (phase, done, total) -> {
                          if (done > 5) {
                            run(request("out"));
                          }
                        }))
        .isInstanceOfSatisfying(
            ExportException.class,
            refused -> assertThat(refused.problem()).isEqualTo(Problem.FOLDER_IN_USE));
  }

  @Test
  void progressOfEachPhaseOnlyGrowsAndEndsAtItsTotal() {
    Map<ExportWatch.Phase, List<Long>> seen = new TreeMap<>();
    new Export(functions)
        .run(
            snapshot,
            request("out"),
            (phase, done, total) -> {
              seen.computeIfAbsent(phase, p -> new ArrayList<>()).add(done);
              if (phase == ExportWatch.Phase.WRITE) {
                assertThat(total).isEqualTo(manifest.counts().documents());
              } else if (phase != ExportWatch.Phase.CHOOSE) {
                assertThat(total).isEqualTo(snapshot.captureCount());
              }
            });
    assertThat(seen.keySet()).containsExactlyElementsOf(InterruptedExportTest.WITHOUT_INDEX);
    seen.values().forEach(steps -> assertThat(steps).isSorted());
    assertThat(seen.get(ExportWatch.Phase.WRITE)).last().isEqualTo(manifest.counts().documents());
    assertThat(seen.get(LEDGER)).last().isEqualTo(snapshot.captureCount());
  }

  @Test
  void aStepThatFailsOnAPageDropsThatPageAndSaysSo() throws IOException {
    PageFunctions broken =
        new PageFunctions(
            functions.decoder(),
            (characters, type, url, settings) -> {
              if (url.path().endsWith("8")) {
                throw new UnsupportedOperationException("cannot");
              }
              return functions.extractor().extract(characters, type, url, settings);
            },
            functions.languages(),
            functions.segmenter());
    new Export(broken).run(snapshot, request("out"), ExportWatch.none());
    assertThat(ledger(temp.resolve("out"), "rule=extract/failure"))
        .isNotEmpty()
        .allMatch(row -> text(row, "fact").equals("UnsupportedOperationException"));
  }

  @Test
  void anEmptySnapshotGivesAnEmptyExport() throws IOException {
    Manifest manifest =
        new Export(functions).run(new MemorySnapshot(), request("out"), ExportWatch.none());
    assertThat(manifest.counts()).isEqualTo(new Manifest.Counts(0, 0, 0));
    assertThat(files("out"))
        .containsOnlyKeys(
            "README.md",
            "SHA256SUMS",
            "ledger.parquet",
            "manifest.json",
            "report.html",
            "report.json");
  }

  @Test
  void theRawTextRecipeKeepsCopiesAndShortTexts() {
    Manifest raw =
        run(
            ExportRequest.of(Recipes.load("raw-text"), temp.resolve("raw"))
                .withShardTextBytes(1 << 20));
    assertThat(raw.counts().documents()).isGreaterThan(manifest.counts().documents());
    assertThat(raw.shards()).hasSize(1);
  }

  @Test
  void theCommandLineToolsOfZstdAcceptEveryFile() throws Exception {
    List<String> command = new ArrayList<>(List.of("zstd", "--test", "--quiet"));
    digests(whole).keySet().stream()
        .filter(name -> name.endsWith(".zst"))
        .forEach(name -> command.add(whole.resolve(name).toString()));
    Process zstd;
    try {
      zstd = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException notInstalled) {
      Assumptions.abort("zstd is not installed");
      return;
    }
    String said = new String(zstd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(zstd.waitFor()).as(said).isZero();
  }

  private Map<String, String> files(String folder) throws IOException {
    return digests(temp.resolve(folder));
  }
}
