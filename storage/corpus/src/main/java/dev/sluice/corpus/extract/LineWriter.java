package dev.sluice.corpus.extract;

/**
 * Collects text as a browser lays it out: white space collapsed, breaks merged, the larger of two
 * adjacent breaks kept.
 *
 * <p>White space that holds a line break of the source vanishes between two characters that are set
 * without spaces (CSS Text 3, section 4.1.3), so that a paragraph of Chinese wrapped in the source
 * reads as one.
 */
final class LineWriter {

  /**
   * In characters; deeper lists add nothing, or a page of a list of lists would grow without end.
   */
  private static final int MOST_INDENT = 64;

  private final StringBuilder text = new StringBuilder();
  private int breaksDue;
  private boolean spaceDue;
  private boolean spaceHoldsLineBreak;
  private String indent = "";
  private String marker = "";
  private boolean inCell;
  private boolean keepsNext;

  /** Asks for at least this many line breaks before the next character: 1 a line, 2 a paragraph. */
  void lineBreak(int count) {
    if (inCell) {
      spaceDue = spaceDue || !endsWithSpace();
      return;
    }
    breaksDue = Math.max(breaksDue, keepsNext ? Math.min(count, 1) : count);
    spaceDue = false;
    spaceHoldsLineBreak = false;
  }

  /** What follows begins on the next line, whatever gap it asks for. */
  void keepWithNext() {
    breaksDue = 1;
    keepsNext = true;
  }

  /** A break that adds to others: two of them make an empty line. */
  void forcedBreak() {
    if (inCell) {
      lineBreak(1);
    } else {
      breaksDue = Math.min(breaksDue + 1, 2);
      spaceDue = false;
    }
  }

  /** What each line begins with from now on. */
  void indent(String newIndent) {
    indent = newIndent.substring(0, Math.min(newIndent.length(), MOST_INDENT));
  }

  /** What the next line begins with, after its indent. */
  void marker(String newMarker) {
    marker = newMarker;
  }

  /** Forgets a marker that no text followed. */
  void dropMarker() {
    marker = "";
  }

  /** In a cell all breaks are spaces, so that a row stays one line. */
  void inCell(boolean newInCell) {
    inCell = newInCell;
  }

  /** Adds text with white space collapsed. */
  void collapsed(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (isSpace(c)) {
        spaceDue = true;
        spaceHoldsLineBreak |= c == '\n' || c == '\r';
      } else if (!isInvisible(c)) {
        put(c);
      }
    }
  }

  /** Adds text as it is, line breaks and indentation included. */
  void verbatim(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      boolean leadingBreak = c == '\n' && (breaksDue > 0 || text.isEmpty());
      if (c == '\r' || isInvisible(c) || leadingBreak) {
        continue;
      }
      boolean fresh = settle(c);
      if (!fresh && c != '\n' && text.charAt(text.length() - 1) == '\n') {
        text.append(indent); // as the first line has it; empty lines stay empty
      }
      text.append(c == '\u00A0' ? ' ' : c);
    }
  }

  /** Sets two cells of a row apart. */
  void cellSeparator() {
    spaceDue = false;
    spaceHoldsLineBreak = false;
    boolean fresh = settle('|');
    if (!fresh && !endsWithSpace()) {
      text.append(' ');
    }
    text.append("| ");
  }

  private void put(char c) {
    boolean glued =
        spaceHoldsLineBreak
            && !text.isEmpty()
            && EastAsian.swallowsLineBreak(text.charAt(text.length() - 1))
            && EastAsian.swallowsLineBreak(c);
    boolean space = spaceDue && !glued;
    spaceDue = false;
    spaceHoldsLineBreak = false;
    boolean fresh = settle(c);
    if (space && !fresh && !endsWithSpace()) {
      text.append(' ');
    }
    text.append(c);
  }

  /** Writes the breaks that are due; true if a line begins here. */
  private boolean settle(char next) {
    boolean fresh = breaksDue > 0 || text.isEmpty();
    if (breaksDue > 0) {
      trimLineEnd();
      if (!text.isEmpty()) {
        text.append("\n".repeat(breaksDue));
      }
      breaksDue = 0;
      keepsNext = false;
    }
    if (fresh) {
      text.append(
          marker.isEmpty() ? indent : indent.substring(Math.min(indent.length(), marker.length())));
      text.append(marker);
      marker = "";
    }
    return fresh;
  }

  private void trimLineEnd() {
    int end = text.length();
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    text.setLength(end);
  }

  private boolean endsWithSpace() {
    return text.isEmpty() || text.charAt(text.length() - 1) == ' ';
  }

  private static boolean isSpace(char c) {
    return c <= ' '
        || c == '\u00A0'
        || c == '\u0085'
        || c == '\u3000'
        || c == '\u2003'
        || c == '\u2002';
  }

  private static boolean isInvisible(char c) {
    return c == '\u00AD' || c == '\u200B' || c == '\uFEFF' || c == '\u2060';
  }

  /** The text so far, without white space at its end. */
  @Override
  public String toString() {
    trimLineEnd();
    return text.toString();
  }
}
