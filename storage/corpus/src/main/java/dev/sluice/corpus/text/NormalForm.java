package dev.sluice.corpus.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.util.ULocale;

/**
 * The form in which two texts are compared for exact duplication: Unicode NFC, lower case, each run
 * of white space one space, none at the ends.
 *
 * <p>It composes and never decomposes: taking off combining marks after NFD, as some public
 * pipelines do, deletes the vowels and tones of Thai, the vowel signs of Hindi and the voicing
 * marks of Japanese, and leaves Korean in pieces. Punctuation and digits are kept, since texts that
 * differ in a price or a date say different things. Lower case is that of the root locale, with
 * Unicode's full mappings.
 *
 * <p>Most characters can be looked up one by one: those that join nothing before them, neither they
 * nor their small letter, and whose small letter depends on nothing else. A text with any other, of
 * which a mark that stands alone is the most frequent, goes through ICU as a whole.
 */
public final class NormalForm {

  private static final char SPACE = ' ';

  /** What a character cannot be looked up as. */
  private static final char HARD = '\0';

  /** Its small letter depends on where it stands. */
  private static final char SIGMA = '\u03a3';

  private static final Normalizer2 COMPOSER = Normalizer2.getNFCInstance();

  /** For each character its small letter, {@link #SPACE} or {@link #HARD}. */
  private static final char[] SIMPLE = simple();

  /** Makes a normaliser; it holds no state and can be shared between threads. */
  public NormalForm() {}

  /** The normal form of a text. */
  public String normalise(String text) {
    char[] normal = new char[text.length()];
    int count = 0;
    boolean spaceDue = false;
    for (int i = 0; i < text.length(); i++) {
      char c = SIMPLE[text.charAt(i)];
      if (c == HARD) {
        return byIcu(text);
      }
      if (c == SPACE) {
        spaceDue = count > 0;
      } else {
        // A space that is due was read, so there is room for it.
        if (spaceDue) {
          normal[count++] = SPACE;
          spaceDue = false;
        }
        normal[count++] = c;
      }
    }
    return new String(normal, 0, count);
  }

  private static char[] simple() {
    char[] table = new char[Character.MAX_VALUE + 1];
    for (int c = 0; c < table.length; c++) {
      table[c] = UCharacter.isUWhiteSpace(c) ? SPACE : small((char) c);
    }
    return table;
  }

  private static char small(char c) {
    String small = UCharacter.toLowerCase(ULocale.ROOT, Character.toString(c));
    boolean simple = small.length() == 1 && c != SIGMA && standsAlone(c);
    return simple && standsAlone(small.charAt(0)) ? small.charAt(0) : HARD;
  }

  /** Whether a character is composed as it is, and never joins what is before it. */
  private static boolean standsAlone(char c) {
    return !Character.isSurrogate(c)
        && COMPOSER.hasBoundaryBefore(c)
        && COMPOSER.isNormalized(Character.toString(c));
  }

  /** The same for all texts, through ICU. */
  static String byIcu(String text) {
    String composed = COMPOSER.normalize(text);
    // Lower case can decompose (U+0130 becomes i and a combining dot), so it is composed again.
    String lower = COMPOSER.normalize(UCharacter.toLowerCase(ULocale.ROOT, composed));
    StringBuilder normal = new StringBuilder(lower.length());
    boolean spaceDue = false;
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (UCharacter.isUWhiteSpace(c)) {
        spaceDue = !normal.isEmpty();
      } else {
        if (spaceDue) {
          normal.append(SPACE);
          spaceDue = false;
        }
        normal.append(c);
      }
    }
    return normal.toString();
  }
}
