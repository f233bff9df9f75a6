package dev.sluice.service.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  @Test
  void itGoesOnWhenTheSystemsClockIsSetBackOrForward() {
    AtomicReference<Instant> day = new AtomicReference<>(Instant.parse("2026-11-01T12:00:00Z"));
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // the count may run over
    SteadyClock clock = new SteadyClock(day::get, nanos::get);
    day.set(Instant.parse("2026-11-01T11:00:00Z"));
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(clock.instant()).isEqualTo("2026-11-01T12:00:02Z");
    day.set(Instant.parse("2030-01-01T00:00:00Z"));
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    assertThat(clock.instant()).isEqualTo("2026-11-01T12:00:05Z");
  }

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
