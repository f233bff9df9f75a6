package dev.sluice.pages;

import dev.sluice.pages.Schedule.Daily;
import dev.sluice.pages.Schedule.Every;
import dev.sluice.pages.settings.Durations;
import dev.sluice.pages.settings.SettingsException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Schedules as people write them. */
final class ScheduleWords {

  private static final Pattern EVERY = Pattern.compile("every (\\S+)");
  private static final Pattern DAILY = Pattern.compile("daily at (\\S+) ?(\\S*)");
  private static final String EXAMPLES = "write one such as 'every 6h' or 'daily at 03:00 UTC'";

  private ScheduleWords() {}

  static Schedule parse(String text) {
    String words = text.strip().replaceAll("\\s+", " ");
    Matcher every = EVERY.matcher(words);
    if (every.matches()) {
      return new Every(interval(every.group(1), text));
    }
    Matcher daily = DAILY.matcher(words);
    if (daily.matches()) {
      requireUtc(daily.group(2), text);
      return new Daily(timeOfDay(daily.group(1), text));
    }
    throw new SettingsException("'" + text + "' is no schedule: " + EXAMPLES);
  }

  private static Duration interval(String words, String text) {
    if (words.matches(".*\\d")) { // it would be seconds, which nobody means here
      throw new SettingsException(
          "'" + words + "' in the schedule '" + text + "' has no unit: " + EXAMPLES);
    }
    try {
      return new Every(Durations.parse(words)).interval();
    } catch (DateTimeParseException noDuration) {
      throw new SettingsException(
          "'" + words + "' in the schedule '" + text + "' is no time span: " + EXAMPLES);
    } catch (IllegalArgumentException outOfBounds) {
      throw new SettingsException(
          "'" + words + "' in the schedule '" + text + "': " + outOfBounds.getMessage());
    }
  }

  private static LocalTime timeOfDay(String words, String text) {
    try {
      return LocalTime.parse(words.length() == 4 ? "0" + words : words);
    } catch (DateTimeParseException noTime) {
      throw new SettingsException(
          "'" + words + "' in the schedule '" + text + "' is no time of day: " + EXAMPLES);
    }
  }

  private static void requireUtc(String zone, String text) {
    if (!zone.isEmpty() && !zone.toUpperCase(Locale.ROOT).equals("UTC")) {
      throw new SettingsException(
          "'" + zone + "' in the schedule '" + text + "': times of day are in UTC");
    }
  }
}
