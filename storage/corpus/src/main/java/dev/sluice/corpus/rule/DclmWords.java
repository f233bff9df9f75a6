package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Segments;
import java.util.ArrayList;
import java.util.List;

/** The words of DataComp-LM: tokens that begin with a letter or a number. */
final class DclmWords {

  private DclmWords() {}

  static List<String> of(Segments segments) {
    List<String> words = new ArrayList<>();
    for (String token : segments.tokens()) {
      if (Chars.isLetterOrNumber(token.codePointAt(0))) {
        words.add(token);
      }
    }
    return words;
  }
}
