package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Verification;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.pages.warc.WarcItem;
import dev.sluice.pages.warc.WarcReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Exports of raw pages: what comes out is what the snapshot has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportOfWarcTest {

  private PageFunctions functions;
  private MemorySnapshot snapshot;
  private Path whole;
  private Manifest manifest;

  @BeforeAll
  void exportOnce(@TempDir Path folder) {
    functions = Cleaner.standardFunctions();
    snapshot = SamplePages.snapshot(120, 20261001);
    snapshot.add(
        MemorySnapshot.page(
            "https://site3.example.com/unchanged", SamplePages.NOON, 304, "", new byte[0]));
    whole = folder.resolve("whole");
    manifest = run(whole, "raw", "warc", 1);
  }

  private Manifest run(Path folder, String recipe, String format, int threads) {
    ExportRequest request =
        ExportRequest.of(Recipes.load(recipe), folder)
            .withThreads(threads)
            .withPartCaptures(15)
            .withShardTextBytes(60_000)
            .withFormat(format);
    return new Export(functions).run(snapshot, request, ExportWatch.none());
  }

  /** All items of all shards but those that only tell of the file. */
  private static List<WarcItem> items(Path folder, Manifest manifest) throws IOException {
    List<WarcItem> items = new ArrayList<>();
    for (ShardEntry shard : manifest.shards()) {
      try (WarcReading reading =
          new WarcReading(Files.newInputStream(folder.resolve(shard.file())), 1 << 20)) {
        for (Optional<WarcItem> item = reading.next(); item.isPresent(); item = reading.next()) {
          items.add(item.get());
        }
      }
    }
    items.removeIf(item -> item.equals(new WarcItem.Passed("warcinfo", "")));
    return items;
  }

  @Test
  void everyCaptureComesBackWithItsBody() throws IOException {
    Map<CaptureKey, byte[]> bodies = new LinkedHashMap<>();
    List<Capture> captures = new ArrayList<>();
    for (WarcItem item : items(whole, manifest)) {
      if (item instanceof WarcItem.Page page) {
        bodies.put(page.page().capture().key(), page.page().body());
        captures.add(page.page().capture());
      } else if (item instanceof WarcItem.Revisit revisit) {
        captures.add(revisit.capture());
        revisit
            .original()
            .ifPresent(lender -> bodies.put(revisit.capture().key(), bodies.get(lender)));
      }
    }
    assertThat(captures).isEqualTo(snapshot.all());
    assertThat(manifest.shards()).hasSizeGreaterThan(2);
    for (Capture capture : snapshot.all()) {
      byte[] body = bodies.getOrDefault(capture.key(), new byte[0]);
      assertThat(body).as(capture.key().toString()).isEqualTo(snapshot.body(capture));
    }
  }

  @Test
  void theVerificationReadsEachRecordWhereTheLedgerSaysThatItIs() {
    Verification verification = Export.verify(whole, true, Verification.Watch.none());
    assertThat(verification.findings()).isEmpty();
    assertThat(verification.unread()).isZero();
    assertThat(verification.documents()).isEqualTo(snapshot.all().size());
  }

  @Test
  void aBodyStandsInTheExportOnce() throws IOException {
    List<WarcItem> items = items(whole, manifest);
    long borrowed =
        items.stream()
            .filter(it -> it instanceof WarcItem.Revisit revisit && revisit.original().isPresent())
            .count();
    assertThat(
            items.stream()
                .filter(WarcItem.Page.class::isInstance)
                .map(it -> ((WarcItem.Page) it).page().capture().bodyHash()))
        .doesNotHaveDuplicates();
    assertThat(borrowed).isGreaterThan(5);
  }

  @Test
  void theNumberOfThreadsDoesNotChangeAByte(@TempDir Path other) throws IOException {
    run(other.resolve("four"), "raw", "warc", 4);
    assertThat(ExportedFiles.digests(other.resolve("four")))
        .isEqualTo(ExportedFiles.digests(whole));
  }

  @Test
  void aRecipeChoosesWhichCapturesThereAreAndTheLedgerHasTheirPlaces(@TempDir Path other)
      throws IOException {
    Manifest chosen = run(other.resolve("web"), "web", "warc", 2);
    List<WarcItem> items = items(other.resolve("web"), chosen);
    assertThat(items).hasSize((int) chosen.counts().documents()).hasSizeBetween(20, 100);
    assertThat(items).allMatch(WarcItem.Page.class::isInstance);
    for (Map<String, Object> row : ExportedFiles.ledger(other.resolve("web"), "kept=true")) {
      int before = 0;
      for (ShardEntry shard : chosen.shards()) {
        if (shard.file().equals(row.get("shard"))) {
          break;
        }
        before += (int) shard.documents();
      }
      int line = before + ((Number) row.get("line")).intValue();
      Capture capture = ((WarcItem.Page) items.get(line)).page().capture();
      assertThat(capture.url().toString()).isEqualTo(row.get("url"));
    }
  }

  @Test
  void textsAreWrittenAsConversions(@TempDir Path other) throws IOException {
    Manifest texts = run(other.resolve("wet"), "web", "wet", 2);
    List<WarcItem> items = items(other.resolve("wet"), texts);
    assertThat(items).hasSize((int) texts.counts().documents());
    assertThat(items)
        .allMatch(it -> it instanceof WarcItem.Text text && text.languages().matches("eng|zho"));
    assertThat(texts.shards()).allMatch(shard -> shard.file().endsWith(".warc.wet.gz"));
  }

  @Test
  void aFormatOfTextsRefusesARecipeThatMakesNone(@TempDir Path other) {
    assertThatThrownBy(() -> run(other.resolve("none"), "raw", "jsonl", 1))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--format warc");
    assertThat(other.resolve("none")).doesNotExist();
  }
}
