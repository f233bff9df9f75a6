package dev.sluice.corpus.rule;

/**
 * Characters as Python's strings know them, since the published rules are written in it: what is
 * white space, where lines end, what is a letter, a digit, a capital.
 */
final class Chars {

  private static final int NEXT_LINE = 0x85;
  private static final int DOTTED_CAPITAL_I = 0x130;

  /** Characters with a digit's value that are no decimal digits: superscripts, circled, Khmer. */
  private static final CodePoints OTHER_DIGITS =
      CodePoints.of(
          "b2-b3 b9 1369-1371 19da 2070 2074-2079 2080-2089 2460-2468 2474-247c 2488-2490 24ea"
              + " 24f5-24fd 24ff 2776-277e 2780-2788 278a-2792 10a40-10a43 10e60-10e68"
              + " 11052-1105a 1f100-1f10a");

  /** Ideographs that are numbers. */
  private static final CodePoints NUMERAL_IDEOGRAPHS =
      CodePoints.of(
          "3405 3483 382a 3b4d 4e00 4e03 4e07 4e09 4e5d 4e8c 4e94 4e96 4ebf-4ec0 4edf 4ee8 4f0d"
              + " 4f70 5104 5146 5169 516b 516d 5341 5343-5345 534c 53c1-53c4 56db 58f1 58f9 5e7a"
              + " 5efe-5eff 5f0c-5f0e 5f10 62fe 634c 67d2 6f06 7396 767e 8086 842c 8cae 8cb3 8d30"
              + " 9621 9646 964c 9678 96f6 f96b f973 f978 f9b2 f9d1 f9d3 f9fd 20001 20064 200e2"
              + " 20121 2092a 20983 2098c 2099c 20aea 20afd 20b19 22390 22998 23b1b 2626d 2f890");

  private Chars() {}

  /** White space, as {@code str.split()} and {@code str.strip()} have it. */
  static boolean isSpace(int c) {
    return c < 0x80 ? c == 0x20 || c < 0x20 && isSpaceControl(c) : isSpaceBeyondAscii(c);
  }

  private static boolean isSpaceControl(int c) {
    return c >= 0x09 && c <= 0x0d || c >= 0x1c;
  }

  private static boolean isSpaceBeyondAscii(int c) {
    if (c < 0x1680) {
      return c == NEXT_LINE || c == 0xa0;
    }
    return c >= 0x2000 && c <= 0x200a
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000
        || c == 0x1680;
  }

  /** The end of a line, as {@code str.splitlines()} has it. */
  static boolean endsLine(char c) {
    return c < 0x20 ? isLineControl(c) : c == NEXT_LINE || (c & ~1) == 0x2028;
  }

  private static boolean isLineControl(char c) {
    return c >= 0x0a && c <= 0x0d || c >= 0x1c && c <= 0x1e;
  }

  /** A letter of any script, ideographs included, as {@code str.isalpha()} has it. */
  static boolean isLetter(int c) {
    return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : isLetterBeyondAscii(c);
  }

  private static boolean isLetterBeyondAscii(int c) {
    return c >= 0x4e00 && c <= 0x9fa5 || Character.isLetter(c);
  }

  /** Whether a letter stands in a range. */
  static boolean holdsLetter(String text, int from, int to) {
    for (int i = from; i < to; ) {
      int c = text.codePointAt(i);
      if (isLetter(c)) {
        return true;
      }
      i += Character.charCount(c);
    }
    return false;
  }

  /** A digit, superscripts and circled ones included, as {@code str.isdigit()} has it. */
  static boolean isDigit(int c) {
    return c < 0x80 ? c >= '0' && c <= '9' : Character.isDigit(c) || OTHER_DIGITS.has(c);
  }

  /** Whatever has a number's value, fractions and ideographs included. */
  static boolean isNumeric(int c) {
    if (c < 0x80) {
      return c >= '0' && c <= '9';
    }
    int type = Character.getType(c);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER
        || NUMERAL_IDEOGRAPHS.has(c);
  }

  /** A letter or a number, as {@code str.isalnum()} has it. */
  static boolean isLetterOrNumber(int c) {
    return isLetter(c) || isNumeric(c);
  }

  /** A character of words in regular expressions: a letter, a number, a low line. */
  static boolean isOfWord(int c) {
    return c == '_' || isLetterOrNumber(c);
  }

  static boolean isCapital(int c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c);
  }

  /**
   * The small letter of a character for comparison with ASCII; the dotted capital I, whose small
   * letter is two characters, is itself.
   */
  static char small(char c) {
    if (c < 0x80) {
      return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }
    return c == DOTTED_CAPITAL_I ? c : Character.toLowerCase(c);
  }

  /** The first place in a range that is not white space; the range's end if there is none. */
  static int skipSpace(String text, int from, int to) {
    int at = from;
    while (at < to && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The end of a range without the white space before it. */
  static int trimEnd(String text, int from, int to) {
    int end = to;
    while (end > from && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** The text without white space at its ends. */
  static String strip(String text) {
    int end = trimEnd(text, 0, text.length());
    return text.substring(skipSpace(text, 0, end), end);
  }

  /** The code points of a range. */
  static int length(String text, int from, int to) {
    return text.codePointCount(from, to);
  }

  /** Whether a range ends in a text. */
  static boolean endsWith(String text, int from, int to, String end) {
    return to - end.length() >= from && text.startsWith(end, to - end.length());
  }

  /** Whether a range begins with a text. */
  static boolean startsWith(String text, int from, int to, String start) {
    return from + start.length() <= to && text.startsWith(start, from);
  }

  /** Whether a range ends in one of several texts. */
  static boolean endsWithAny(String text, int from, int to, String... ends) {
    for (String end : ends) {
      if (endsWith(text, from, to, end)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a range begins with one of several texts. */
  static boolean startsWithAny(String text, int from, int to, String... starts) {
    for (String start : starts) {
      if (startsWith(text, from, to, start)) {
        return true;
      }
    }
    return false;
  }

  /** Occurrences of a text that do not overlap, as {@code str.count()} counts them. */
  static long occurrences(String text, String part) {
    long count = 0;
    int at = text.indexOf(part);
    while (at >= 0) {
      count++;
      at = text.indexOf(part, at + part.length());
    }
    return count;
  }
}
