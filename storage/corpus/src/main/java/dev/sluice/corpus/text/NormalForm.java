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
 */
public final class NormalForm {

  private final Normalizer2 composer = Normalizer2.getNFCInstance();

  /** Makes a normaliser; it holds no state and can be shared between threads. */
  public NormalForm() {}

  /** The normal form of a text. */
  public String normalise(String text) {
    String composed = composer.normalize(text);
    // Lower case can decompose (U+0130 becomes i and a combining dot), so it is composed again.
    String lower = composer.normalize(UCharacter.toLowerCase(ULocale.ROOT, composed));
    StringBuilder normal = new StringBuilder(lower.length());
    boolean spaceDue = false;
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (UCharacter.isUWhiteSpace(c)) {
        spaceDue = !normal.isEmpty();
      } else {
        if (spaceDue) {
          normal.append(' ');
          spaceDue = false;
        }
        normal.append(c);
      }
    }
    return normal.toString();
  }
}
