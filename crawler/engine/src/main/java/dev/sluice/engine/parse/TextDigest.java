package dev.sluice.engine.parse;

/**
 * A 64-bit digest of a page's text and tag names, in their order. A run of digits counts as one
 * digit and white space as one space, so that counters, dates and session numbers do not make a
 * page another one. BUbiNG (Boldi, Marino, Santini, Vigna 2018, §4.7) finds duplicates of a server
 * like this.
 *
 * <p>Four characters are mixed in at once, by a multiplication and a shift: it is no cryptography,
 * and costs little beside the parsing.
 */
final class TextDigest {

  private static final long SEED = 0x9e3779b97f4a7c15L;
  private static final long FACTOR = 0xd6e8feb86659fd93L;

  private long state = SEED;
  private long pending;
  private int pendingChars;
  private boolean hasText;

  /** Mixes a tag in, without its attributes. */
  void addTag(String name) {
    mix(name.hashCode() | 1L << 40); // the string keeps its hash code: no character is read
  }

  /** Mixes a piece of text in. */
  void addText(String text) {
    char last = ' '; // white space at the start counts for nothing
    for (int i = 0; i < text.length(); i++) {
      char c = collapsed(text.charAt(i));
      if (c == last && (c == ' ' || c == '0')) {
        continue;
      }
      if (last == ' ' && pendingChars + (hasText ? 1 : 0) > 0) {
        add(' ');
      }
      last = c;
      if (c != ' ') {
        add(c);
        hasText = true;
      }
    }
    flush();
  }

  private static char collapsed(char c) {
    if (c <= ' ' || c == '\u00a0' || c == '\u3000') {
      return ' ';
    }
    return (c >= '0' && c <= '9') || (c >= 0x0660 && Character.isDigit(c)) ? '0' : c;
  }

  private void add(char c) {
    pending = pending << 16 | c;
    if (++pendingChars == 4) {
      flush();
    }
  }

  private void flush() {
    if (pendingChars > 0) {
      mix(pending);
      pending = 0;
      pendingChars = 0;
    }
  }

  private void mix(long bits) {
    long mixed = (state ^ bits) * FACTOR;
    state = mixed ^ mixed >>> 32;
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
