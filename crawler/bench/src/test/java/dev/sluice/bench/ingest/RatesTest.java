package dev.sluice.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RatesTest {

  private Instant now = Instant.EPOCH;

  @Test
  void theFirstAndTheLastTenthHaveRatesOfTheirOwn() {
    Rates rates = new Rates(100, () -> now);
    for (int urls = 0; urls < 100; urls += 5) {
      now = now.plusMillis(urls < 10 ? 500 : urls < 90 ? 1000 : 2500);
      rates.add(5);
    }

    assertThat(rates.firstTenth()).isEqualTo(10);
    assertThat(rates.lastTenth()).isEqualTo(2);
    assertThat(rates.whole()).isEqualTo(100 / 22.0);
  }

  @Test
  void aRemarkTellsTheRateSinceTheOneBefore() {
    Rates rates = new Rates(10_000, () -> now);
    now = now.plusSeconds(2);
    rates.add(4_000);
    assertThat(rates.remark()).isEqualTo("4,000 of 10,000 URLs, 2,000/s");
    now = now.plusSeconds(1);
    rates.add(1_000);
    assertThat(rates.remark()).isEqualTo("5,000 of 10,000 URLs, 1,000/s");
  }

  @Test
  void aRateOfTheWholeIsThereAtTheEndOnly() {
    Rates rates = new Rates(10, () -> now);

    assertThatIllegalStateException().isThrownBy(rates::whole);
  }
}
