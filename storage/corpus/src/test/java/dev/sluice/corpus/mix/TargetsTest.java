package dev.sluice.corpus.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TargetsTest {

  private static final long MUCH = 1L << 50;

  private static long[] of(double[] shares, long[] least, long[] most, long budget) {
    return Targets.of(shares, least, most, budget);
  }

  @Test
  void sharesAreProportionsOfTheBudget() {
    assertThat(of(new double[] {3, 1}, new long[2], new long[] {MUCH, MUCH}, 1000))
        .containsExactly(750, 250);
  }

  @Test
  void whatOneHasNotIsFilledByTheOthersInProportion() {
    assertThat(of(new double[] {2, 1, 1}, new long[3], new long[] {100, MUCH, MUCH}, 1000))
        .containsExactly(100, 450, 450);
  }

  @Test
  void boundsHoldAndOthersGiveWay() {
    assertThat(of(new double[] {9, 1}, new long[] {0, 300}, new long[] {MUCH, MUCH}, 1000))
        .containsExactly(700, 300);
  }

  @Test
  void whateverTheNumbersTheBudgetIsMetToTheUnitIfThereIsEnough() {
    Random random = new Random(20261127);
    for (int round = 0; round < 500; round++) {
      int groups = 1 + random.nextInt(8);
      double[] shares = random.doubles(groups, 0.01, 5).toArray();
      long[] most = random.longs(groups, 1, 1_000_000).toArray();
      long[] least = new long[groups];
      long all = Targets.sum(most);
      long budget = 1 + random.nextLong(all + all / 4);
      long[] amounts = of(shares, least, most, budget);
      assertThat(Targets.sum(amounts)).isEqualTo(Math.min(budget, all));
      for (int group = 0; group < groups; group++) {
        assertThat(amounts[group]).isBetween(0L, most[group]);
      }
    }
  }
}
