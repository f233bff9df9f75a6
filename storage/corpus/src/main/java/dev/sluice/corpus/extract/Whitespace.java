package dev.sluice.corpus.extract;

/** White space as it is shown: runs are one space. */
final class Whitespace {

  private Whitespace() {}

  /** The text with each run of white space one space, and none at the ends. */
  static String collapsed(String text) {
    int length = text.length();
    int i = 0;
    while (i < length && !breaksRun(text, i)) {
      i++;
    }
    return i == length ? text.strip() : collapsedFrom(text, i);
  }

  /** Whether a character cannot stay as it is: white space but a single space. */
  private static boolean breaksRun(String text, int at) {
    char c = text.charAt(at);
    return isSpace(c) && (c != ' ' || at > 0 && text.charAt(at - 1) == ' ');
  }

  private static String collapsedFrom(String text, int from) {
    StringBuilder collapsed = new StringBuilder(text.length()).append(text, 0, from);
    boolean space = from > 0 && text.charAt(from - 1) == ' ';
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isSpace(c)) {
        collapsed.append(c);
        space = false;
      } else if (!space) {
        collapsed.append(' ');
        space = true;
      }
    }
    return collapsed.toString().strip();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r' || c == '\u00A0' || c == '\u3000';
  }

  /** A text in its words, as white space of ASCII parts them. */
  static String[] words(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ') {
        return text.split("\\s+");
      }
    }
    return new String[] {text};
  }
}
