package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.PairSorter.Pairs;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Pairs of longs in memory, sorted by their bytes: one pass for each of the sixteen bytes, the
 * least one first, but none for a byte that all pairs have alike, so that small numbers cost few
 * passes.
 */
final class PairBuffer {

  private static final int BYTE_VALUES = 256;

  /** Key and value of each pair, one after the other. */
  private long[] pairs;

  private int count;

  PairBuffer(int room) {
    this.pairs = new long[2 * room];
  }

  int count() {
    return count;
  }

  void add(long key, long value) {
    if (2 * count == pairs.length) {
      pairs = Arrays.copyOf(pairs, Math.max(2, 2 * pairs.length));
    }
    pairs[2 * count] = key;
    pairs[2 * count + 1] = value;
    count++;
  }

  void clear() {
    count = 0;
  }

  /** Brings the pairs into order: by key, then by value, both unsigned. */
  void sort() {
    long[] other = new long[pairs.length];
    for (int half = 1; half >= 0; half--) {
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        int[] places = places(half, shift);
        if (places.length > 0) {
          deal(other, places, half, shift);
          long[] dealt = other;
          other = pairs;
          pairs = dealt;
        }
      }
    }
  }

  /** Where the first pair with each value of a byte belongs; nothing if all have the same value. */
  private int[] places(int half, int shift) {
    int[] places = new int[BYTE_VALUES];
    for (int i = 0; i < count; i++) {
      places[digit(i, half, shift)]++;
    }
    int before = 0;
    for (int digit = 0; digit < BYTE_VALUES; digit++) {
      int here = places[digit];
      if (here == count) {
        return new int[0];
      }
      places[digit] = before;
      before += here;
    }
    return places;
  }

  private void deal(long[] to, int[] places, int half, int shift) {
    for (int i = 0; i < count; i++) {
      int place = places[digit(i, half, shift)]++;
      to[2 * place] = pairs[2 * i];
      to[2 * place + 1] = pairs[2 * i + 1];
    }
  }

  private int digit(int pair, int half, int shift) {
    return (int) (pairs[2 * pair + half] >>> shift) & BYTE_VALUES - 1;
  }

  void writeTo(DataOutputStream out) throws IOException {
    for (int i = 0; i < 2 * count; i++) {
      out.writeLong(pairs[i]);
    }
  }

  /** A walk over the pairs as they are now. */
  Pairs pairs() {
    return new Walk(pairs, count);
  }

  private static final class Walk implements Pairs {

    private final long[] pairs;
    private final int count;
    private int at = -1;

    Walk(long[] pairs, int count) {
      this.pairs = pairs;
      this.count = count;
    }

    @Override
    public boolean next() {
      return ++at < count;
    }

    @Override
    public long key() {
      return pairs[2 * at];
    }

    @Override
    public long value() {
      return pairs[2 * at + 1];
    }

    @Override
    public void close() {}
  }
}
