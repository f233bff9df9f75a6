package dev.sluice.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9));
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(Spread.of(List.of(10.0, 1.0, 4.0, 5.0))).isEqualTo(new Spread(4.5, 1, 10));
  }

  @Test
  void aSpreadIsWrittenWithItsLowestAndHighest() {
    assertThat(new Spread(1234.56, 1000, 2000).text(1)).isEqualTo("1,234.6 (1,000.0 to 2,000.0)");
  }

  @Test
  void valuesThatLookTheSameAreWrittenOnce() {
    assertThat(new Spread(2.01, 2.0, 2.04).text(1)).isEqualTo("2.0");
  }

  @Test
  void nothingHasNoSpread() {
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
  }
}
