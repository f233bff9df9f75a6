package dev.sluice.corpus.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many letters of each script a text has.
 *
 * @param letters by script; scripts that do not occur are left out
 * @param total letters of all scripts
 */
record ScriptCounts(Map<UnicodeScript, Integer> letters, int total) {

  /**
   * A Han character or a syllable says about as much as this many letters; without the weight, a
   * Chinese page on programming would count as Latin.
   */
  private static final int LETTERS_PER_IDEOGRAPH = 3;

  static ScriptCounts of(String text) {
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    int total = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetter(c)) {
        UnicodeScript script = UnicodeScript.of(c);
        if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
          letters.merge(script, 1, Integer::sum);
          total++;
        }
      }
    }
    return new ScriptCounts(letters, total);
  }

  int of(UnicodeScript script) {
    return letters.getOrDefault(script, 0);
  }

  /** Hiragana and katakana. */
  int kana() {
    return of(UnicodeScript.HIRAGANA) + of(UnicodeScript.KATAKANA);
  }

  /** Han characters, kana and Hangul syllables. */
  int eastAsian() {
    return of(UnicodeScript.HAN) + of(UnicodeScript.BOPOMOFO) + kana() + of(UnicodeScript.HANGUL);
  }

  /** What the East Asian characters carry of the text, 0 to 1. */
  double eastAsianShare() {
    double weight = (double) eastAsian() * LETTERS_PER_IDEOGRAPH;
    double others = total - eastAsian();
    return weight + others == 0 ? 0 : weight / (weight + others);
  }

  /** The script with the most letters that is not East Asian; {@code COMMON} if there is none. */
  UnicodeScript mainAlphabet() {
    UnicodeScript main = UnicodeScript.COMMON;
    int most = 0;
    for (Map.Entry<UnicodeScript, Integer> entry : letters.entrySet()) {
      if (!isEastAsian(entry.getKey()) && entry.getValue() > most) {
        main = entry.getKey();
        most = entry.getValue();
      }
    }
    return main;
  }

  private static boolean isEastAsian(UnicodeScript script) {
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
      default -> false;
    };
  }
}
