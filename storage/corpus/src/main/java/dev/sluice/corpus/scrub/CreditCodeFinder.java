package dev.sluice.corpus.scrub;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Finds unified social credit codes (GB 32100-2015): 18 characters without I, O, S, V and Z: the
 * authority, the kind of organisation, six digits of a region, nine of the organisation, a check
 * character modulo 31.
 */
final class CreditCodeFinder implements Finder {

  private static final int LENGTH = 18;
  private static final int MODULUS = 31;
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final String AUTHORITIES = "123456789ANY";

  @Override
  public void find(Folded text, Consumer<Span> found) {
    int i = 0;
    while (i < text.length()) {
      if (!text.alphanumeric(i)) {
        i++;
        continue;
      }
      int end = text.endOfAlphanumerics(i);
      if (end - i == LENGTH && text.digit(i + 2)) {
        String value = text.text(i, end).toUpperCase(Locale.ROOT);
        if (isCode(value) && text.standsAlone(i, end)) {
          found.accept(new Span(PersonalData.CREDIT_CODE, i, end, value));
        }
      }
      i = end;
    }
  }

  private static boolean isCode(String value) {
    boolean region =
        value.substring(2, 8).chars().allMatch(Character::isDigit)
            && (Regions.has(value.substring(2, 4)) || value.startsWith("10", 2));
    if (!region || AUTHORITIES.indexOf(value.charAt(0)) < 0) {
      return false;
    }
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < LENGTH - 1; i++) {
      int number = ALPHABET.indexOf(value.charAt(i));
      if (number < 0) {
        return false;
      }
      sum += number * weight;
      weight = weight * 3 % MODULUS;
    }
    int check = (MODULUS - sum % MODULUS) % MODULUS;
    return ALPHABET.charAt(check) == value.charAt(LENGTH - 1);
  }
}
