package dev.sluice.engine.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times as archives write them. */
final class ArchiveTime {

  private static final DateTimeFormatter ARC = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
  private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  private ArchiveTime() {}

  /**
   * The time of a WARC-Date (a W3C date and time, also of a day alone) or an ARC's 14 digits;
   * nothing if it is none, or no time in which there was a web.
   */
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(instant(text)).filter(time -> time.isAfter(FIRST) && time.isBefore(LAST));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static Instant instant(String text) {
    if (text.matches("[0-9]{14}")) {
      return LocalDateTime.parse(text, ARC).toInstant(ZoneOffset.UTC);
    }
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
        : OffsetDateTime.parse(text).toInstant();
  }
}
