package dev.sluice.corpus.extract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings dates into ISO 8601, where the page's words can mean only one day: {@code 05/03/2024},
 * which is March in one country and May in another, is no date here.
 */
final class StatedDate {

  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "(?<![\\d.])(\\d{4})\\s?[-/.年]\\s?(\\d{1,2})\\s?[-/.月]\\s?(\\d{1,2})(?!\\d)(?:\\s?日)?"
              + "(?:[T\\s]{1,3}(\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?"
              + "\\s?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}(?!\\d))?)?");

  private static final Pattern COMPACT =
      Pattern.compile("^(\\d{4})(\\d{2})(\\d{2})(?:T?(\\d{2})(\\d{2})(\\d{2})(Z)?)?$");

  /** As mail has it: {@code Tue, 05 Mar 2024 08:30:00 GMT}. */
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?\\s+([A-Za-z]{3,9})\\.?,?\\s+(\\d{4})(?!\\d)"
              + "(?:\\s+(\\d{2}):(\\d{2})(?::(\\d{2}))?\\s?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?)?");

  private static final Pattern MONTH_FIRST =
      Pattern.compile("([A-Za-z]{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)");

  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private static final int MOST_CHARS = 200;
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2100;

  private StatedDate() {}

  /** The first date of a short text; empty if it has none, or one that could be two days. */
  static Optional<String> iso(String text) {
    if (text.length() > MOST_CHARS) {
      return Optional.empty();
    }
    Matcher compact = COMPACT.matcher(text.strip());
    if (compact.matches()) {
      String seconds = compact.group(6);
      return day(compact.group(1), compact.group(2), compact.group(3))
          .map(
              day ->
                  seconds == null
                      ? day
                      : day
                          + "T"
                          + compact.group(4)
                          + ":"
                          + compact.group(5)
                          + ":"
                          + seconds
                          + (compact.group(7) == null ? "" : "Z"));
    }
    return yearFirst(text).or(() -> dayFirst(text)).or(() -> monthFirst(text));
  }

  private static Optional<String> yearFirst(String text) {
    Matcher found = YEAR_FIRST.matcher(text);
    if (!found.find()) {
      return Optional.empty();
    }
    return day(found.group(1), found.group(2), found.group(3)).map(day -> day + time(found, true));
  }

  private static Optional<String> dayFirst(String text) {
    Matcher found = DAY_FIRST.matcher(text);
    while (found.find()) {
      Optional<String> day = day(found.group(3), month(found.group(2)), found.group(1));
      if (day.isPresent()) {
        return Optional.of(day.get() + time(found, false));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> monthFirst(String text) {
    Matcher found = MONTH_FIRST.matcher(text);
    while (found.find()) {
      Optional<String> day = day(found.group(3), month(found.group(1)), found.group(2));
      if (day.isPresent()) {
        return day;
      }
    }
    return Optional.empty();
  }

  /** The time of day with its zone, whose groups begin at the fourth. */
  private static String time(Matcher found, boolean hasFraction) {
    if (found.group(4) == null || Integer.parseInt(found.group(4)) > 23) {
      return "";
    }
    StringBuilder time = new StringBuilder("T" + found.group(4) + ":" + found.group(5));
    if (found.group(6) != null) {
      time.append(':').append(found.group(6));
    }
    if (hasFraction && found.group(7) != null) {
      time.append('.').append(found.group(7));
    }
    return time.append(zone(found.group(hasFraction ? 8 : 7))).toString();
  }

  private static String zone(@Nullable String zone) {
    if (zone == null) {
      return "";
    }
    if (Character.isLetter(zone.charAt(0))) {
      return "Z";
    }
    return zone.contains(":") ? zone : zone.substring(0, 3) + ":" + zone.substring(3);
  }

  private static String month(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (int i = 0; i < MONTHS.size(); i++) {
      if (MONTHS.get(i).equals(lower)
          || MONTHS.get(i).substring(0, 3).equals(lower)
          || lower.equals("sept") && i == 8) {
        return Integer.toString(i + 1);
      }
    }
    return "0";
  }

  private static Optional<String> day(String year, String month, String day) {
    try {
      LocalDate date =
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
      boolean likely = date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
      return likely ? Optional.of(date.toString()) : Optional.empty();
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }
}
