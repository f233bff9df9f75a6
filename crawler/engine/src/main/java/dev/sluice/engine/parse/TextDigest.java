package dev.sluice.engine.parse;

/**
 * A 64-bit digest of a page's text and tag names, in their order. A run of digits counts as one
 * digit and white space as one space, so that counters, dates and session numbers do not make a
 * page another one. BUbiNG (Boldi, Marino, Santini, Vigna 2018, §4.7) finds duplicates of a server
 * like this.
 *
 * <p>It is a polynomial of the characters with an odd factor, modulo 2^64: no cryptography, one
 * multiplication a character.
 */
final class TextDigest {

  private static final long SEED = 0x9e3779b97f4a7c15L;
  private static final long FACTOR = 0xd6e8feb86659fd93L;
  private static final long TAG = 1L << 40;

  private long state = SEED;
  private boolean hasText;

  /** Mixes a tag in, without its attributes. */
  void addTag(String name) {
    state = (state ^ TAG ^ name.hashCode()) * FACTOR; // the string keeps its hash code
  }

  /** Mixes a piece of text in; white space around it counts for nothing. */
  void addText(String text) {
    char[] chars = text.toCharArray(); // much faster to walk through than the string
    int start = 0;
    int end = chars.length;
    while (start < end && collapsed(chars[start]) == ' ') {
      start++;
    }
    while (start < end && collapsed(chars[end - 1]) == ' ') {
      end--;
    }
    if (start == end) {
      return;
    }
    hasText = true;
    long mixed = (state ^ state >>> 32) * FACTOR; // a piece is not its parts
    char last = 0;
    for (int i = start; i < end; i++) {
      char c = chars[i];
      if (c <= '9' || c >= '\u00a0') {
        c = collapsed(c);
        if (c == last && (c == ' ' || c == '0')) {
          continue;
        }
      }
      mixed = mixed * FACTOR + c;
      last = c;
    }
    state = mixed;
  }

  private static char collapsed(char c) {
    if (c <= ' ' || c == '\u00a0' || c == '\u3000') {
      return ' ';
    }
    return isDigit(c) ? '0' : c;
  }

  /**
   * Digits of ASCII and in full width; asking Unicode for each Chinese character costs too much.
   */
  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9' || c >= '\uff10' && c <= '\uff19';
  }

  /** The digest; 0 if there was no text. */
  long value() {
    if (!hasText) {
      return 0;
    }
    long mixed = (state ^ state >>> 29) * SEED;
    long value = mixed ^ mixed >>> 32;
    return value == 0 ? 1 : value;
  }
}
