package dev.sluice.pages.warc;

import java.util.Arrays;

/**
 * A canonical prefix code of limited length (RFC 1951, 3.2.2), the shorter the more often a symbol
 * is used.
 *
 * <p>Lengths are those of Huffman's algorithm. Should one be above the limit, symbols are moved
 * from one length to the next until exactly all codes are used up; that is not the best code of
 * this limit, but it is seldom needed.
 */
final class HuffmanCode {

  private static final int SYMBOL_BITS = 9;
  private static final int LENGTH_BITS = 4;

  private final int maxBits;
  private final byte[] lengths;
  private final int[] codes;
  private final long[] sorted;
  private final long[] weights;
  private final int[] parents;
  private final int[] counts;

  /**
   * A code that is made anew for each block.
   *
   * @param symbols how many there are, at most 512
   * @param maxBits how long a code may be, at most 15
   */
  HuffmanCode(int symbols, int maxBits) {
    this.maxBits = maxBits;
    this.lengths = new byte[symbols];
    this.codes = new int[symbols];
    this.sorted = new long[symbols];
    this.weights = new long[2 * symbols];
    this.parents = new int[2 * symbols];
    this.counts = new int[maxBits + 1];
  }

  /** A code whose lengths are given. */
  static HuffmanCode of(byte[] lengths, int maxBits) {
    HuffmanCode code = new HuffmanCode(lengths.length, maxBits);
    System.arraycopy(lengths, 0, code.lengths, 0, lengths.length);
    for (byte length : lengths) {
      code.counts[length]++;
    }
    code.counts[0] = 0;
    code.number();
    return code;
  }

  /**
   * Makes it for these uses. There are always two codes of a bit or more: readers need not know
   * others.
   *
   * @param uses how often each symbol is used
   */
  void make(int[] uses) {
    Arrays.fill(lengths, (byte) 0);
    Arrays.fill(counts, 0);
    int used = sort(uses);
    measure(used);
    fit();
    assign(used);
    number();
  }

  private int sort(int[] uses) {
    int used = 0;
    for (int symbol = 0; symbol < uses.length; symbol++) {
      if (uses[symbol] > 0) {
        sorted[used++] = (long) uses[symbol] << SYMBOL_BITS | symbol;
      }
    }
    for (int symbol = 0; used < 2; symbol++) {
      if (uses[symbol] == 0) {
        sorted[used++] = 1L << SYMBOL_BITS | symbol;
      }
    }
    Arrays.sort(sorted, 0, used);
    return used;
  }

  /**
   * Joins the two least again and again; both leaves and what is joined come in ascending order.
   */
  private void measure(int used) {
    for (int i = 0; i < used; i++) {
      weights[i] = sorted[i] >>> SYMBOL_BITS;
    }
    int leaf = 0;
    int joined = used;
    int last = 2 * used - 2;
    for (int next = used; next <= last; next++) {
      long weight = 0;
      for (int child = 0; child < 2; child++) {
        boolean takesLeaf = leaf < used && (joined == next || weights[leaf] <= weights[joined]);
        int taken = takesLeaf ? leaf++ : joined++;
        weight += weights[taken];
        parents[taken] = next;
      }
      weights[next] = weight;
    }
    depths(used, last);
  }

  /** From the root down; a depth takes the place of a weight. */
  private void depths(int used, int root) {
    weights[root] = 0;
    for (int node = root - 1; node >= 0; node--) {
      weights[node] = weights[parents[node]] + 1;
      if (node < used) {
        counts[(int) Math.min(maxBits, weights[node])]++;
      }
    }
  }

  /** Brings the sum of all codes' shares to exactly one. */
  private void fit() {
    int share = -(1 << maxBits);
    for (int bits = 1; bits <= maxBits; bits++) {
      share += counts[bits] << (maxBits - bits);
    }
    while (share > 0) {
      int bits = maxBits - 1;
      while (counts[bits] == 0) {
        bits--;
      }
      counts[bits]--;
      counts[bits + 1]++;
      share -= 1 << (maxBits - bits - 1);
    }
    counts[maxBits] += share;
    counts[maxBits - 1] -= share;
  }

  private void assign(int used) {
    int next = 0;
    for (int bits = maxBits; bits > 0; bits--) {
      for (int i = 0; i < counts[bits]; i++) {
        lengths[(int) sorted[next++] & ((1 << SYMBOL_BITS) - 1)] = (byte) bits;
      }
    }
    assert next == used;
  }

  /** Codes of one length follow each other; they are written from their last bit. */
  private void number() {
    int[] next = new int[maxBits + 2];
    for (int bits = 1; bits <= maxBits; bits++) {
      next[bits + 1] = (next[bits] + counts[bits]) << 1;
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int bits = lengths[symbol];
      codes[symbol] = 0;
      if (bits > 0) {
        codes[symbol] =
            Integer.reverse(next[bits]++) >>> (Integer.SIZE - bits) << LENGTH_BITS | bits;
      }
    }
  }

  /** The bits of a symbol, the first of them lowest. */
  int code(int symbol) {
    return codes[symbol] >>> LENGTH_BITS;
  }

  /** Writes a symbol. */
  void write(int symbol, BitBuffer out) {
    int code = codes[symbol];
    out.put(code >>> LENGTH_BITS, code & (1 << LENGTH_BITS) - 1);
  }

  /** How many bits it has; 0 if it is never used. */
  int bits(int symbol) {
    return lengths[symbol];
  }

  /** The bits of all symbols together. */
  long cost(int[] uses) {
    long cost = 0;
    for (int symbol = 0; symbol < uses.length; symbol++) {
      cost += (long) uses[symbol] * lengths[symbol];
    }
    return cost;
  }
}
