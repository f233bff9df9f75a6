package dev.sluice.corpus.rule;

import java.util.List;

/** Phrases of ASCII, looked for in texts whatever the case of their letters. */
final class Phrases {

  private static final int ASCII = 128;

  private final String[][] byFirst = new String[ASCII][];

  /** These phrases, which are written in small letters. */
  Phrases(List<String> phrases) {
    for (String phrase : phrases) {
      char first = phrase.charAt(0);
      byFirst[first] =
          phrases.stream().filter(other -> other.charAt(0) == first).toArray(String[]::new);
    }
  }

  /** Whether one of them stands in a range. */
  boolean in(String text, int from, int to) {
    for (int at = from; at < to; at++) {
      char c = Chars.small(text.charAt(at));
      if (c < ASCII && byFirst[c] != null && oneBegins(byFirst[c], text, at, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean oneBegins(String[] phrases, String text, int at, int to) {
    for (String phrase : phrases) {
      if (at + phrase.length() <= to && begins(phrase, text, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean begins(String phrase, String text, int at) {
    for (int i = 1; i < phrase.length(); i++) {
      if (Chars.small(text.charAt(at + i)) != phrase.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
