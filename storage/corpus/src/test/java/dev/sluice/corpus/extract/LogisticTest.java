package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticTest {

  @Test
  void it_is_what_the_strict_exponential_gives_to_the_last_digit_of_a_float() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      float odds = (float) random.nextDouble(-100, 100) / (1 + i % 50);
      float strict = (float) (1 / (1 + StrictMath.exp(-odds)));
      assertThat(Math.abs(Logistic.of(odds) - strict)).isLessThanOrEqualTo(Math.ulp(strict));
    }
  }

  @Test
  void its_ends_are_nought_and_one() {
    assertThat(Logistic.of(0)).isEqualTo(0.5f);
    assertThat(Logistic.of(1e30f)).isEqualTo(1);
    assertThat(Logistic.of(-1e30f)).isZero();
  }
}
