package dev.sluice.corpus.fuzz;

/** What is asked of texts, whatever they were made from. */
final class Properties {

  private Properties() {}

  static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  static long count(byte[] bytes, int value) {
    long count = 0;
    for (byte b : bytes) {
      count += b == value ? 1 : 0;
    }
    return count;
  }

  /** Whether all surrogates come in pairs. */
  static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** Whether line breaks and tabs are all that is in it of control characters. */
  static boolean hasNoControls(String text) {
    return text.chars().allMatch(c -> !Character.isISOControl(c) || c == '\n' || c == '\t');
  }
}
