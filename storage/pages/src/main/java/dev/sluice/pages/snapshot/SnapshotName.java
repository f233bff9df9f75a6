package dev.sluice.pages.snapshot;

import dev.sluice.pages.settings.SettingsException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a snapshot may be called. */
public final class SnapshotName {

  /** The word that stands for the newest snapshot, and so is no name. */
  public static final String LATEST = "latest";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private SnapshotName() {}

  /** Whether this can be a name. */
  public static boolean isValid(String name) {
    return FORM.matcher(name).matches() && !name.equals(LATEST);
  }

  /**
   * Refuses what cannot be a name.
   *
   * @throws SettingsException that says what can
   */
  public static void require(String name) {
    if (name.equals(LATEST)) {
      throw new SettingsException(
          "no snapshot can be called '" + LATEST + "': that word stands for the newest one");
    }
    if (!isValid(name)) {
      throw new SettingsException(
          "'"
              + name
              + "' cannot be the name of a snapshot: a name has at most 64 letters, digits, dots,"
              + " dashes and underscores, and begins with a letter or digit");
    }
  }

  /** The name that a time gives, to the minute, with a number behind it if that one is taken. */
  public static String ofTime(Instant time, Predicate<String> taken) {
    String minute = MINUTE.format(time);
    String name = minute;
    for (int number = 2; taken.test(name); number++) {
      name = minute + "-" + number;
    }
    return name;
  }
}
