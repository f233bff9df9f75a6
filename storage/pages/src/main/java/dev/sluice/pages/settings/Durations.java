package dev.sluice.pages.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Time spans as people write them: {@code 250ms}, {@code 2s}, {@code 1.5s}, {@code 10m}. */
public final class Durations {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(ms|s|m|h|d)?");

  private Durations() {}

  /**
   * Reads a time span; a number without unit is seconds.
   *
   * @throws DateTimeParseException if it is none
   */
  public static Duration parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new DateTimeParseException("not a time span", text, 0);
    }
    double milliseconds = Double.parseDouble(form.group(1)) * unit(form.group(2)).toMillis();
    return Duration.ofMillis(Math.round(milliseconds));
  }

  private static Duration unit(@Nullable String unit) {
    return switch (unit == null ? "s" : unit) {
      case "ms" -> Duration.ofMillis(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> Duration.ofSeconds(1);
    };
  }
}
