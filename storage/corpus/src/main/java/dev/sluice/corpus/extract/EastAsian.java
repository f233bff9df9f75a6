package dev.sluice.corpus.extract;

/** Which characters are set without spaces between them: Han, kana and their punctuation. */
final class EastAsian {

  private EastAsian() {}

  /** True for the characters that fill a square of the East Asian grid. */
  static boolean isWide(char c) {
    return c >= '\u1100'
        && (c <= '\u115F'
            || c >= '\u2E80' && c <= '\uA4CF'
            || c >= '\uAC00' && c <= '\uD7A3'
            || c >= '\uF900' && c <= '\uFAFF'
            || c >= '\uFE30' && c <= '\uFE4F'
            || c >= '\uFF01' && c <= '\uFF60'
            || c >= '\uFFE0' && c <= '\uFFE6'
            || c >= '\uD840' && c <= '\uD88D'
            || c >= '\uDC00' && c <= '\uDFFF');
  }

  /**
   * True if a line break of the source beside this character is no space (CSS Text 3, section
   * 4.1.3): wide characters but Korean, which is written with spaces.
   */
  static boolean swallowsLineBreak(char c) {
    boolean hangul = c >= '\u1100' && c <= '\u115F' || c >= '\uAC00' && c <= '\uD7A3';
    return isWide(c) && !hangul || c == '\u2014' || c == '\u201C' || c == '\u201D' || c == '\u2026';
  }
}
