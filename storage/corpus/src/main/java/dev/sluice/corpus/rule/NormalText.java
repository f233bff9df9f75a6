package dev.sluice.corpus.rule;

import java.text.Normalizer;
import java.util.Locale;

/**
 * RedPajama's normal form of a text: without ASCII's punctuation, in small letters, each run of
 * white space one space and none at the ends, decomposed (NFD).
 */
final class NormalText {

  private NormalText() {}

  static String of(String text) {
    StringBuilder bare = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isPunctuation(c)) {
        bare.append(c);
      }
    }
    String small = bare.toString().toLowerCase(Locale.ROOT);
    StringBuilder normal = new StringBuilder(small.length());
    Spans words = Spans.words(small);
    for (int i = 0; i < words.count(); i++) {
      normal.append(i == 0 ? "" : " ").append(small, words.start(i), words.end(i));
    }
    return Normalizer.normalize(normal, Normalizer.Form.NFD);
  }

  private static boolean isPunctuation(char c) {
    return c > ' ' && c < 0x7f && !(c >= '0' && c <= '9') && !Chars.isLetter(c);
  }
}
