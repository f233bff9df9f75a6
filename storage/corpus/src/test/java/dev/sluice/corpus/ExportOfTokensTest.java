package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.ExportBasis;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.corpus.model.LedgerCondition;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.TokenMap;
import dev.sluice.corpus.model.TokenMap.Place;
import dev.sluice.corpus.shard.ManifestFile;
import dev.sluice.corpus.tokens.TokenCases;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Takedowns;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Exports as tokens, and the map from tokens to pages and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportOfTokensTest {

  private PageFunctions functions;
  private MemorySnapshot snapshot;
  private Path tokenizer;
  private Path whole;
  private Manifest manifest;

  @BeforeAll
  void exportOnce(@TempDir Path folder) throws IOException {
    functions = Cleaner.standardFunctions();
    snapshot = SamplePages.snapshot(120, 20261001);
    tokenizer = Files.writeString(folder.resolve("tiny.json"), TokenCases.tokenizer());
    whole = folder.resolve("whole");
    manifest = run(whole, 1);
  }

  private Manifest run(Path folder, int threads) {
    ExportRequest request =
        ExportRequest.of(Recipes.load("web"), folder)
            .withThreads(threads)
            .withPartCaptures(15)
            .withShardTextBytes(30_000)
            .withFormat("megatron", tokenizer, Optional.empty(), TokenCases.END);
    return new Export(functions).run(snapshot, request, ExportWatch.none());
  }

  @Test
  void theManifestNamesTheTokenizerAndEveryFile() throws IOException {
    Manifest.TokenizerEntry entry = manifest.tokenizer().orElseThrow();
    assertThat(entry.file()).isEqualTo("tiny.json");
    assertThat(entry.sha256()).isEqualTo(ContentHash.of(Files.readAllBytes(tokenizer)).hex());
    assertThat(entry.eod()).contains(TokenCases.END);
    assertThat(entry.type()).isEqualTo("uint16");
    assertThat(manifest.shards()).hasSizeGreaterThan(3);
    for (ShardEntry shard : manifest.shards()) {
      assertThat(Files.size(whole.resolve(shard.file()))).isEqualTo(shard.bytes());
      assertThat(shard.tokens()).contains(shard.bytes() / 2);
      assertThat(shard.beside()).hasSize(2);
      for (Manifest.FileEntry file : shard.beside()) {
        byte[] bytes = Files.readAllBytes(whole.resolve(file.file()));
        assertThat(bytes).hasSize((int) file.bytes());
        assertThat(ContentHash.of(bytes).hex()).isEqualTo(file.sha256());
      }
    }
    assertThat(ManifestFile.read(whole)).isEqualTo(manifest);
  }

  @Test
  void theNumberOfThreadsDoesNotChangeAByte(@TempDir Path other) throws IOException {
    run(other.resolve("four"), 4);
    assertThat(digests(other.resolve("four"))).isEqualTo(digests(whole));
  }

  private static Map<String, String> digests(Path folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        digests.put(file.getFileName().toString(), ContentHash.of(Files.readAllBytes(file)).hex());
      }
    }
    return digests;
  }

  @Test
  void theMapLeadsFromEachPageToItsTokensAndBack() {
    long total = manifest.shards().stream().mapToLong(it -> it.tokens().orElseThrow()).sum();
    long next = 0;
    try (TokenMap map = Export.openTokens(whole);
        Ledger ledger = Export.openLedger(whole)) {
      assertThat(map.tokens()).isEqualTo(total);
      List<Map<String, Object>> kept =
          ledger.rows(List.of(LedgerCondition.parse("kept=true")), Integer.MAX_VALUE);
      assertThat(kept).hasSize((int) manifest.counts().documents()).hasSizeGreaterThan(40);
      for (Map<String, Object> row : kept) {
        List<Place> found = map.find(PageUrl.parse(row.get("url").toString()));
        assertThat(found).hasSize(1);
        Place place = found.get(0);
        assertThat(place.id()).isEqualTo(row.get("id"));
        assertThat(place.url()).isEqualTo(row.get("url"));
        assertThat(place.shard()).isEqualTo(row.get("shard"));
        assertThat(place.offsetInAll()).isEqualTo(next);
        assertThat(map.at(next)).contains(place);
        assertThat(map.at(next + place.tokens() - 1)).contains(place);
        assertThat(map.at(place.shard(), place.offset())).contains(place);
        next += place.tokens();
      }
      assertThat(next).isEqualTo(total);
      assertThat(map.at(total)).isEmpty();
      assertThat(map.at(-1)).isEmpty();
      assertThat(map.find(PageUrl.parse("https://nobody.example/"))).isEmpty();
      ShardEntry first = manifest.shards().get(0);
      assertThat(map.at(first.file(), first.tokens().orElseThrow())).isEmpty();
      assertThatThrownBy(() -> map.at("documents-0000.bin", 0))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("did you mean 'documents-00000.bin'");
    }
  }

  @Test
  void anExportWithoutTokensHasNoMap(@TempDir Path other) {
    Path texts = other.resolve("texts");
    new Export(functions)
        .run(snapshot, ExportRequest.of(Recipes.load("web"), texts), ExportWatch.none());
    assertThatThrownBy(() -> Export.openTokens(texts))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--format megatron");
    assertThatThrownBy(() -> Export.openTokens(other.resolve("nowhere")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("finished export");
  }

  @Test
  void anotherTokenizerIsAnotherExport(@TempDir Path temp) throws IOException {
    String identity = identity(tokenizer, TokenCases.END);
    assertThat(identity).isEqualTo(identity(tokenizer, TokenCases.END)).contains(TokenCases.END);
    assertThat(identity(tokenizer, "none")).isNotEqualTo(identity);
    Path other = temp.resolve("tiny.json");
    Files.writeString(other, TokenCases.tokenizer() + "\n");
    assertThat(identity(other, TokenCases.END)).isNotEqualTo(identity);
  }

  private String identity(Path file, String end) {
    ExportRequest request =
        ExportRequest.of(Recipes.load("web"), whole)
            .withFormat("megatron", file, Optional.empty(), end);
    Meter meter = new Meter(ExportWatch.none());
    return new Job(
            snapshot, ExportBasis.NONE, EarlierDocuments.NONE, request, "1", meter, Takedowns.NONE)
        .identity();
  }
}
