package dev.sluice.corpus.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.text.Normalizer2;

/**
 * What is left of a character when texts are compared for being nearly the same: letters, marks and
 * numbers in Unicode's simple case folding; nothing of punctuation, symbols, white space and format
 * characters.
 *
 * <p>Marks stay: they are the vowels and tones of Thai, the vowel signs of Hindi and the voicing
 * marks of Japanese. Texts are expected in NFC, so that a letter with its mark is the same however
 * it was coded: see {@link #composed}.
 */
public final class ComparedCharacters {

  /** Nothing is left of it. */
  public static final int NONE = 0;

  private static final int WORDLY =
      1 << UCharacterCategory.UPPERCASE_LETTER
          | 1 << UCharacterCategory.LOWERCASE_LETTER
          | 1 << UCharacterCategory.TITLECASE_LETTER
          | 1 << UCharacterCategory.MODIFIER_LETTER
          | 1 << UCharacterCategory.OTHER_LETTER
          | 1 << UCharacterCategory.NON_SPACING_MARK
          | 1 << UCharacterCategory.ENCLOSING_MARK
          | 1 << UCharacterCategory.COMBINING_SPACING_MARK
          | 1 << UCharacterCategory.DECIMAL_DIGIT_NUMBER
          | 1 << UCharacterCategory.LETTER_NUMBER
          | 1 << UCharacterCategory.OTHER_NUMBER;

  /** Folded characters of the BMP stay in it. */
  private static final char[] TABLE = table();

  private static final Normalizer2 COMPOSER = Normalizer2.getNFCInstance();

  private ComparedCharacters() {}

  /** A text in NFC; itself if it is that already. */
  public static String composed(String text) {
    return COMPOSER.isNormalized(text) ? text : COMPOSER.normalize(text);
  }

  /** True for the digits of all scripts. */
  public static boolean isDigit(int codePoint) {
    return UCharacter.isDigit(codePoint);
  }

  /** True for white space by Unicode. */
  public static boolean isSpace(int codePoint) {
    return UCharacter.isUWhiteSpace(codePoint);
  }

  /** The code point that it is compared as, or {@link #NONE}. */
  public static int of(int codePoint) {
    return codePoint < TABLE.length ? TABLE[codePoint] : fold(codePoint);
  }

  private static char[] table() {
    char[] table = new char[Character.MAX_VALUE + 1];
    for (int c = 0; c < table.length; c++) {
      table[c] = (char) fold(c);
    }
    return table;
  }

  /** Variation selectors are marks by their category, but say only how a character looks. */
  private static int fold(int codePoint) {
    boolean kept = (WORDLY >> UCharacter.getType(codePoint) & 1) != 0;
    return kept && !isVariationSelector(codePoint) ? UCharacter.foldCase(codePoint, true) : NONE;
  }

  private static boolean isVariationSelector(int codePoint) {
    return codePoint >= 0xfe00 && codePoint <= 0xfe0f || codePoint >= 0xe0100;
  }
}
