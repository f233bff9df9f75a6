package dev.sluice.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.Export;
import dev.sluice.corpus.ExportRequest;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.shard.TokenizerSettings;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedowns;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.spark.model.PageRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Exports on Spark, whose files are compared with those of an export on one machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterExportTest {

  private static final String CUTS =
      """
      name: cuts
      version: 1
      steps:
        - answer
        - opt-out
        - decode
        - extract: {template_pages: 0}
        - language
        - newest-capture
        - repeated-lines: {within: site, min_left: 120}
        - exact-duplicate
        - repeated-spans: {tokens: 30, within: site}
        - near-duplicate: {bands: 25, rows: 6, verify: 0.7, clusters: star}
      """;

  private static final String MIX =
      """
      unit: characters
      budget: 60_000
      seed: 7
      groups:
        - {name: often, where: {tags: {topic: t1}}, share: 1, epochs: 3}
        - {name: rest, share: 3}
      order: shuffle
      """;

  @TempDir Path temp;
  private PageFunctions functions;
  private JavaSparkContext spark;
  private List<RawPage> pages;

  @BeforeAll
  void start() {
    functions = Cleaner.standardFunctions();
    pages = PretendWeb.pages(440, 200);
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("exports")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.driver.host", "127.0.0.1");
    spark = new JavaSparkContext(ClusterExport.configured(conf));
    spark.setLogLevel("WARN");
  }

  @AfterAll
  void stop() {
    spark.stop();
  }

  private static ExportRequest request(Recipe recipe, Path folder) {
    return ExportRequest.of(recipe, folder).withThreads(2).withShardTextBytes(60_000);
  }

  private JavaRDD<PageRow> rows(int files) {
    List<PageRow> rows = new ArrayList<>();
    pages.forEach(page -> rows.add(PageRow.of(page)));
    return spark.parallelize(rows, files);
  }

  private static ClusterRequest on(
      ExportRequest request, Takedowns demands, Path folder, int parts) {
    return new ClusterRequest(
        request, Optional.empty(), demands, "held-7", folder.toUri().toString(), parts);
  }

  /** Exports both ways, and compares every file. */
  private Manifest same(ExportRequest request, Takedowns demands, int files, int parts)
      throws IOException {
    Path here = request.folder();
    Path there = temp.resolve(here.getFileName() + "-on-" + parts);
    new Export(functions, demands).run(new HeldPages(pages), request, ExportWatch.none());
    Manifest manifest =
        new ClusterExport(spark).run(rows(files), on(request, demands, there, parts));
    assertThat(digests(there)).isEqualTo(digests(here));
    return manifest;
  }

  private static TreeMap<String, String> digests(Path folder) throws IOException {
    TreeMap<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        digests.put(
            file.getFileName().toString(), bytes.length + " bytes, " + ContentHash.of(bytes).hex());
      }
    }
    return digests;
  }

  @Test
  void theDefaultRecipeGivesTheSameFilesWithAGiantHostSpreadOverPartitions() throws IOException {
    Manifest manifest =
        same(request(Recipes.load("web"), temp.resolve("web")), Takedowns.NONE, 5, 12);
    assertThat(manifest.shards()).hasSizeGreaterThan(2);
    assertThat(manifest.counts().dropped()).isPositive();
  }

  @Test
  void stepsThatTakeTextOutGiveTheSameFiles() throws IOException {
    Recipe cuts = Recipes.parse("cuts.yaml", CUTS);
    Manifest manifest = same(request(cuts, temp.resolve("cuts")), Takedowns.NONE, 3, 4);
    assertThat(manifest.counts().documents()).isPositive();
  }

  @Test
  void aMixGivesTheSamePlanAndFiles() throws IOException {
    Path mix = Files.writeString(temp.resolve("mix.yaml"), MIX);
    ExportRequest request =
        request(Recipes.load("web"), temp.resolve("mixed")).withFormat("parquet").withMix(mix);
    assertThat(same(request, Takedowns.NONE, 2, 3).mix()).isPresent();
  }

  @Test
  void aMixOfTokensIsCountedAndWrittenByTheTokenizerThatTravels() throws IOException {
    StringBuilder bytes = new StringBuilder();
    for (int b = 0; b < 256; b++) {
      String token = Base64.getEncoder().encodeToString(new byte[] {(byte) b});
      bytes.append(token).append(' ').append(b).append('\n');
    }
    Path vocabulary = Files.writeString(temp.resolve("bytes.tiktoken"), bytes);
    Optional<String> pattern = Optional.of("\\S+|\\s+");
    Path mix = Files.writeString(temp.resolve("tokens.yaml"), MIX.replace("characters", "tokens"));
    ExportRequest request =
        request(Recipes.load("web"), temp.resolve("tokens"))
            .withFormat("megatron", vocabulary, pattern, "none")
            .withMix(mix);
    Path there = temp.resolve("tokens-there");
    new Export(functions).run(new HeldPages(pages), request, ExportWatch.none());
    TokenizerSettings tokenizer = new TokenizerSettings(vocabulary, pattern, "none");
    ClusterRequest asked =
        new ClusterRequest(
            request, Optional.of(tokenizer), Takedowns.NONE, "held-7", there.toUri().toString(), 3);
    new ClusterExport(spark).run(rows(2), asked);
    assertThat(digests(there)).isEqualTo(digests(request.folder()));
  }

  @Test
  void whatIsTakenDownIsInNeither() throws IOException {
    Takedown demand =
        new Takedown(
            "T1",
            Takedown.Kind.SITE,
            "host5.example",
            "asked",
            "owner",
            Instant.EPOCH,
            Optional.empty(),
            List.of());
    Manifest manifest =
        same(
            request(Recipes.load("web"), temp.resolve("taken")),
            Takedowns.of(List.of(demand)),
            1,
            1);
    assertThat(manifest.takedowns().orElseThrow().captures()).isPositive();
  }

  @Test
  void aFolderThatHoldsSomethingIsRefused() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("full"));
    Files.writeString(folder.resolve("mine.txt"), "mine");
    ExportRequest request = request(Recipes.load("web"), folder);
    assertThatThrownBy(
            () -> new ClusterExport(spark).run(rows(1), on(request, Takedowns.NONE, folder, 1)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("is not empty");
  }

  @Test
  void rawPagesGiveTheSameArchivesAndLendTheirBodies() throws IOException {
    ExportRequest request =
        request(Recipes.load("raw"), temp.resolve("raw")).withFormat("warc-zstd");
    Manifest manifest = same(request, Takedowns.NONE, 3, 5);
    assertThat(manifest.shards()).hasSizeGreaterThan(1);
  }

  @Test
  void textsOfARecipeThatMakesNoneAreRefusedWithTheWayOut() {
    Path folder = temp.resolve("none");
    ExportRequest request = request(Recipes.load("raw"), folder);
    assertThatThrownBy(
            () -> new ClusterExport(spark).run(rows(1), on(request, Takedowns.NONE, folder, 1)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("take --format warc");
    assertThat(folder).doesNotExist();
  }
}
