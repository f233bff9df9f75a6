package dev.sluice.engine.parse;

/**
 * A 64-bit digest of a page's text and tag names, in their order. A run of digits counts as one
 * digit and white space as one space, so that counters, dates and session numbers do not make a
 * page another one. BUbiNG (Boldi, Marino, Santini, Vigna 2018, §4.7) finds duplicates of a server
 * like this.
 *
 * <p>Four characters at a time are mixed in by a multiplication with an odd factor, modulo 2^64,
 * and a shift that brings the high bits down: no cryptography, a cycle or two a character.
 */
final class TextDigest {

  private static final long SEED = 0x9e3779b97f4a7c15L;
  private static final long FACTOR = 0xd6e8feb86659fd93L;
  private static final long TAG = 1L << 40;
  private static final int CHARS_OF_BLOCK = Long.SIZE / Character.SIZE;

  /** What each character of Latin-1 counts as. */
  private static final char[] COLLAPSED = collapsedLatin();

  private long state = SEED;
  private boolean hasText;

  /** Mixes a tag in, without its attributes. */
  void addTag(String name) {
    state = (state ^ TAG ^ name.hashCode()) * FACTOR; // the string keeps its hash code
  }

  /** Mixes a piece of text in; white space around it counts for nothing. */
  void addText(String text) {
    char[] chars = text.toCharArray(); // much faster to walk through than the string
    int end = chars.length;
    while (end > 0 && collapsed(chars[end - 1]) == ' ') {
      end--;
    }
    long mixed = (state ^ state >>> 32) * FACTOR; // a piece is not its parts
    long block = 0;
    int length = 0;
    char last = ' '; // as if a space went before, so that none counts at the beginning
    for (int i = 0; i < end; i++) {
      char c = collapsed(chars[i]);
      if (c == last && (c == ' ' || c == '0')) {
        continue;
      }
      last = c;
      block = block << Character.SIZE | c;
      if (++length % CHARS_OF_BLOCK == 0) {
        mixed = mixed(mixed, block);
        block = 0;
      }
    }
    if (length > 0) {
      hasText = true;
      state = mixed(mixed, block);
    }
  }

  /** Without the shift the block's last character would only ever reach the high bits. */
  private static long mixed(long state, long block) {
    long product = (state ^ block) * FACTOR;
    return product ^ product >>> 32;
  }

  private static char[] collapsedLatin() {
    char[] table = new char[256];
    for (char c = 0; c < table.length; c++) {
      table[c] = c <= ' ' || c == '\u00a0' ? ' ' : c >= '0' && c <= '9' ? '0' : c;
    }
    return table;
  }

  /** A table, since a processor that guesses wrong at each end of a word is slow. */
  private static char collapsed(char c) {
    return c < COLLAPSED.length ? COLLAPSED[c] : collapsedWide(c);
  }

  /** The ideographic space, and digits in full width; asking Unicode for each costs too much. */
  private static char collapsedWide(char c) {
    if (c == '\u3000') {
      return ' ';
    }
    return c >= '\uff10' && c <= '\uff19' ? '0' : c;
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
