package dev.sluice.corpus.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.MemorySnapshot;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Edition;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Stated;
import dev.sluice.corpus.model.TextHash;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every format of shards must do; one subclass a format. */
abstract class ShardWriterContract {

  static final Edition EDITION = new Edition("sluice", "web@1", "snapshot-7");

  /** What must come back from a shard of any format. */
  record Row(String id, String text, String url) {}

  abstract ShardFormat format();

  /** The documents of a shard, of which all files are given. */
  abstract List<Row> read(List<byte[]> shard) throws IOException;

  @Test
  void whatIsWrittenComesBackInItsOrder() throws IOException {
    List<Document> documents =
        List.of(
            document(1, "Plain text.\nTwo lines."),
            document(2, "繁體與简体，以及😀𠮷"),
            document(3, "\"quotes\" \\ \u0000 \u0007 \t \u2028 </script>"),
            document(4, "x".repeat(3_000_000)));
    List<Row> expected =
        documents.stream().map(d -> new Row(d.id(), d.text(), d.key().url().toString())).toList();
    assertThat(read(write(documents))).isEqualTo(expected);
  }

  @Test
  void equalDocumentsGiveEqualBytes() throws IOException {
    List<byte[]> again = write(List.of(document(1, "text"), document(2, "more")));
    assertThat(write(List.of(document(1, "text"), document(2, "more"))))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(again);
  }

  @Test
  void aShardWithoutDocumentsIsAValidFile() throws IOException {
    assertThat(read(write(List.of()))).isEmpty();
  }

  @Test
  void theNameIsAWordAndSuffixesBeginWithADot() {
    assertThat(format().name()).matches("[a-z0-9-]+");
    assertThat(format().suffixes()).allMatch(suffix -> suffix.matches("(\\.[a-z0-9]+)+"));
    assertThat(format().suffixes()).doesNotHaveDuplicates().startsWith(format().suffix());
  }

  final List<byte[]> write(List<Document> documents) throws IOException {
    return write(format(), documents);
  }

  /** All files of a shard. */
  static List<byte[]> write(ShardFormat format, List<Document> documents) throws IOException {
    List<ByteArrayOutputStream> files =
        format.suffixes().stream().map(suffix -> new ByteArrayOutputStream()).toList();
    try (ShardWriter writer = format.begin(List.copyOf(files), EDITION)) {
      for (Document document : documents) {
        writer.add(document, originalOf(document));
      }
    }
    return files.stream().map(ByteArrayOutputStream::toByteArray).toList();
  }

  /** The page that a document could have been made of: its text in UTF-8. */
  static Original originalOf(Document document) {
    return () ->
        MemorySnapshot.page(
            document.key().url().toString(),
            document.key().fetchedAt(),
            document.provenance().status(),
            document.provenance().mediaType(),
            document.text());
  }

  static Document document(int number, String text) {
    CaptureKey key =
        new CaptureKey(
            PageUrl.parse("https://example.com/" + number),
            Instant.parse("2026-10-01T12:00:00.250Z"));
    return new Document(
        Document.id(key),
        key,
        new Document.Provenance(
            "example", 2, 200, "text/html", ContentHash.of(new byte[] {1}), false),
        new Extracted(
            text,
            new Stated(
                Optional.of("Title"),
                List.of("Ada Miller", "李明"),
                Optional.of("2026-09-30"),
                Optional.of("2026-10-01T08:00:00Z"),
                Optional.empty(),
                Optional.of("zh-Hans"),
                Optional.of("https://creativecommons.org/licenses/by/4.0/"),
                Optional.of(PageUrl.parse("https://example.com/canonical"))),
            List.of("a note")),
        "gb18030",
        Optional.of(
            new LanguageLabel(
                "zh",
                "Hans",
                0.75,
                List.of(new LanguageLabel.Share("zh", 0.875), new LanguageLabel.Share("en", 0.125)),
                List.of(
                    new LanguageLabel.Share("Hani", 0.7), new LanguageLabel.Share("Latn", 0.3)))),
        new TextHash(1, 2),
        List.of(
            Measurement.oneOf("language/code", "zh", List.of()),
            Measurement.atMost("gopher-quality/hash-ratio", 0.025, 0.1)),
        3,
        5);
  }
}
