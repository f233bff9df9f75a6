package dev.sluice.corpus.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;

/**
 * What each character means for the rules of word breaks: the classes of UAX #29 as far as {@link
 * WordCutter} needs them, with ICU's groups of characters that dictionaries cut.
 */
final class WordClasses {

  /** A token of its own, as most punctuation and symbols are. */
  static final int OTHER = 0;

  /** White space, line ends included: never part of a token. */
  static final int SPACE = 1;

  static final int LETTER = 2;
  static final int NUMBER = 3;

  /** Joins letters and numbers, as {@code _} does. */
  static final int JOINER = 4;

  /** Between letters only. */
  static final int MID_LETTER = 5;

  /** Between numbers only. */
  static final int MID_NUMBER = 6;

  /** Between letters or between numbers. */
  static final int MID_BOTH = 7;

  /** Belongs to what stands before it: marks and format characters. */
  static final int MARK = 8;

  /** Han, Hiragana and Katakana, which a dictionary cuts. */
  static final int KANA_KANJI = 9;

  static final int HANGUL = 10;

  /** Whatever is so rare, or so hard, that ICU is asked. */
  static final int HARD = 11;

  private static final int CLASS_BITS = 0x0f;
  private static final int LETTER_OR_DIGIT = 0x10;

  private static final byte[] TABLE = table();

  private WordClasses() {}

  /** The class of a character that is no half of a pair. */
  static int of(char c) {
    return TABLE[c] & CLASS_BITS;
  }

  /** The class of a code point. */
  static int of(int codePoint) {
    return codePoint < TABLE.length ? TABLE[codePoint] & CLASS_BITS : classify(codePoint);
  }

  /** True for what makes a token a word. */
  static boolean isLetterOrDigit(int codePoint) {
    return codePoint < TABLE.length
        ? (TABLE[codePoint] & LETTER_OR_DIGIT) != 0
        : Character.isLetterOrDigit(codePoint);
  }

  private static byte[] table() {
    byte[] table = new byte[Character.MAX_VALUE + 1];
    for (int c = 0; c < table.length; c++) {
      int bit = Character.isLetterOrDigit(c) ? LETTER_OR_DIGIT : 0;
      table[c] = (byte) (classify(c) | bit);
    }
    return table;
  }

  private static int classify(int c) {
    int group = UCharacter.getIntPropertyValue(c, UProperty.WORD_BREAK);
    int script = UScript.getScript(c);
    boolean katakana = group == UCharacter.WordBreak.KATAKANA;
    if (script == UScript.HAN || script == UScript.HIRAGANA || katakana) {
      return isPlainKanaKanji(c, script) ? KANA_KANJI : HARD;
    }
    if (c >= 0xac00 && c <= 0xd7a3) {
      return HANGUL;
    }
    boolean halfOfPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return halfOfPair || isComplex(c) ? HARD : byWordBreak(c, group);
  }

  /** Thai, Lao, Khmer, Burmese and other scripts without spaces. */
  private static boolean isComplex(int c) {
    int lineBreak = UCharacter.getIntPropertyValue(c, UProperty.LINE_BREAK);
    return lineBreak == UCharacter.LineBreak.COMPLEX_CONTEXT;
  }

  /** What ICU's dictionary looks up as it stands: in its set, and its own NFKC form. */
  private static boolean isPlainKanaKanji(int c, int script) {
    boolean inSet =
        script == UScript.HAN
            || script == UScript.HIRAGANA
            || script == UScript.KATAKANA
            || c == 0x30fc;
    String alone = Character.toString(c);
    return inSet
        && c <= Character.MAX_VALUE
        && UCharacter.getIntPropertyValue(c, UProperty.WORD_BREAK) != UCharacter.WordBreak.EXTEND
        && Normalizer2.getNFKCInstance().normalize(alone).equals(alone);
  }

  private static int byWordBreak(int c, int group) {
    return switch (group) {
      case UCharacter.WordBreak.CR,
          UCharacter.WordBreak.LF,
          UCharacter.WordBreak.NEWLINE,
          UCharacter.WordBreak.WSEGSPACE ->
          Character.isWhitespace(c) ? SPACE : OTHER;
      case UCharacter.WordBreak.ALETTER -> LETTER;
      case UCharacter.WordBreak.NUMERIC -> NUMBER;
      case UCharacter.WordBreak.EXTENDNUMLET -> JOINER;
      case UCharacter.WordBreak.MIDLETTER -> MID_LETTER;
      case UCharacter.WordBreak.MIDNUM -> MID_NUMBER;
      case UCharacter.WordBreak.MIDNUMLET, UCharacter.WordBreak.SINGLE_QUOTE -> MID_BOTH;
      case UCharacter.WordBreak.EXTEND, UCharacter.WordBreak.FORMAT, UCharacter.WordBreak.ZWJ ->
          MARK;
      case UCharacter.WordBreak.HEBREW_LETTER, UCharacter.WordBreak.REGIONAL_INDICATOR -> HARD;
      default -> c >= 0xff10 && c <= 0xff19 ? NUMBER : Character.isWhitespace(c) ? SPACE : OTHER;
    };
  }
}
