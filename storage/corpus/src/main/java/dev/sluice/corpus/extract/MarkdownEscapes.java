package dev.sluice.corpus.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which characters of a text Markdown would take for a mark (CommonMark 0.31, section 2.4).
 *
 * <p>Only those are escaped: {@code snake_case}, {@code AT&T} and {@code 3 * 4} stay as they are,
 * since a text full of backslashes is a text that nobody wrote.
 */
final class MarkdownEscapes {

  private static final Pattern ENTITY = Pattern.compile("&(?:#?[A-Za-z0-9]{1,31});");
  private static final int ENTITY_CHARS = 34;
  private static final int LIST_DIGITS = 9;

  /**
   * True if the character of a piece must be escaped.
   *
   * @param piece the text node that it stands in
   * @param at its place there
   * @param before all that was written so far
   * @param lineStart where the line begins in that, after the marks of lists and quotes
   * @param oneLine true in the cell of a table or in a heading
   */
  boolean isNeeded(String piece, int at, StringBuilder before, int lineStart, boolean oneLine) {
    char c = piece.charAt(at);
    if (c > '~' || Character.isLetterOrDigit(c)) {
      return false;
    }
    char next = at + 1 < piece.length() ? piece.charAt(at + 1) : '\0';
    boolean starts = before.length() <= lineStart;
    char previous = starts ? ' ' : before.charAt(before.length() - 1);
    return switch (c) {
      case '`' -> true;
      case '\\' -> !Character.isLetterOrDigit(next);
      case '*' -> starts || !isApart(previous, next);
      case '_' -> !(isWord(previous) && isWord(next)) && !isApart(previous, next);
      case '<' -> Character.isLetter(next) || next == '/' || next == '!' || next == '?';
      case '&' -> isEntity(piece, at);
      case '[' -> starts;
      case ']' -> next == '(' || next == '[' || next == ':' || next == '\0';
      case '~' -> starts || next == '~' || previous == '~';
      case '|' -> oneLine || starts;
      case '#' -> starts || oneLine && isBlank(previous);
      case '>', '=' -> starts;
      case '-', '+' -> starts && (isBlank(next) || next == c);
      case ':' -> starts && next == '-';
      case '.', ')' -> isBlank(next) && isNumber(before, lineStart);
      default -> false;
    };
  }

  /** At the end of a text node it is not known what follows: a space, to be safe. */
  private static boolean isBlank(char c) {
    return c == '\0' || Character.isWhitespace(c) || c == '\u00A0';
  }

  /** True between two spaces; at the end of a text node it is not known, so it is not true. */
  private static boolean isApart(char previous, char next) {
    return isBlank(previous) && next != '\0' && isBlank(next);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c);
  }

  private static boolean isEntity(String piece, int at) {
    int end = Math.min(piece.length(), at + ENTITY_CHARS);
    Matcher entity = ENTITY.matcher(piece).region(at, end);
    return entity.lookingAt();
  }

  private static boolean isNumber(StringBuilder before, int lineStart) {
    int digits = before.length() - lineStart;
    if (digits < 1 || digits > LIST_DIGITS) {
      return false;
    }
    for (int i = lineStart; i < before.length(); i++) {
      if (before.charAt(i) < '0' || before.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
