package dev.sluice.engine.robots;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as sitemaps and feeds write them: W3C Datetime (a profile of ISO 8601, from the year alone
 * to fractions of a second) and the dates of RSS (RFC 822 and 1123).
 */
final class WrittenTime {

  private static final Pattern W3C =
      Pattern.compile(
          "(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2})"
              + "(?:[Tt ]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d*)?)?\\s*(Z|z|[+-]\\d{2}:?(?:\\d{2})?)?)?)?)?");

  private WrittenTime() {}

  /** The instant; of a day, month or year its beginning, and in UTC where no zone is given. */
  static Optional<Instant> read(String written) {
    String text = written.strip();
    Matcher w3c = W3C.matcher(text);
    try {
      if (w3c.matches()) {
        return Optional.of(instant(w3c));
      }
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(
              ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private static Instant instant(Matcher parts) {
    LocalDate day =
        LocalDate.of(
            number(parts.group(1), 0), number(parts.group(2), 1), number(parts.group(3), 1));
    LocalTime time =
        LocalTime.of(
            number(parts.group(4), 0), number(parts.group(5), 0), number(parts.group(6), 0));
    return day.atTime(time).toInstant(zone(parts.group(7)));
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private static ZoneOffset zone(@Nullable String written) {
    return written == null || written.equalsIgnoreCase("z")
        ? ZoneOffset.UTC
        : ZoneOffset.of(written);
  }
}
