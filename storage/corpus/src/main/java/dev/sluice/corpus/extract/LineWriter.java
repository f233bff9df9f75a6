package dev.sluice.corpus.extract;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects text as a browser lays it out: white space collapsed, breaks merged, the larger of two
 * adjacent breaks kept. Lists, quotes and headings are containers, which say what their lines begin
 * with.
 *
 * <p>White space that holds a line break of the source vanishes between two characters that are set
 * without spaces (CSS Text 3, section 4.1.3), so that a paragraph of Chinese wrapped in the source
 * reads as one.
 *
 * <p>As Markdown, a line break within a paragraph is two spaces and a break, and what could be
 * taken for a mark is escaped. A line after the end of a list's item or a quote would be taken for
 * a part of it, so an empty line is put between.
 */
final class LineWriter {

  /** Deeper containers add nothing to the beginning of lines, which would grow without end. */
  private static final int MOST_CONTAINERS = 32;

  private static final String HARD_BREAK = "  ";

  /** What the lines of a list's item, a quote or a heading begin with. */
  private static final class Container {
    private final String first;
    private final String rest;
    private boolean begun;

    Container(String first, String rest) {
      this.first = first;
      this.rest = rest;
      this.begun = first.equals(rest);
    }
  }

  private final StringBuilder text = new StringBuilder();
  private final InlineMarks marks = new InlineMarks(text);
  private final MarkdownEscapes escapes = new MarkdownEscapes();
  private final List<Container> containers = new ArrayList<>();
  private final boolean markdown;
  private int depth;
  private int keptContainers;
  private int lastContainers;
  private int lineStart;
  private int breaksDue;
  private boolean plainBreak;
  private boolean spaceDue;
  private boolean spaceHoldsLineBreak;
  private int oneLineDepth;
  private boolean keepsNext;
  private boolean digitsApart;

  /** Writes Markdown, or else plain text. */
  LineWriter(boolean markdown) {
    this.markdown = markdown;
  }

  /** Asks for at least this many line breaks before the next character: 1 a line, 2 a paragraph. */
  void lineBreak(int count) {
    if (count == 0) {
      return;
    }
    if (oneLineDepth > 0) {
      spaceDue = spaceDue || !endsWithSpace();
      return;
    }
    boolean itemBegins = markdown && !containers.isEmpty() && !innermost().begun;
    int most = keepsNext || itemBegins ? 1 : count;
    breaksDue = Math.max(breaksDue, Math.min(count, most));
    spaceDue = false;
    spaceHoldsLineBreak = false;
  }

  private Container innermost() {
    return containers.get(containers.size() - 1);
  }

  /** Asks for a break that ends no paragraph: the rows of a table, as Markdown has them. */
  void rowBreak() {
    lineBreak(1);
    plainBreak = true;
  }

  /** What follows begins on the next line, whatever gap it asks for. */
  void keepWithNext() {
    if (oneLineDepth == 0) {
      breaksDue = 1;
      keepsNext = true;
    }
  }

  /** A break that adds to others: two of them make an empty line. */
  void forcedBreak() {
    if (oneLineDepth > 0) {
      lineBreak(1);
    } else {
      breaksDue = Math.min(breaksDue + 1, 2);
      spaceDue = false;
    }
  }

  /** Opens a container: what its first line begins with, and what the others do. */
  void push(String first, String rest) {
    depth++;
    if (depth <= MOST_CONTAINERS) {
      containers.add(new Container(first, rest));
    }
  }

  /** Closes the innermost container, whether or not anything was written in it. */
  void pop() {
    if (depth <= MOST_CONTAINERS) {
      containers.remove(containers.size() - 1);
    }
    depth--;
    keptContainers = Math.min(keptContainers, depth);
  }

  /** True if what was written last stands in a container that is closed by now. */
  boolean hasLeftContainer() {
    return keptContainers < lastContainers;
  }

  /** Until it is ended, all breaks are spaces: a heading, the cell of a table. */
  void beginOneLine() {
    oneLineDepth++;
  }

  void endOneLine() {
    oneLineDepth--;
  }

  boolean isOneLine() {
    return oneLineDepth > 0;
  }

  /** Adds text with white space collapsed. */
  void collapsed(String piece) {
    int i = 0;
    while (i < piece.length()) {
      char c = piece.charAt(i);
      if (isSpace(c)) {
        spaceDue = true;
        spaceHoldsLineBreak |= c == '\n' || c == '\r';
      } else if (!isInvisible(c)) {
        put(c, piece, i);
        if (!markdown) {
          i = putPlain(piece, i + 1);
          continue;
        }
      }
      i++;
    }
  }

  /** Adds what can follow a character as it stands, single spaces too; where that ends. */
  private int putPlain(String piece, int from) {
    int end = from;
    int last = piece.length() - 1;
    while (end <= last
        && (isPlain(piece.charAt(end))
            || end < last && piece.charAt(end) == ' ' && isPlain(piece.charAt(end + 1)))) {
      end++;
    }
    text.append(piece, from, end);
    return end;
  }

  private static boolean isPlain(char c) {
    return c > ' ' && c < '\u0080' || c > '\u00AD' && !isSpace(c) && !isInvisible(c);
  }

  private void put(char c, String piece, int at) {
    begin(c);
    if (digitsApart) {
      digitsApart = false;
      if (isDigit(c) && !text.isEmpty() && isDigit(text.charAt(text.length() - 1))) {
        text.append(' ');
      }
    }
    boolean escaped = markdown && escapes.isNeeded(piece, at, text, lineStart, oneLineDepth > 0);
    if (markdown) {
      marks.settle(escaped ? '\\' : c, lineStart);
    }
    if (escaped) {
      text.append('\\');
    }
    text.append(c);
  }

  /** Adds a piece that is neither escaped nor collapsed: a formula, code, a mark. */
  void token(String token) {
    if (token.isEmpty()) {
      return;
    }
    begin(token.charAt(0));
    digitsApart = false;
    if (markdown) {
      marks.settle(token.charAt(0), lineStart);
    }
    text.append(token);
  }

  /** Writes breaks and a space that are due. */
  private void begin(char c) {
    boolean glued =
        spaceHoldsLineBreak
            && !text.isEmpty()
            && EastAsian.swallowsLineBreak(text.charAt(text.length() - 1))
            && EastAsian.swallowsLineBreak(c);
    boolean space = spaceDue && !glued;
    spaceDue = false;
    spaceHoldsLineBreak = false;
    boolean fresh = settle();
    if (space && !fresh && !endsWithSpace()) {
      marks.close(' ');
      text.append(' ');
    }
  }

  /** Adds lines as they are, indentation included; in a cell as one line. */
  void lines(List<String> lines) {
    if (oneLineDepth > 0) {
      collapsed(String.join("\n", lines));
      return;
    }
    boolean first = true;
    for (String line : lines) {
      if (first) {
        settle();
        first = false;
      } else {
        text.append('\n').append(line.isBlank() ? prefix().stripTrailing() : prefix());
        lineStart = text.length();
      }
      text.append(line);
    }
  }

  /** Code between backquotes, as Markdown, or as it stands. */
  void code(String code) {
    if (!markdown) {
      collapsed(code);
      return;
    }
    String plain = Whitespace.collapsed(code);
    if (plain.isEmpty()) {
      spaceDue |= !code.isEmpty();
      return;
    }
    spaceDue |= isSpace(code.charAt(0));
    if (isGlued() && last() == '`') {
      collapsed(plain); // two spans of code without anything between would be read as one
      return;
    }
    String ticks = "`".repeat(longestRun(plain, '`') + 1);
    boolean pad = plain.startsWith("`") || plain.endsWith("`");
    String inner = pad ? ' ' + plain + ' ' : plain;
    token(ticks + (oneLineDepth > 0 ? inner.replace("|", "\\|") : inner) + ticks);
    spaceDue |= isSpace(code.charAt(code.length() - 1));
  }

  /** The length of the longest run of a character. */
  static int longestRun(String text, char c) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == c ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** Opens emphasis or a link, as Markdown: it begins before the next character. */
  void openMark(String open, String close) {
    if (markdown) {
      marks.open(open, close);
    }
  }

  /** Closes what was opened last: it ends after the last character. */
  void closeMark() {
    if (markdown) {
      marks.end();
    }
  }

  /** Digits that follow at once are set apart from those before: the end of a subscript. */
  void digitsApart() {
    digitsApart = true;
  }

  /** True if the next character would follow the last one without space or break. */
  boolean isGlued() {
    return breaksDue == 0 && !spaceDue && !text.isEmpty();
  }

  /** The last character; a line break before the first. */
  char last() {
    return text.isEmpty() ? '\n' : text.charAt(text.length() - 1);
  }

  /** Begins a cell of a row. */
  void beginCell(boolean firstOfRow) {
    spaceDue = false;
    spaceHoldsLineBreak = false;
    if (markdown) {
      text.append(settle() ? "| " : " ");
    } else if (!firstOfRow) {
      boolean fresh = settle();
      if (!fresh && !endsWithSpace()) {
        text.append(' ');
      }
      text.append("| ");
    }
    beginOneLine();
  }

  /** Ends it. */
  void endCell() {
    endOneLine();
    spaceDue = false;
    spaceHoldsLineBreak = false;
    if (markdown) {
      marks.suspend();
      text.append(endsWithSpace() ? "|" : " |");
    }
  }

  /** How many characters there are so far. */
  int position() {
    return text.length();
  }

  /** What was written since a position. */
  String since(int position) {
    return text.substring(Math.min(position, text.length())).strip();
  }

  /** Writes the breaks that are due; true if a line begins here. */
  private boolean settle() {
    boolean fresh = breaksDue > 0 || text.isEmpty();
    if (fresh) {
      marks.suspend();
      trimLineEnd();
      if (!text.isEmpty()) {
        breaks();
      }
      text.append(firstPrefix());
      lineStart = text.length();
      breaksDue = 0;
      keepsNext = false;
    }
    plainBreak = false;
    lastContainers = depth;
    keptContainers = lastContainers;
    return fresh;
  }

  private void breaks() {
    boolean begins = markdown && containers.stream().anyMatch(container -> !container.begun);
    boolean left = hasLeftContainer();
    if (markdown && breaksDue == 1 && !begins && !plainBreak) {
      breaksDue = left ? 2 : 1;
      text.append(left ? "" : HARD_BREAK);
    }
    for (int i = 1; i < breaksDue; i++) {
      text.append('\n').append(prefix(keptContainers).stripTrailing());
    }
    text.append('\n');
  }

  private String prefix() {
    return prefix(containers.size());
  }

  private String prefix(int count) {
    StringBuilder prefix = new StringBuilder();
    for (Container container : containers.subList(0, Math.min(count, containers.size()))) {
      prefix.append(container.rest);
    }
    return prefix.toString();
  }

  /** The beginning of a line, with the marks of all items that begin on it; in text, the last's. */
  private String firstPrefix() {
    StringBuilder prefix = new StringBuilder();
    Container last = null;
    for (Container container : containers) {
      last = container.begun ? last : container;
    }
    for (Container container : containers) {
      boolean marked = !container.begun && (markdown || container == last);
      prefix.append(marked ? container.first : container.rest);
      container.begun = true;
    }
    return prefix.toString();
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

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(char c) {
    return c <= ' '
        || c == '\u00A0'
        || c == '\u0085'
        || c == '\u3000'
        || c >= '\u2000' && c <= '\u200A'
        || c == '\u2028'
        || c == '\u2029'
        || c == '\u202F'
        || c == '\u205F';
  }

  private static boolean isInvisible(char c) {
    return c == '\u00AD' || c == '\u200B' || c == '\uFEFF' || c == '\u2060';
  }

  /** The text so far, without white space at its end. */
  @Override
  public String toString() {
    marks.suspend();
    trimLineEnd();
    return text.toString();
  }
}
