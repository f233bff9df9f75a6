package dev.sluice.corpus.scrub;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds telephone numbers in forms that hardly anything else has:
 *
 * <ul>
 *   <li>Chinese mobiles: eleven digits from 13 to 19, together or apart (3-4-4, 3-3-5, 7-4), with
 *       or without +86, 0086 or 86;
 *   <li>Chinese lines: an area code that begins with 0, a hyphen or parentheses, seven or eight
 *       digits;
 *   <li>international numbers (ITU-T E.164): a plus sign, a country code that is assigned, nine to
 *       fifteen digits; without any separator at least ten;
 *   <li>North American numbers (NANP): 3-3-4 digits, area code and exchange from 2 to 9. With
 *       hyphens, points or parentheses they count by themselves, with spaces only after a word such
 *       as "phone"; behind "ISBN" and the like none counts. 555-0100 to 555-0199 are kept for
 *       fiction.
 * </ul>
 *
 * <p>Numbers in addresses of the web, in longer numbers and in words are none.
 */
final class PhoneFinder implements Finder {

  private static final int MOBILE = 11;
  private static final int LEAST_DIGITS = 9;
  private static final int LEAST_TOGETHER = 10;
  private static final int MOST_DIGITS = 15;
  private static final int MOST_BESIDES = 13;
  private static final int REACH = 40;

  /** Country codes of two digits; 1 and 7 stand alone, all others have three (ITU-T E.164D). */
  private static final String TWO_DIGITS =
      " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64"
          + " 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

  /** The zones in which codes of three digits are assigned. */
  private static final String ZONES =
      " 21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 85 88 96 97 99 ";

  /** How many digits a number has with its country code, where all have the same number. */
  private static final Map<String, Integer> LENGTHS =
      Map.ofEntries(
          Map.entry("1", 11),
          Map.entry("7", 11),
          Map.entry("31", 11),
          Map.entry("32", 11),
          Map.entry("33", 11),
          Map.entry("34", 11),
          Map.entry("41", 11),
          Map.entry("44", 12),
          Map.entry("45", 10),
          Map.entry("47", 10),
          Map.entry("48", 11),
          Map.entry("61", 11),
          Map.entry("65", 10),
          Map.entry("81", 12),
          Map.entry("82", 12),
          Map.entry("852", 11),
          Map.entry("853", 11),
          Map.entry("86", 13),
          Map.entry("886", 12),
          Map.entry("91", 12));

  private static final List<String> NOT_PHONES =
      List.of("isbn", "issn", "doi", "patent", "serial", "sku", "part no", "model");
  private static final List<String> PHONES =
      List.of(
          "phone",
          "tel",
          "call",
          "fax",
          "cell",
          "mobile",
          "contact",
          "whatsapp",
          "text us",
          "dial",
          "ph:",
          "ph.",
          "t:",
          "m:");

  @Override
  public void find(Folded text, Consumer<Span> found) {
    int free = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.at(i);
      boolean begins = c >= '0' && c <= '9' && !text.digit(i - 1) || c == '+' || c == '(';
      if (begins && i >= free) {
        free = Math.max(free, numberAt(text, i, free, found));
      }
    }
  }

  /** Hands over the number that begins here; index behind it, -1 if there is none. */
  private static int numberAt(Folded text, int at, int free, Consumer<Span> found) {
    if (text.at(at) == '+') {
      return international(text, at, found);
    }
    int end = text.at(at) == '(' ? -1 : mobile(text, at, free, found);
    end = end < 0 ? line(text, at, found) : end;
    return end < 0 ? american(text, at, found) : end;
  }

  private static int accept(Folded text, int start, int end, String value, Consumer<Span> found) {
    if (!text.standsAlone(start, end)) {
      return -1;
    }
    found.accept(new Span(PersonalData.PHONE, start, end, value));
    return end;
  }

  private static int mobile(Folded text, int at, int free, Consumer<Span> found) {
    int number = at;
    if (text.says(at, "0086")) {
      number = at + 4;
    } else if (text.says(at, "86")) {
      number = at + 2;
    }
    if (number > at && text.anyOf(number, " -")) {
      number++;
    }
    int end = endOfMobile(text, number);
    if (end < 0) {
      number = at;
      end = endOfMobile(text, at);
    }
    if (end < 0) {
      return -1;
    }
    int start = Math.max(free, startOfCode(text, at));
    return accept(text, start, end, "+86" + text.digits(number, end), found);
  }

  private static int endOfMobile(Folded text, int at) {
    if (text.at(at) != '1' || text.at(at + 1) < '3' || !text.digit(at + 1)) {
      return -1;
    }
    int end = text.endOfGroups(at, "", MOBILE);
    end = end < 0 ? text.endOfGroups(at, " -", 3, 4, 4) : end;
    end = end < 0 ? text.endOfGroups(at, " -", 3, 3, 5) : end;
    return end < 0 ? text.endOfGroups(at, " -", 7, 4) : end;
  }

  /** Where "(86)" begins, if it stands before; a plus sign before digits was seen. */
  private static int startOfCode(Folded text, int number) {
    int at = text.anyOf(number - 1, " -") ? number - 1 : number;
    return text.says(at - 4, "(86)") ? at - 4 : number;
  }

  private static int line(Folded text, int at, Consumer<Span> found) {
    boolean bracket = text.at(at) == '(';
    int code = bracket ? at + 1 : at;
    if (text.at(code) != '0' || !text.digit(code + 1) || text.at(code + 1) == '0') {
      return -1;
    }
    int endOfCode = text.endOfDigits(code);
    int length = endOfCode - code;
    boolean closed = text.at(endOfCode) == (bracket ? ')' : '-');
    if (length < 3 || length > 4 || !closed) {
      return -1;
    }
    int local = endOfCode + 1;
    local = bracket && text.anyOf(local, " -") ? local + 1 : local;
    int end = text.endOfGroups(local, "", 8);
    end = end < 0 ? text.endOfGroups(local, " -", 4, 4) : end;
    end = end < 0 && length == 4 ? text.endOfGroups(local, "", 7) : end;
    return end < 0 || !isAreaCode(text, code, length)
        ? -1
        : accept(text, at, end, text.digits(at, end), found);
  }

  /** Codes of three digits are 010 and 020 to 029, those of four begin with 03 to 09. */
  private static boolean isAreaCode(Folded text, int code, int length) {
    char second = text.at(code + 1);
    return length == 3 ? text.says(code, "010") || second == '2' : second >= '3';
  }

  private static int american(Folded text, int at, Consumer<Span> found) {
    boolean trunk = text.at(at) == '1' && text.anyOf(at + 1, " -.");
    int start = trunk ? at + 2 : at;
    boolean bracket = text.at(start) == '(';
    int area = bracket ? start + 1 : start;
    int end = bracket ? endInBrackets(text, area) : text.endOfGroups(area, "-. ", 3, 3, 4);
    if (end < 0 || !isAmerican(text.digits(area, end))) {
      return -1;
    }
    boolean clear = bracket || text.at(area + 3) != ' ';
    boolean said = clear || text.near(at, REACH, PHONES);
    return said && !text.near(at, REACH, NOT_PHONES)
        ? accept(text, at, end, "+1" + text.digits(area, end), found)
        : -1;
  }

  private static int endInBrackets(Folded text, int area) {
    if (text.endOfDigits(area) != area + 3 || text.at(area + 3) != ')') {
      return -1;
    }
    int exchange = text.anyOf(area + 4, " -") ? area + 5 : area + 4;
    return text.endOfGroups(exchange, "-. ", 3, 4);
  }

  private static boolean isAmerican(String digits) {
    boolean assigned =
        digits.charAt(0) >= '2' && digits.charAt(3) >= '2' && !digits.startsWith("11", 1);
    return assigned && !digits.startsWith("55501", 3);
  }

  private static int international(Folded text, int plus, Consumer<Span> found) {
    int code = codeLength(text, plus + 1);
    boolean begins = !text.alphanumeric(plus - 1) && !text.anyOf(plus - 1, "+)=");
    if (code == 0 || !begins) {
      return -1;
    }
    int most = LENGTHS.getOrDefault(text.text(plus + 1, plus + 1 + code), MOST_BESIDES);
    int end = endOfInternational(text, plus + 1, most);
    String digits = text.digits(plus, end);
    boolean together = digits.length() == end - plus - 1;
    boolean enough = digits.length() >= (together ? LEAST_TOGETHER : LEAST_DIGITS);
    boolean inBrackets = text.at(plus - 1) == '(' && text.at(plus + 1 + code) == ')';
    return enough && digits.length() <= MOST_DIGITS
        ? accept(text, inBrackets ? plus - 1 : plus, end, "+" + digits, found)
        : -1;
  }

  private static int codeLength(Folded text, int at) {
    char first = text.at(at);
    if (!text.digit(at) || first == '0') {
      return 0;
    }
    if (first == '1' || first == '7') {
      return 1;
    }
    String two = " " + text.digits(at, at + 2) + " ";
    if (TWO_DIGITS.contains(two)) {
      return 2;
    }
    return ZONES.contains(two) && text.digit(at + 2) ? 3 : 0;
  }

  /** Behind the last group of digits with which the number is not too long. */
  private static int endOfInternational(Folded text, int start, int most) {
    int end = text.endOfDigits(start);
    int digits = end - start;
    while (digits < most) {
      int next = afterSeparator(text, end);
      int last = text.endOfDigits(next);
      if (last == next || digits + last - next > most) {
        return end;
      }
      boolean trunk = last == next + 1 && text.at(next) == '0' && text.at(last) == ')';
      digits += trunk ? 0 : last - next;
      end = last;
    }
    return end;
  }

  private static int afterSeparator(Folded text, int at) {
    int next = at;
    if (text.at(next) == ')') {
      next++;
    }
    if (text.anyOf(next, " -./")) {
      next++;
    }
    return text.at(next) == '(' ? next + 1 : next;
  }
}
