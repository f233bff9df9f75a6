package dev.sluice.corpus.text;

import dev.sluice.corpus.model.TextRange;
import java.util.List;

/**
 * Takes pieces out of a text and joins what is left, so that it reads as if they had never been
 * there: no blank lines doubled, no words run together, in the {@link DocumentForm}.
 *
 * <p>Where a line ends on either side of a cut or in it, a line ends at the seam, with as many
 * blank lines as the side with more of them had; the white space that begins a line stays.
 * Elsewhere a space stays if one was there, but none before a mark that follows a word; and one
 * comes between two words of scripts that put spaces between words. Safe for several threads.
 */
public final class TextJoiner {

  private final DocumentForm form = new DocumentForm();

  /** Makes a joiner; it holds no state. */
  public TextJoiner() {}

  /**
   * The text without some pieces; itself if there are none.
   *
   * @param cuts in order, without overlap
   */
  public String without(String text, List<TextRange> cuts) {
    if (cuts.isEmpty()) {
      return text;
    }
    StringBuilder left = new StringBuilder(text.length());
    left.append(text, 0, cuts.get(0).start());
    for (int i = 0; i < cuts.size(); i++) {
      int to = i + 1 < cuts.size() ? cuts.get(i + 1).start() : text.length();
      join(left, text, cuts.get(i), to);
    }
    left.setLength(endOfWords(left));
    return form.normalise(left.toString());
  }

  /** Adds what stands between a cut and an offset behind what there is. */
  private static void join(StringBuilder left, String text, TextRange cut, int to) {
    int word = cut.end();
    int line = text.charAt(cut.end() - 1) == '\n' ? cut.end() : -1;
    for (; word < to && isSpace(text.charAt(word)); word++) {
      line = text.charAt(word) == '\n' ? word + 1 : line;
    }
    int end = endOfWords(left);
    int breaks = Math.max(breaks(left, end, left.length()), breaks(text, cut.end(), word));
    boolean inCut = breaks(text, cut.start(), cut.end()) > 0;
    boolean spaced = end < left.length() || word > cut.end();
    left.setLength(end);
    if (end == 0) {
      left.append(text, word, to);
    } else if (breaks > 0 || inCut) {
      left.append("\n".repeat(Math.max(1, breaks)));
      left.append(text, line < 0 ? word : line, to);
    } else {
      boolean apart = word == to ? spaced : needsSpace(left, text.codePointAt(word), spaced);
      left.append(apart ? " " : "");
      left.append(text, word, to);
    }
  }

  private static int breaks(CharSequence text, int from, int to) {
    int breaks = 0;
    for (int i = from; i < to; i++) {
      breaks += text.charAt(i) == '\n' ? 1 : 0;
    }
    return breaks;
  }

  private static int endOfWords(StringBuilder text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean needsSpace(StringBuilder left, int next, boolean spaced) {
    if (spaced) {
      return !followsAWord(next);
    }
    int last = left.codePointBefore(left.length());
    return Character.isLetterOrDigit(last)
        && Character.isLetterOrDigit(next)
        && putsSpaces(last)
        && putsSpaces(next);
  }

  private static boolean followsAWord(int c) {
    int type = Character.getType(c);
    return type == Character.END_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION
        || ".,;:!?…。，、；：！？".indexOf(c) >= 0;
  }

  private static boolean putsSpaces(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN, YI, BOPOMOFO -> false;
      default -> true;
    };
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t';
  }
}
