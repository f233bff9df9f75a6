package dev.sluice.service.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  @Test
  void itTellsTheTimeOfDayAndNeverGoesBack() throws InterruptedException {
    SteadyClock clock = new SteadyClock();
    Instant before = clock.instant();
    assertThat(before).isCloseTo(Instant.now(), within(1, ChronoUnit.SECONDS));
    for (int i = 0; i < 1_000; i++) {
      Instant after = clock.instant();
      assertThat(after).isAfterOrEqualTo(before);
      before = after;
    }
    Instant start = clock.instant();
    Thread.sleep(50);
    assertThat(Duration.between(start, clock.instant()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(49));
  }
}
