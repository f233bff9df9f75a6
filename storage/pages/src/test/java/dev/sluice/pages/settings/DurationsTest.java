package dev.sluice.pages.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "2s, PT2S",
    "1.5s, PT1.5S",
    "10m, PT10M",
    "24h, PT24H",
    "7d, PT168H",
    "3, PT3S",
    "0, PT0S",
    "0.5, PT0.5S",
    "' 2s ', PT2S",
    "999999999d, PT23999999976H"
  })
  void readsTimeSpansAsPeopleWriteThem(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1s", "1 s", "1,5s", "1w", "2S", "1e3", "1h30m", ".5s", "٣s"})
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(DateTimeParseException.class);
  }
}
