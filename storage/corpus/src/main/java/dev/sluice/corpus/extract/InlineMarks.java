package dev.sluice.corpus.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The marks of Markdown within a line: emphasis and links.
 *
 * <p>A mark is written before the first character that it holds and after the last, so none has a
 * space on its inside, and one that holds nothing is not written. It ends with its line and begins
 * again on the next. Emphasis is only written where CommonMark would read it as such (section 6.2):
 * a run of stars opens only if it is left-flanking, and closes only if it is right-flanking, which
 * in Chinese it often is not: {@code **注意：**请}. Where it would not, the stars are taken back and
 * the text stays plain. Emphasis within emphasis is not marked.
 */
final class InlineMarks {

  private static final class Mark {
    private final String open;
    private final String close;
    private boolean mute;
    private int at = -1;

    Mark(String open, String close, boolean mute) {
      this.open = open;
      this.close = close;
      this.mute = mute;
    }

    boolean isEmphasis() {
      return open.startsWith("*");
    }

    boolean isWritten() {
      return at >= 0;
    }
  }

  private final StringBuilder text;
  private final Deque<Mark> open = new ArrayDeque<>();
  private int emphasis;
  private int unwritten;
  private @Nullable Mark closed;
  private int closedOpenedAt;

  InlineMarks(StringBuilder text) {
    this.text = text;
  }

  /** Opens a mark, which will be written before the next character. */
  void open(String opening, String closing) {
    Mark mark = new Mark(opening, closing, opening.startsWith("*") && emphasis > 0);
    emphasis += mark.isEmphasis() ? 1 : 0;
    unwritten++;
    open.push(mark);
  }

  /** Ends the innermost mark, after the last character. */
  void end() {
    Mark mark = open.pop();
    emphasis -= mark.isEmphasis() ? 1 : 0;
    if (mark.isWritten()) {
      write(mark);
    } else {
      unwritten--;
    }
  }

  /** Ends all marks for now; they begin again before the next character. */
  void suspend() {
    for (Mark mark : open) {
      if (mark.isWritten()) {
        write(mark);
        mark.at = -1;
        unwritten++;
      }
    }
    close('\n');
  }

  private void write(Mark mark) {
    if (mark.mute) {
      return;
    }
    close(mark.close.charAt(0));
    text.append(mark.close);
    closed = mark.isEmphasis() ? mark : null;
    closedOpenedAt = mark.at;
  }

  /** Writes what is to be written before a character. */
  void settle(char next, int lineStart) {
    if (unwritten == 0) {
      close(next);
      return;
    }
    List<Mark> waiting = new ArrayList<>();
    open.descendingIterator()
        .forEachRemaining(
            mark -> {
              if (!mark.isWritten()) {
                waiting.add(mark);
              }
            });
    for (int i = 0; i < waiting.size(); i++) {
      Mark mark = waiting.get(i);
      char after = i + 1 < waiting.size() ? waiting.get(i + 1).open.charAt(0) : next;
      begin(mark, after, lineStart);
    }
    close(next);
    unwritten = 0;
  }

  private void begin(Mark mark, char after, int lineStart) {
    // Stars behind stars would be read as one run, so of two that touch only the first is marked.
    mark.mute |= mark.isEmphasis() && closed != null;
    if (!mark.mute) {
      close(mark.open.charAt(0));
      boolean atStart = text.length() <= lineStart;
      char before = atStart ? '\n' : text.charAt(text.length() - 1);
      mark.mute = mark.isEmphasis() && (before == '*' || !flanks(after, before));
    }
    mark.at = text.length();
    if (!mark.mute) {
      text.append(mark.open);
    }
  }

  /** Decides about emphasis that has just been closed, now that it is known what follows. */
  void close(char next) {
    Mark last = closed;
    closed = null;
    if (last == null) {
      return;
    }
    int end = text.length() - last.close.length();
    if (!flanks(text.charAt(end - 1), next)) {
      text.setLength(end);
      text.delete(closedOpenedAt, closedOpenedAt + last.open.length());
    }
  }

  /** True if a run of stars between these two belongs to the inner one. */
  private static boolean flanks(char inner, char outer) {
    return !isPunctuation(inner, true) || isSpace(outer) || isPunctuation(outer, false);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Half of a character beyond U+FFFF can be either: what is safe is assumed. */
  private static boolean isPunctuation(char c, boolean ifHalf) {
    return Character.isSurrogate(c) ? ifHalf : !Character.isLetterOrDigit(c) && !isMarkOrSpace(c);
  }

  private static boolean isMarkOrSpace(char c) {
    int type = Character.getType(c);
    return isSpace(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER
        || type == Character.FORMAT
        || type == Character.CONTROL
        || type == Character.UNASSIGNED
        || type == Character.PRIVATE_USE;
  }
}
