package dev.sluice.corpus.scrub;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Finds Chinese resident identity numbers (GB 11643-1999): six digits of a region, eight of a day
 * of birth, three of an order, and a check character of ISO 7064 MOD 11-2, which is X for one in
 * eleven. Together or as 6-8-4.
 *
 * <p>The old form has 15 digits (the year with two, no check character). One random number of 15
 * digits in eighty looks like it, so it counts only behind words that announce it.
 */
final class ResidentIdFinder implements Finder {

  private static final int LENGTH = 18;
  private static final int OLD_LENGTH = 15;
  private static final int REACH = 16;
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";
  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final List<String> WORDS =
      List.of("身份证", "身份證", "证件号", "公民身份", "居民身份", "id card", "id no", "id number");

  @Override
  public void find(Folded text, Consumer<Span> found) {
    int i = text.nextDigit(0);
    while (i < text.length()) {
      int behind = text.endOfAlphanumerics(i);
      int length = behind - i;
      int end = length == LENGTH || length == OLD_LENGTH ? behind : endOfGroups(text, i);
      String value = end > 0 ? text.text(i, end).replaceAll("[ -]", "") : "";
      if (isNumber(text, i, value) && text.standsAlone(i, end)) {
        found.accept(new Span(PersonalData.RESIDENT_ID, i, end, value.toUpperCase(Locale.ROOT)));
        behind = end;
      }
      i = text.nextDigit(behind);
    }
  }

  /** Six, eight and four characters apart. */
  private static int endOfGroups(Folded text, int at) {
    int birth = text.endOfGroups(at, " -", 6, 8);
    if (birth < 0 || text.at(birth) != text.at(at + 6)) {
      return -1;
    }
    int end = text.endOfAlphanumerics(birth + 1);
    return end == birth + 5 ? end : -1;
  }

  private static boolean isNumber(Folded text, int start, String value) {
    if (value.length() == LENGTH) {
      return isModern(value);
    }
    return value.length() == OLD_LENGTH
        && value.chars().allMatch(Character::isDigit)
        && Regions.has(value.substring(0, 2))
        && isDay("19" + value.substring(6, 12))
        && text.near(start, REACH, WORDS);
  }

  private static boolean isModern(String value) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      int digit = value.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      sum += digit * WEIGHTS[i];
    }
    char check = Character.toUpperCase(value.charAt(LENGTH - 1));
    return CHECKS.charAt(sum % CHECKS.length()) == check
        && Regions.has(value.substring(0, 2))
        && isDay(value.substring(6, 14));
  }

  /**
   * Whether someone with such a number can be born on it: from 1850 to 2099, so no clock decides.
   */
  private static boolean isDay(String digits) {
    int year = Integer.parseInt(digits.substring(0, 4));
    int month = Integer.parseInt(digits.substring(4, 6));
    int day = Integer.parseInt(digits.substring(6, 8));
    return year >= 1850
        && year < 2100
        && month >= 1
        && month <= DAYS.length
        && day >= 1
        && day <= DAYS[month - 1];
  }
}
