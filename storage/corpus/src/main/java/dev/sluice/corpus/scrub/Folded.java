package dev.sluice.corpus.scrub;

import java.util.Locale;

/**
 * A text as scanners see it: full-width forms of ASCII are ASCII, character for character, so that
 * places in it are places in the text. Beyond both ends stands NUL, which is part of nothing.
 */
final class Folded {

  private static final char FULL_WIDTH = '\uff01';
  private static final char LAST_FULL_WIDTH = '\uff5e';
  private static final char WIDE_SPACE = '\u3000';
  private static final int LONGEST_PATH = 120;

  private final char[] chars;

  Folded(String text) {
    chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] >= WIDE_SPACE) {
        chars[i] = narrow(chars[i]);
      }
    }
  }

  private static char narrow(char c) {
    if (c >= FULL_WIDTH && c <= LAST_FULL_WIDTH) {
      return (char) (c - FULL_WIDTH + '!');
    }
    return c == WIDE_SPACE ? ' ' : c;
  }

  int length() {
    return chars.length;
  }

  char at(int index) {
    return index >= 0 && index < chars.length ? chars[index] : 0;
  }

  boolean digit(int index) {
    char c = at(index);
    return c >= '0' && c <= '9';
  }

  boolean letter(int index) {
    char c = at(index);
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  boolean alphanumeric(int index) {
    return digit(index) || letter(index);
  }

  boolean anyOf(int index, String some) {
    char c = at(index);
    return c != 0 && some.indexOf(c) >= 0;
  }

  String text(int start, int end) {
    int from = Math.max(0, start);
    int to = Math.min(chars.length, end);
    return from < to ? new String(chars, from, to - from) : "";
  }

  /** The text in small letters. */
  String lower(int start, int end) {
    return text(start, end).toLowerCase(Locale.ROOT);
  }

  /** The digits between two places, without what stands between them. */
  String digits(int start, int end) {
    StringBuilder digits = new StringBuilder();
    for (int i = start; i < end; i++) {
      if (digit(i)) {
        digits.append(at(i));
      }
    }
    return digits.toString();
  }

  /** Whether these words stand here, small and capital letters alike. */
  boolean says(int index, String words) {
    for (int i = 0; i < words.length(); i++) {
      if (Character.toLowerCase(at(index + i)) != words.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of some words, in small letters, stands in the {@code reach} characters before. */
  boolean near(int index, int reach, Iterable<String> words) {
    String before = lower(index - reach, index);
    for (String word : words) {
      if (before.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Index of the first digit from here on; behind the text if there is none. */
  int nextDigit(int from) {
    int at = from;
    while (at < chars.length && !digit(at)) {
      at++;
    }
    return at;
  }

  /** Index behind the digits that begin here. */
  int endOfDigits(int start) {
    int end = start;
    while (digit(end)) {
      end++;
    }
    return end;
  }

  /** Index behind the letters and digits of ASCII that begin here. */
  int endOfAlphanumerics(int start) {
    int end = start;
    while (alphanumeric(end)) {
      end++;
    }
    return end;
  }

  /**
   * Index behind groups of digits of exactly these sizes, with one and the same of the separators
   * between them; -1 if they do not stand here.
   */
  int endOfGroups(int start, String separators, int... sizes) {
    int at = start;
    char separator = 0;
    for (int group = 0; group < sizes.length; group++) {
      if (group > 0) {
        boolean fits = group == 1 ? anyOf(at, separators) : at(at) == separator;
        if (!fits) {
          return -1;
        }
        separator = at(at++);
      }
      for (int i = 0; i < sizes[group]; i++) {
        if (!digit(at++)) {
          return -1;
        }
      }
    }
    return digit(at) ? -1 : at;
  }

  /**
   * Whether a number stands by itself: it is no part of a word, of a longer number with points,
   * hyphens or slashes, of a decimal fraction, or of an address of the web. A Han character on
   * either side is a boundary like any other.
   */
  boolean standsAlone(int start, int end) {
    boolean inWord = wordly(start - 1) || wordly(end);
    boolean inNumberBefore = anyOf(start - 1, ".-/") && digit(start - 2);
    boolean inNumberAfter = anyOf(end, ".-") && digit(end + 1);
    return !inWord && !inNumberBefore && !inNumberAfter && !inWebAddress(start);
  }

  private boolean wordly(int index) {
    return alphanumeric(index) || anyOf(index, "_=&%");
  }

  private boolean inWebAddress(int index) {
    int start = index;
    while (start > index - LONGEST_PATH && at(start - 1) > ' ' && at(start - 1) < 0x7f) {
      start--;
    }
    String before = text(start, index);
    return before.contains("://") || before.contains("www.");
  }
}
