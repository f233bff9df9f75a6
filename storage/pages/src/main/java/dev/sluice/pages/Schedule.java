package dev.sluice.pages;

import dev.sluice.pages.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * When snapshots are made. It depends on nothing but the time: whoever was not running at one of
 * its times asks for the next one after the last snapshot, and sees that it is over.
 */
public sealed interface Schedule {

  /** The first time of the schedule that is later than this one. */
  Instant nextAfter(Instant time);

  /**
   * Again and again; for intervals that divide a day, counted from midnight UTC, and for others
   * from the beginning of 1970. So a restart does not move it.
   *
   * @param interval from a minute to a year
   */
  record Every(Duration interval) implements Schedule {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    public Every {
      if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("an interval must be from a minute to a year");
      }
    }

    @Override
    public Instant nextAfter(Instant time) {
      long millis = interval.toMillis();
      return Instant.ofEpochMilli((Math.floorDiv(time.toEpochMilli(), millis) + 1) * millis);
    }
  }

  /**
   * Once a day.
   *
   * @param at the time of day in UTC
   */
  record Daily(LocalTime at) implements Schedule {

    @Override
    public Instant nextAfter(Instant time) {
      OffsetDateTime today = time.atOffset(ZoneOffset.UTC).with(at);
      return (today.toInstant().isAfter(time) ? today : today.plusDays(1)).toInstant();
    }
  }

  /**
   * Reads a schedule: {@code every 6h}, with a unit of m, h or d, or {@code daily at 03:00}, in
   * UTC, which may be written behind it.
   *
   * @throws SettingsException that says what is wrong and what can be written
   */
  static Schedule parse(String text) {
    return ScheduleWords.parse(text);
  }
}
