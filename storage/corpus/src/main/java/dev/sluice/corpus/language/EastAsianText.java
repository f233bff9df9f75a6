package dev.sluice.corpus.language;

import dev.sluice.corpus.language.HanVariants.Counts;
import java.lang.Character.UnicodeScript;

/**
 * Chinese, Cantonese, Japanese or Korean, told by letters alone. Grows as texts are added; for one
 * thread.
 *
 * <p>Hangul is Korean, also with Han characters between. Kana is Japanese, but for Chinese texts
 * that quote a word or two of it. Han alone is Chinese or a Japanese title, told apart by the
 * characters that only one of them uses; without any of these it is Chinese, the more surely the
 * longer it is, since Japanese hardly goes on for a dozen characters without kana.
 */
final class EastAsianText {

  /** Of East Asian characters; a Chinese text has no Hangul, a Korean one may have Han. */
  private static final double KOREAN_HANGUL = 0.2;

  private static final double JAPANESE_KANA = 0.05;

  /** Cantonese as it is written has these in every sentence; standard Chinese quotes it rarely. */
  private static final double CANTONESE_CHARACTERS = 0.015;

  private static final int LEAST_CANTONESE = 2;

  private static final double BY_LETTERS = 0.995;
  private static final double BY_VARIANTS = 0.98;

  /** After so many Han characters without kana the doubt whether they are Japanese is 1/e. */
  private static final double DOUBTFUL_CHARACTERS = 8;

  /** A telling character is worth e to this power. */
  private static final double TELLING = 3;

  private final ScriptCounts scripts = new ScriptCounts();
  private final Counts variants = new Counts();

  /** Adds a text. */
  void add(ScriptCounts moreScripts, Counts moreVariants) {
    scripts.add(moreScripts);
    variants.add(moreVariants);
  }

  /** The language of what was added. */
  Guess guess() {
    int all = scripts.eastAsian();
    int han = scripts.of(UnicodeScript.HAN);
    if (scripts.of(UnicodeScript.HANGUL) > KOREAN_HANGUL * all) {
      return new Guess("ko", BY_LETTERS);
    }
    if (scripts.kana() > JAPANESE_KANA * all) {
      return new Guess("ja", BY_LETTERS);
    }
    int cantonese = variants.cantonese();
    if (cantonese >= LEAST_CANTONESE && cantonese >= CANTONESE_CHARACTERS * han) {
      return new Guess("yue", BY_VARIANTS);
    }
    int chinese = variants.chinese();
    double japanese = TELLING * (variants.japanese() - chinese) - han / DOUBTFUL_CHARACTERS;
    if (japanese > 0) {
      return new Guess("ja", BY_VARIANTS);
    }
    double doubt = Math.exp(-han / DOUBTFUL_CHARACTERS) / 2;
    double byLength = 1 - doubt;
    return new Guess("zh", chinese > 0 ? Math.max(BY_VARIANTS, byLength) : byLength);
  }

  /** ISO 15924 code of the script of a language that was guessed. */
  String script(String code) {
    return switch (code) {
      case "ko" -> "Kore";
      case "ja" -> "Jpan";
      default -> variants.script();
    };
  }
}
