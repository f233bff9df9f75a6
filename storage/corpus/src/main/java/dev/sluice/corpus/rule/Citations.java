package dev.sluice.corpus.rule;

/**
 * The marks of citations in a wiki: {@code [12]}, {@code []}, {@code [edit]}, {@code [citation
 * needed]}.
 */
final class Citations {

  private static final String[] WORDS = {"[edit]", "[citation needed]"};

  private Citations() {}

  /** The line without them. */
  static String without(String line) {
    int open = line.indexOf('[');
    if (open < 0) {
      return line;
    }
    StringBuilder kept = new StringBuilder(line.length());
    int from = 0;
    while (open >= 0) {
      int end = end(line, open);
      if (end > open) {
        kept.append(line, from, open);
        from = end;
      }
      open = line.indexOf('[', Math.max(end, open + 1));
    }
    return from == 0 ? line : kept.append(line, from, line.length()).toString();
  }

  /** The end of the mark that begins here; the beginning if there is none. */
  private static int end(String line, int open) {
    int at = open + 1;
    while (at < line.length() && Character.isDigit(line.charAt(at))) {
      at++;
    }
    if (at < line.length() && line.charAt(at) == ']') {
      return at + 1;
    }
    for (String word : WORDS) {
      if (line.startsWith(word, open)) {
        return open + word.length();
      }
    }
    return open;
  }
}
