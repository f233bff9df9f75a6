package dev.sluice.corpus.rule;

import java.util.Collection;

/** A set of Unicode code points that is asked often. */
final class CodePoints {

  private static final int PLANE = 0x10000;

  private final long[] first = new long[PLANE / Long.SIZE];
  private final int[] higher;

  private CodePoints(int[] higher) {
    this.higher = higher;
  }

  /**
   * The set of some ranges.
   *
   * @param ranges in hexadecimal, separated by spaces, such as {@code "21-2f 3a"}; those beyond
   *     U+FFFF come last, in order
   */
  static CodePoints of(String ranges) {
    String[] parts = ranges.strip().split("\\s+");
    int[] bounds = new int[2 * parts.length];
    for (int i = 0; i < parts.length; i++) {
      String[] ends = parts[i].split("-");
      bounds[2 * i] = Integer.parseInt(ends[0], 16);
      bounds[2 * i + 1] = Integer.parseInt(ends[ends.length - 1], 16);
    }
    CodePoints set = new CodePoints(bounds);
    set.fillFirstPlane();
    return set;
  }

  /** The first UTF-16 unit of each of some texts that are not empty. */
  static CodePoints ofFirsts(Collection<String> texts) {
    CodePoints set = new CodePoints(new int[0]);
    for (String text : texts) {
      set.first[text.charAt(0) >> 6] |= 1L << text.charAt(0);
    }
    return set;
  }

  private void fillFirstPlane() {
    for (int i = 0; i < higher.length; i += 2) {
      for (int c = higher[i]; c <= higher[i + 1] && c < PLANE; c++) {
        first[c >> 6] |= 1L << c;
      }
    }
  }

  boolean has(int c) {
    return c < PLANE ? (first[c >> 6] >>> c & 1) != 0 : hasBeyond(c);
  }

  private boolean hasBeyond(int c) {
    for (int i = higher.length - 2; i >= 0 && higher[i + 1] >= c; i -= 2) {
      if (higher[i] <= c) {
        return true;
      }
    }
    return false;
  }
}
