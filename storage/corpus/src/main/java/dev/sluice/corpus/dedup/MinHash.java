package dev.sluice.corpus.dedup;

import java.util.Arrays;

/**
 * MinHash with b bands of r rows (Broder 1997; bands as in Leskovec, Rajaraman and Ullman, Mining
 * of Massive Datasets, chapter 3): two sets whose Jaccard similarity is s agree in one row with
 * probability s, and in all rows of at least one band with {@code 1 - (1 - s^r)^b}.
 *
 * <p><b>How.</b> A row is the smallest value of {@code a * x + b} modulo 2^32 over a set's hashes
 * x, with a and b of its own, a odd: a permutation of all 32-bit numbers. The hashes are mixed, so
 * whose value is smallest is chance, and the same for both sets. Rows are independent, as the curve
 * wants them; SuperMinHash is not, and lies below the curve where that is low and above it where it
 * is high.
 *
 * <p><b>Cost.</b> 0.2 ns a hash and row, since the compiler works on many rows at once. It does not
 * for {@link Math#min}, so the smaller of two is found by arithmetic, of values in 31 bits.
 *
 * <p>It holds no state but its numbers, which depend on nothing but their place: the first rows of
 * two settings are the same. Safe for use by several threads.
 */
final class MinHash {

  private static final long STEP = 0x9e3779b97f4a7c15L;

  private final int bands;
  private final int rows;
  private final int[] factors;
  private final int[] summands;

  MinHash(int bands, int rows) {
    this.bands = bands;
    this.rows = rows;
    this.factors = new int[bands * rows];
    this.summands = new int[bands * rows];
    for (int i = 0; i < factors.length; i++) {
      long random = Mix.of((i + 1) * STEP);
      factors[i] = (int) random | 1;
      summands[i] = (int) (random >>> 32);
    }
  }

  /**
   * The key of each band: sets that agree in all rows of a band have the same. Keys of different
   * bands differ.
   *
   * @param hashes at least one; doubles make no difference
   */
  long[] bandKeys(int[] hashes) {
    int[] smallest = smallest(hashes);
    long[] keys = new long[bands];
    for (int band = 0; band < bands; band++) {
      long key = band + 1;
      for (int row = 0; row < rows; row++) {
        key = Mix.of(key * STEP + smallest[band * rows + row]);
      }
      keys[band] = key;
    }
    return keys;
  }

  private int[] smallest(int[] hashes) {
    int[] smallest = new int[factors.length];
    Arrays.fill(smallest, Integer.MAX_VALUE);
    int last = hashes.length - 1;
    for (int i = 0; i <= last; i += 4) {
      // Four at a time, so that a row is loaded and stored once for them; doubles fill the last.
      offer(
          smallest,
          hashes[i],
          hashes[Math.min(i + 1, last)],
          hashes[Math.min(i + 2, last)],
          hashes[Math.min(i + 3, last)]);
    }
    return smallest;
  }

  private void offer(int[] smallest, int first, int second, int third, int fourth) {
    for (int i = 0; i < smallest.length; i++) {
      int factor = factors[i];
      int summand = summands[i];
      int one = smaller((factor * first + summand) >>> 1, (factor * second + summand) >>> 1);
      int other = smaller((factor * third + summand) >>> 1, (factor * fourth + summand) >>> 1);
      smallest[i] = smaller(smallest[i], smaller(one, other));
    }
  }

  /** The smaller of two that are not negative. */
  private static int smaller(int one, int other) {
    int difference = one - other;
    return other + (difference & difference >> 31);
  }
}
