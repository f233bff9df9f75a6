package dev.sluice.corpus.scrub;

import java.util.function.Consumer;

/**
 * Finds numbers of bank cards: 16 to 19 digits, together or in groups (4-4-4-4, 4-4-4-4-3, 6-13),
 * with the first digits and length of a network that issues such, and the check digit of ISO/IEC
 * 7812-1 (Luhn). One number in ten has that by chance, so the first digits count.
 */
final class CardFinder implements Finder {

  private static final int LEAST = 16;
  private static final int MOST = 19;

  @Override
  public void find(Folded text, Consumer<Span> found) {
    int i = text.nextDigit(0);
    while (i < text.length()) {
      int behind = text.endOfDigits(i);
      int end = behind - i >= LEAST ? behind : endOfGroups(text, i);
      if (end > 0 && isCard(text, i, end)) {
        found.accept(new Span(PersonalData.BANK_CARD, i, end, text.digits(i, end)));
        behind = end;
      }
      i = text.nextDigit(behind);
    }
  }

  private static int endOfGroups(Folded text, int at) {
    int end = text.endOfGroups(at, " -", 4, 4, 4, 4, 3);
    end = end < 0 ? text.endOfGroups(at, " -", 4, 4, 4, 4) : end;
    return end < 0 ? text.endOfGroups(at, " ", 6, 13) : end;
  }

  private static boolean isCard(Folded text, int start, int end) {
    if (end - start > MOST + 4) {
      return false;
    }
    String digits = text.digits(start, end);
    return digits.length() <= MOST
        && isIssued(digits)
        && digits.chars().distinct().count() > 2
        && hasCheckDigit(digits)
        && text.at(start - 1) != '-'
        && text.standsAlone(start, end);
  }

  /** UnionPay, Visa, Mastercard, JCB, Discover; 955 is that of old cards of Chinese banks. */
  private static boolean isIssued(String digits) {
    int four = Integer.parseInt(digits.substring(0, 4));
    int length = digits.length();
    boolean unionPay = four / 100 == 62 || four == 9558 || four == 9559;
    boolean visa = length == 16 && four / 1000 == 4;
    boolean mastercard =
        length == 16 && (four >= 5100 && four < 5600 || four >= 2221 && four <= 2720);
    boolean jcb = four >= 3528 && four <= 3589;
    boolean discover = four == 6011 || four / 100 == 65 || four >= 6440 && four < 6500;
    return unionPay || visa || mastercard || jcb || discover;
  }

  private static boolean hasCheckDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
