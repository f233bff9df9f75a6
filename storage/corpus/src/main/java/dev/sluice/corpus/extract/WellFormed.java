package dev.sluice.corpus.extract;

/**
 * Text as any program can read it: pages can name characters that are none by their numbers, such
 * as {@code &#xD800;} and {@code &#1;}.
 */
final class WellFormed {

  private WellFormed() {}

  /**
   * The text with U+FFFD for halves of surrogate pairs, and without control characters but line
   * breaks and tabs. A text that has none is returned itself.
   */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isControl(c) || Character.isSurrogate(c)) {
        return mended(text);
      }
    }
    return text;
  }

  private static String mended(String text) {
    StringBuilder mended = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        mended.append('\uFFFD');
      } else if (!isControl(c)) {
        mended.appendCodePoint(c);
      }
    }
    return mended.toString();
  }

  private static boolean isControl(int c) {
    return c < ' ' && c != '\n' && c != '\t' || c >= 0x7F && c <= 0x9F;
  }
}
