package dev.sluice.corpus.rule;

/** Words and sentences as regular expressions of RedPajama find them in a text as it stands. */
final class RawWords {

  private RawWords() {}

  /** Runs of letters, numbers and low lines, and runs of other characters but white space. */
  static Spans of(String text) {
    Spans words = Spans.none(text);
    int at = Chars.skipSpace(text, 0, text.length());
    while (at < text.length()) {
      int start = at;
      boolean ofWord = Chars.isOfWord(text.codePointAt(at));
      while (at < text.length() && belongs(text.codePointAt(at), ofWord)) {
        at += Character.charCount(text.codePointAt(at));
      }
      words.add(start, at);
      at = Chars.skipSpace(text, at, text.length());
    }
    return words;
  }

  private static boolean belongs(int c, boolean ofWord) {
    return !Chars.isSpace(c) && Chars.isOfWord(c) == ofWord;
  }

  /** Pieces that begin where a word begins or ends, and go on to the next run of {@code .!?}. */
  static long sentences(String text) {
    long sentences = 0;
    int at = 0;
    while (at < text.length()) {
      if (endsSentence(text.charAt(at)) || !isBound(text, at)) {
        at++;
        continue;
      }
      sentences++;
      while (at < text.length() && !endsSentence(text.charAt(at))) {
        at++;
      }
      while (at < text.length() && endsSentence(text.charAt(at))) {
        at++;
      }
    }
    return sentences;
  }

  private static boolean endsSentence(char c) {
    return c == '.' || c == '!' || c == '?';
  }

  private static boolean isBound(String text, int at) {
    boolean before = at > 0 && Chars.isOfWord(text.codePointBefore(at));
    return before != Chars.isOfWord(text.codePointAt(at));
  }
}
