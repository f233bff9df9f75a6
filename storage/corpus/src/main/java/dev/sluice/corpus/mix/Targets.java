package dev.sluice.corpus.mix;

import java.util.Arrays;

/**
 * How much each group gets.
 *
 * <p><b>Idea.</b> Each group gets its share times one level, but no less than its least and no more
 * than its most. The level is that at which all together make the budget; since what they make
 * grows with the level, it is found by halving. If others may fill what a group lacks, no group
 * counts for more than it has.
 */
final class Targets {

  private static final int HALVINGS = 200;

  private Targets() {}

  /**
   * The amounts.
   *
   * @param shares of the groups, in proportion to each other
   * @param least what each has at least
   * @param most what each has at most
   * @param budget how much there may be in all
   * @return at most the budget together, unless what they have at least is more
   */
  static long[] of(double[] shares, long[] least, long[] most, long budget) {
    double low = 0;
    double high = 1;
    long reachable = Math.min(budget, sum(at(Double.MAX_VALUE, shares, least, most)));
    while (high < Double.MAX_VALUE / 4 && sum(at(high, shares, least, most)) < reachable) {
      high *= 2;
    }
    for (int i = 0; i < HALVINGS && low < high; i++) {
      double middle = low + (high - low) / 2;
      if (sum(at(middle, shares, least, most)) <= budget) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return withRest(at(low, shares, least, most), shares, most, budget);
  }

  /** Gives away the few units that rounding down has left. */
  private static long[] withRest(long[] amounts, double[] shares, long[] most, long budget) {
    long rest = budget - sum(amounts);
    for (int group = 0; group < amounts.length && rest > 0; group++) {
      boolean takes = shares[group] > 0 && amounts[group] < most[group];
      if (takes && rest <= amounts.length) {
        amounts[group]++;
        rest--;
      }
    }
    return amounts;
  }

  private static long[] at(double level, double[] shares, long[] least, long[] most) {
    long[] amounts = new long[shares.length];
    for (int group = 0; group < shares.length; group++) {
      double wanted = shares[group] == 0 ? 0 : Math.min(shares[group] * level, most[group]);
      amounts[group] = Math.max(Math.min(least[group], most[group]), (long) wanted);
    }
    return amounts;
  }

  static long sum(long[] amounts) {
    return Arrays.stream(amounts).sum();
  }
}
