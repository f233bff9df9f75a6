package dev.sluice.engine.seed;

/**
 * A text in which some characters are to be replaced and all others kept, with the line ends that
 * it has.
 */
record Passage(String text) {

  /** The text with other characters from one place up to another. */
  Passage replace(int start, int end, String with) {
    return new Passage(text.substring(0, start) + with + text.substring(end));
  }

  /** The text with more characters at a place. */
  Passage insert(int place, String more) {
    return replace(place, place, more);
  }

  /** The text with a line more, which begins at the place or, if no line does, after its line. */
  Passage insertLine(int place, String line) {
    boolean midLine = place > 0 && !isLineEnd(text.charAt(place - 1));
    return insert(place, midLine ? lineEnd() + line : line + lineEnd());
  }

  /** Where the line begins in which a place lies. */
  int lineStart(int place) {
    int start = place;
    while (start > 0 && !isLineEnd(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** Where the next line begins; the end of the text if there is none. */
  int afterLine(int place) {
    int end = place;
    while (end < text.length() && !isLineEnd(text.charAt(end))) {
      end++;
    }
    if (text.startsWith("\r\n", end)) {
      return end + 2;
    }
    return Math.min(text.length(), end + 1);
  }

  /** The number of the line in which a place lies, from 1. */
  int line(int place) {
    return (int) text.substring(0, lineStart(place)).lines().count() + 1;
  }

  /** How many characters of its line stand before a place. */
  int column(int place) {
    return place - lineStart(place);
  }

  /** Whether only spaces stand before a place in its line. */
  boolean beginsLine(int place) {
    return text.substring(lineStart(place), place).isBlank();
  }

  /** The last place before this one that has no white space before it. */
  int trimmed(int place) {
    int end = place;
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** What ends the lines of this text. */
  String lineEnd() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  private static boolean isLineEnd(char character) {
    return character == '\n' || character == '\r';
  }
}
