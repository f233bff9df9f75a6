package dev.sluice.corpus.contamination;

import java.util.Arrays;

/**
 * A text as a row of units, of which any run can be compared with any other by one number.
 *
 * <p>A unit is a word in small letters (a run of letters, digits and marks), or such a character by
 * itself. Punctuation, white space and line breaks are no units, so they can differ. In a row of
 * words, characters of scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) are units too.
 * Full-width forms equal those of ASCII.
 *
 * <p>A run's hash is a polynomial in the hashes of its units modulo 2⁶⁴, from sums over the
 * beginnings of the row (Rabin and Karp): each costs one multiplication, whatever its length. A row
 * takes 16 bytes a unit.
 */
final class Units {

  /** The longest run that can be asked for. */
  static final int LONGEST = 1_000;

  private static final long BASE = 0x9e3779b97f4a7c15L;
  private static final long WORD_PRIME = 0x100000001b3L;
  private static final long[] POWERS = powers();
  private static final int FIRST = 64;
  private static final int FIRST_DENSE = 0xe00;
  private static final int FULL_WIDTH = 0xff01;
  private static final int LAST_FULL_WIDTH = 0xff5e;

  private final boolean ofWords;
  private long[] sums = new long[FIRST];
  private int[] starts = new int[FIRST];
  private int[] ends = new int[FIRST];
  private int count;

  private Units(boolean ofWords) {
    this.ofWords = ofWords;
  }

  private static long[] powers() {
    long[] powers = new long[LONGEST + 1];
    powers[0] = 1;
    for (int i = 1; i <= LONGEST; i++) {
      powers[i] = powers[i - 1] * BASE;
    }
    return powers;
  }

  /** The words of a text. */
  static Units words(String text) {
    return read(text, new Units(true));
  }

  /** The letters, digits and marks of a text. */
  static Units characters(String text) {
    return read(text, new Units(false));
  }

  private static Units read(String text, Units units) {
    long word = 0;
    int start = -1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int end = i + Character.charCount(c);
      boolean counts = counts(c);
      boolean alone = counts && (!units.ofWords || isDense(c));
      if (start >= 0 && (alone || !counts)) {
        units.add(word, start, i);
        start = -1;
      }
      if (alone) {
        units.add(small(c), i, end);
      } else if (counts) {
        word = start < 0 ? small(c) : word * WORD_PRIME + small(c);
        start = start < 0 ? i : start;
      }
      i = end;
    }
    if (start >= 0) {
      units.add(word, start, text.length());
    }
    return units;
  }

  private void add(long unit, int start, int end) {
    if (count + 1 == sums.length) {
      sums = Arrays.copyOf(sums, 2 * sums.length);
      starts = Arrays.copyOf(starts, 2 * starts.length);
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    starts[count] = start;
    ends[count] = end;
    sums[count + 1] = sums[count] * BASE + mixed(unit);
    count++;
  }

  private static boolean counts(int c) {
    if (c < 0x80) {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
    if (Character.isLetterOrDigit(c)) {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Whether a character is of a script that puts no spaces between words. */
  static boolean isDense(int c) {
    return c >= FIRST_DENSE && isOneOf(c);
  }

  /** Whether a text has any such character. */
  static boolean hasDense(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_DENSE && isDense(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneOf(int c) {
    return c >= 0x2e80 && c < 0xa000
        || c < 0xf00
        || c >= 0x1000 && c < 0x10a0
        || c >= 0x1780 && c < 0x1800
        || c >= 0xf900 && c < 0xfb00
        || c >= 0x20000 && c < 0x40000;
  }

  private static int small(int c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
    }
    int narrow = c >= FULL_WIDTH && c <= LAST_FULL_WIDTH ? c - FULL_WIDTH + '!' : c;
    return Character.toLowerCase(narrow);
  }

  /** The finalizer of MurmurHash3: each bit of the result depends on each bit of the argument. */
  static long mixed(long value) {
    long h = value + BASE;
    h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
    h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
    return h ^ h >>> 33;
  }

  int count() {
    return count;
  }

  /** The hash of {@code length} units from the one with this number on; 64 bits, well mixed. */
  long hash(int from, int length) {
    return mixed(sums[from + length] - sums[from] * POWERS[length]);
  }

  /** Index of the first UTF-16 unit of a unit of the row. */
  int start(int unit) {
    return starts[unit];
  }

  /** Index behind its last. */
  int end(int unit) {
    return ends[unit];
  }
}
