package dev.sluice.corpus.charset;

import java.util.Arrays;

/**
 * An index of the Encoding Standard: from a pointer, which is counted from a character's bytes, to
 * the character.
 */
final class Index {

  /** The first of the 63 katakana of half width, which need no index. */
  static final int HALFWIDTH_KATAKANA = 0xFF61;

  private static final int NONE = 0xFFFD;

  private final int[] codePoints;

  /** An index of these characters, in the order of their pointers; U+FFFD where there is none. */
  Index(String characters) {
    codePoints = characters.codePoints().toArray();
  }

  /** The code point that a pointer means, or -1 if it means none. */
  int at(int pointer) {
    int found = pointer >= 0 && pointer < codePoints.length ? codePoints[pointer] : NONE;
    return found == NONE ? -1 : found;
  }

  /** Ranges in which characters follow each other as their pointers do. */
  static final class Ranges {

    private final int[] pointers;
    private final int[] codePoints;

    /** Ranges as {@code pointer:code point} in hexadecimal, parted by spaces. */
    Ranges(String ranges) {
      String[] all = ranges.split(" ", -1);
      pointers = new int[all.length];
      codePoints = new int[all.length];
      for (int i = 0; i < all.length; i++) {
        String[] range = all[i].split(":", -1);
        pointers[i] = Integer.parseInt(range[0], 16);
        codePoints[i] = Integer.parseInt(range[1], 16);
      }
    }

    /** The code point of a pointer, which must not be negative. */
    int at(int pointer) {
      int found = Arrays.binarySearch(pointers, pointer);
      int range = found >= 0 ? found : -found - 2;
      return codePoints[range] + pointer - pointers[range];
    }
  }
}
