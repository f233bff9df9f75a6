package dev.sluice.corpus.charset;

import java.util.Arrays;

/**
 * The characters that a decoder has made so far, and how many of them stand for bytes that it could
 * not decode. For one decoding and one thread.
 */
final class Characters {

  private static final char REPLACEMENT = '\uFFFD';
  private static final int MOST_AT_ONCE = 1024;

  private char[] chars;
  private int length;
  private int replaced;

  /** Room for this many UTF-16 units; it grows where that is too little. */
  Characters(int expected) {
    chars = new char[expected + MOST_AT_ONCE];
  }

  void add(int codePoint) {
    if (length + 2 > chars.length) {
      chars = Arrays.copyOf(chars, 2 * chars.length);
    }
    if (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      chars[length++] = (char) codePoint;
    } else {
      chars[length++] = Character.highSurrogate(codePoint);
      chars[length++] = Character.lowSurrogate(codePoint);
    }
  }

  /** Adds the ASCII characters that stand in a row from a byte on; the place behind them. */
  int addAscii(byte[] in, int from) {
    int at = from;
    int end = Math.min(in.length, from + MOST_AT_ONCE);
    if (length + MOST_AT_ONCE > chars.length) {
      chars = Arrays.copyOf(chars, 2 * chars.length + MOST_AT_ONCE);
    }
    while (at < end && in[at] >= 0) {
      chars[length++] = (char) in[at++];
    }
    return at;
  }

  /** Adds one U+FFFD for bytes that mean nothing. */
  void replace() {
    add(REPLACEMENT);
    replaced++;
  }

  int length() {
    return length;
  }

  char at(int index) {
    return chars[index];
  }

  int replaced() {
    return replaced;
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
