package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Document;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** When a document was published, as far as it says. */
final class Created {

  private Created() {}

  /** The time of publication, if the page's own words can be read as one; else of the fetch. */
  static Instant of(Document document) {
    return document
        .content()
        .stated()
        .published()
        .flatMap(Created::instant)
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
}
