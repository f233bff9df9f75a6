package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Document;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** What all formats say of a document in the same words. */
final class DocumentFacts {

  private DocumentFacts() {}

  /** The time of publication, if the page's own words can be read as one; else of the fetch. */
  static Instant created(Document document) {
    return document
        .content()
        .stated()
        .published()
        .flatMap(DocumentFacts::instant)
        .orElse(document.key().fetchedAt());
  }

  private static Optional<Instant> instant(String published) {
    try {
      return Optional.of(
          published.length() == "2026-01-31".length()
              ? LocalDate.parse(published).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(published).toInstant());
    } catch (DateTimeException notAPointInTime) {
      return Optional.empty();
    }
  }

  /** The capture's key in the store: the URL with its host turned around, and the time. */
  static String filePath(Document document) {
    String url = new String(document.key().url().key(), StandardCharsets.UTF_8);
    return url + " " + document.key().fetchedAt();
  }

  /** What decided the charset, if the recipe decodes. */
  static Optional<String> charsetWhy(Document document) {
    return document.measurements().stream()
        .filter(measurement -> measurement.rule().equals("decode/charset"))
        .map(measurement -> measurement.measured().display())
        .findFirst();
  }
}
