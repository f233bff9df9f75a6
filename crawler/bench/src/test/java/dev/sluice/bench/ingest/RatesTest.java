package dev.sluice.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RatesTest {

  private Instant now = Instant.EPOCH;
  private double cpuSeconds = 3;

  @Test
  void theFirstAndTheLastTenthHaveRatesOfTheirOwn() {
    Rates rates = new Rates(100, () -> now, () -> cpuSeconds);
    for (int urls = 0; urls < 100; urls += 5) {
      now = now.plusMillis(urls < 10 ? 500 : urls < 90 ? 1000 : 2500);
      cpuSeconds += urls < 90 ? 0.1 : 0.2;
      rates.add(5);
    }

    assertThat(rates.firstTenth().urlsPerSecond()).isEqualTo(10);
    assertThat(rates.firstTenth().cpuMicrosPerUrl()).isEqualTo(20_000, within(1e-6));
    assertThat(rates.lastTenth().urlsPerSecond()).isEqualTo(2);
    assertThat(rates.lastTenth().cpuMicrosPerUrl()).isEqualTo(40_000, within(1e-6));
    assertThat(rates.whole().urlsPerSecond()).isEqualTo(100 / 22.0);
  }

  @Test
  void aRemarkTellsTheRateSinceTheOneBefore() {
    Rates rates = new Rates(10_000, () -> now, () -> cpuSeconds);
    now = now.plusSeconds(2);
    cpuSeconds += 0.1;
    rates.add(4_000);
    assertThat(rates.remark()).isEqualTo("4,000 of 10,000 URLs, 2,000/s, 25.0 CPU µs each");
    now = now.plusSeconds(1);
    rates.add(1_000);
    assertThat(rates.remark()).isEqualTo("5,000 of 10,000 URLs, 1,000/s, 0.0 CPU µs each");
  }

  @Test
  void aRateOfTheWholeIsThereAtTheEndOnly() {
    Rates rates = new Rates(10, () -> now, () -> cpuSeconds);

    assertThatIllegalStateException().isThrownBy(rates::whole);
  }
}
