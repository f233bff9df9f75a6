package dev.sluice.corpus.extract;

/**
 * What kind of character one is; ASCII is looked up, since the question is asked of every character
 * of every page, and all others are asked of the Java runtime.
 */
final class Letter {

  private static final int ASCII = 128;
  private static final int SMALL = 1;
  private static final int CAPITAL = 2;
  private static final int DIGIT = 4;
  private static final byte[] KINDS = kinds();

  /** What turns an ASCII capital into a small letter. */
  private static final int CASE = 'a' - 'A';

  private Letter() {}

  private static byte[] kinds() {
    byte[] kinds = new byte[ASCII];
    for (char c = 0; c < ASCII; c++) {
      int digit = Character.isDigit(c) ? DIGIT : 0;
      int capital = Character.isUpperCase(c) ? CAPITAL : 0;
      kinds[c] = (byte) (Character.isLowerCase(c) ? SMALL : capital | digit);
    }
    return kinds;
  }

  static boolean isLetter(char c) {
    return c < ASCII ? (KINDS[c] & (SMALL | CAPITAL)) != 0 : Character.isLetter(c);
  }

  static boolean isLetterOrDigit(char c) {
    return c < ASCII ? KINDS[c] != 0 : Character.isLetterOrDigit(c);
  }

  static boolean isCapital(char c) {
    return c < ASCII ? KINDS[c] == CAPITAL : Character.isUpperCase(c);
  }

  static boolean isSmall(char c) {
    return c < ASCII ? KINDS[c] == SMALL : Character.isLowerCase(c);
  }

  static char small(char c) {
    if (c < ASCII) {
      return KINDS[c] == CAPITAL ? (char) (c + CASE) : c;
    }
    return Character.toLowerCase(c);
  }

  /** Whether a word begins within a name: a capital behind a small letter. */
  static boolean isHump(String name, int at) {
    return isCapital(name.charAt(at)) && isSmall(name.charAt(at - 1));
  }
}
