package dev.sluice.corpus.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many letters of each script a text has. Grows as texts are added; for one thread.
 *
 * <p>A Han character or a syllable says about as much as three letters; without that weight, a
 * Chinese page on programming would count as Latin.
 */
final class ScriptCounts {

  private static final int LETTERS_PER_IDEOGRAPH = 3;

  private final int[] letters = new int[Letters.numbers()];
  private int total;

  /** Counts the letters of a text. */
  static ScriptCounts of(String text, Letters table) {
    ScriptCounts counts = new ScriptCounts();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int kind = table.kind(c);
      if (c >= Character.MIN_HIGH_SURROGATE
          && c <= Character.MAX_HIGH_SURROGATE
          && i + 1 < text.length()) {
        kind = table.kind(text.codePointAt(i));
        i++;
      }
      if (kind != Letters.NONE && kind != Letters.MARK) {
        counts.letters[kind]++;
        counts.total++;
      }
    }
    return counts;
  }

  /** Adds the letters of another text. */
  void add(ScriptCounts other) {
    for (int i = 0; i < letters.length; i++) {
      letters[i] += other.letters[i];
    }
    total += other.total;
  }

  /** Letters of all scripts. */
  int total() {
    return total;
  }

  int of(UnicodeScript script) {
    return letters[Letters.number(script)];
  }

  /** Hiragana and katakana. */
  int kana() {
    return of(UnicodeScript.HIRAGANA) + of(UnicodeScript.KATAKANA);
  }

  /** Han characters, kana and Hangul syllables. */
  int eastAsian() {
    return of(UnicodeScript.HAN) + of(UnicodeScript.BOPOMOFO) + kana() + of(UnicodeScript.HANGUL);
  }

  /** All letters, an ideograph or syllable counted as three: how much of a text they are. */
  int weight() {
    return total + (LETTERS_PER_IDEOGRAPH - 1) * eastAsian();
  }

  /** What the East Asian characters carry of the text, 0 to 1. */
  double eastAsianShare() {
    return total == 0 ? 0 : (double) eastAsian() * LETTERS_PER_IDEOGRAPH / weight();
  }

  /** The script with the most letters that is not East Asian; {@code COMMON} if there is none. */
  UnicodeScript mainAlphabet() {
    UnicodeScript main = UnicodeScript.COMMON;
    int most = 0;
    for (int number = 1; number < letters.length; number++) {
      if (letters[number] > most && !isEastAsian(Letters.script(number))) {
        main = Letters.script(number);
        most = letters[number];
      }
    }
    return main;
  }

  /** The letters of each script that occurs. */
  Map<UnicodeScript, Integer> byScript() {
    Map<UnicodeScript, Integer> found = new EnumMap<>(UnicodeScript.class);
    for (int number = 1; number < letters.length; number++) {
      if (letters[number] > 0) {
        found.put(Letters.script(number), letters[number]);
      }
    }
    return found;
  }

  private static boolean isEastAsian(UnicodeScript script) {
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
      default -> false;
    };
  }
}
