package dev.sluice.spark.choose;

import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;

/**
 * What is known of those that share a key, some of them or all.
 *
 * @param rank of the best, the smallest
 * @param first the best: a candidate, or a place; the smallest of that rank
 * @param count how many there are
 * @param weight how many candidates they stand for
 */
record Tally(long rank, long first, long count, long weight) {

  private static final int VERSION = 1;

  /** One alone. */
  static Tally of(long rank, long first, long weight) {
    return new Tally(rank, first, 1, weight);
  }

  /** Both together. */
  Tally and(Tally other) {
    boolean isBetter = rank < other.rank || rank == other.rank && first <= other.first;
    Tally best = isBetter ? this : other;
    return new Tally(best.rank, best.first, count + other.count, weight + other.weight);
  }

  /** With a number before it: a key, or a block. */
  byte[] after(long number) {
    return new RowWriter(VERSION)
        .number(number)
        .number(rank)
        .number(first)
        .number(count)
        .number(weight)
        .toBytes();
  }

  /** A tally and the number before it. */
  record Numbered(long number, Tally tally) {

    static Numbered of(byte[] row) {
      RowReader in = new RowReader("tallies of keys", new byte[0], row, VERSION);
      return new Numbered(
          in.number(), new Tally(in.number(), in.number(), in.number(), in.number()));
    }
  }
}
