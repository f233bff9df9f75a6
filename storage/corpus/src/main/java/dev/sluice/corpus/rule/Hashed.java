package dev.sluice.corpus.rule;

import java.util.List;

/**
 * Words or lines as numbers: the hash of each, and its length in code points. What is compared
 * often is hashed once.
 *
 * <p>The hash of a text is a polynomial of its characters modulo 2^64, so that the hash of two
 * texts one after the other follows from theirs: {@code hash(xy) = hash(x) * power(y) + hash(y)}.
 * Of two different texts of a page, it is the same with a probability of about 2^-64.
 *
 * @param hashes of each piece
 * @param powers the base to the power of each piece's length
 * @param lengths in code points
 */
record Hashed(long[] hashes, long[] powers, int[] lengths) {

  static final long BASE = 0x9e3779b97f4a7c15L;

  static Hashed of(List<String> pieces) {
    Hashed hashed = ofSize(pieces.size());
    int i = 0;
    for (String piece : pieces) {
      hashed.set(i++, piece.toCharArray(), 0, piece.length());
    }
    return hashed;
  }

  static Hashed of(Spans pieces) {
    Hashed hashed = ofSize(pieces.count());
    char[] text = pieces.text().toCharArray();
    for (int i = 0; i < pieces.count(); i++) {
      hashed.set(i, text, pieces.start(i), pieces.end(i));
    }
    return hashed;
  }

  private static Hashed ofSize(int count) {
    return new Hashed(new long[count], new long[count], new int[count]);
  }

  private void set(int i, char[] text, int from, int to) {
    long hash = 0;
    long power = 1;
    int pairs = 0;
    for (int at = from; at < to; at++) {
      char c = text[at];
      // One more than the character, so that leading zeros count.
      hash = hash * BASE + c + 1;
      power *= BASE;
      pairs += Character.isLowSurrogate(c) ? 1 : 0;
    }
    hashes[i] = hash;
    powers[i] = power;
    lengths[i] = pairs == 0 ? to - from : Character.codePointCount(text, from, to - from);
  }

  int count() {
    return hashes.length;
  }

  /** The code points of all pieces together. */
  long allLengths() {
    long sum = 0;
    for (int length : lengths) {
      sum += length;
    }
    return sum;
  }
}
