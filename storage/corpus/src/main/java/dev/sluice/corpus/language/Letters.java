package dev.sluice.corpus.language;

import java.lang.Character.UnicodeScript;

/**
 * Which characters are letters, and of which script; a table, since the question is asked of every
 * character of the corpus. 64 kB, filled once from the characters that the Java runtime knows.
 */
final class Letters {

  /** Not a letter. */
  static final int NONE = 0;

  /** Belongs to the word it stands in, but to no script: accents, vowel signs, joiners. */
  static final int MARK = 255;

  private static final UnicodeScript[] SCRIPTS = UnicodeScript.values();

  private final byte[] kinds = new byte[Character.MAX_VALUE + 1];

  Letters() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      kinds[c] = (byte) kindOf(c);
    }
  }

  private static int kindOf(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || codePoint == 0x200C // zero-width non-joiner and joiner, inside Persian and Indic words
        || codePoint == 0x200D) {
      return MARK;
    }
    if (!Character.isLetter(codePoint)) {
      return NONE;
    }
    UnicodeScript script = UnicodeScript.of(codePoint);
    boolean shared = script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED;
    return shared ? MARK : script.ordinal() + 1;
  }

  /** {@link #NONE}, {@link #MARK}, or the number of a script. */
  int kind(char c) {
    return kinds[c] & 0xFF;
  }

  /** The same for any code point. */
  int kind(int codePoint) {
    return codePoint <= Character.MAX_VALUE ? kind((char) codePoint) : kindOf(codePoint);
  }

  /** The number of a script among the kinds. */
  static int number(UnicodeScript script) {
    return script.ordinal() + 1;
  }

  /** The script with a number. */
  static UnicodeScript script(int number) {
    return SCRIPTS[number - 1];
  }

  /** One more than the largest number of a script. */
  static int numbers() {
    return SCRIPTS.length + 1;
  }
}
