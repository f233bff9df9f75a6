package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.settings.SettingsException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

  @ParameterizedTest(name = "{0} after {1}: {2}")
  @CsvSource({
    "every 6h,            2026-11-27T14:30:00Z,     2026-11-27T18:00:00Z",
    "every 6h,            2026-11-27T18:00:00Z,     2026-11-28T00:00:00Z",
    "every 6h,            2026-11-27T17:59:59.999Z, 2026-11-27T18:00:00Z",
    "every 30m,           2026-12-31T23:45:00Z,     2027-01-01T00:00:00Z",
    "every 1d,            2026-11-27T00:00:01Z,     2026-11-28T00:00:00Z",
    "every 1.5h,          2026-11-27T01:00:00Z,     2026-11-27T01:30:00Z",
    "every 7d,            2026-11-27T01:00:00Z,     2026-12-03T00:00:00Z",
    "every 6h,            1969-12-31T23:00:00Z,     1970-01-01T00:00:00Z",
    "daily at 03:00 UTC,  2026-11-27T02:59:59Z,     2026-11-27T03:00:00Z",
    "daily at 03:00,      2026-11-27T03:00:00Z,     2026-11-28T03:00:00Z",
    "' daily  at 3:00 utc', 2026-11-27T03:00:00Z,   2026-11-28T03:00:00Z",
    "daily at 23:30,      2026-02-28T23:45:00Z,     2026-03-01T23:30:00Z",
  })
  void theNextTimeIsTheFirstOneAfter(String words, Instant time, Instant next) {
    assertThat(Schedule.parse(words).nextAfter(time)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``,                 '' is no schedule: write one such as 'every 6h' or 'daily at 03:00 UTC'",
        "6h,                 '6h' is no schedule",
        "every 6,            '6' in the schedule 'every 6' has no unit",
        "every six hours,    'every six hours' is no schedule",
        "every day,          'day' in the schedule 'every day' is no time span",
        "every 30s,          an interval must be from a minute to a year",
        "every 400d,         an interval must be from a minute to a year",
        "daily at 25:00,     '25:00' in the schedule 'daily at 25:00' is no time of day",
        "daily at 3,         is no time of day",
        "daily at 03:00 CET, times of day are in UTC",
        "daily,              is no schedule",
      })
  void aMistakeIsNamed(String words, String message) {
    assertThatThrownBy(() -> Schedule.parse(words))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }
}
