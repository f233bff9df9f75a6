package dev.sluice.corpus.contamination;

import java.util.ArrayList;
import java.util.List;

/**
 * A text without some places and what stands around them, as GPT-3's training data was cut (Brown
 * et al. 2020, appendix C): what is left falls into pieces, and short ones go as well.
 *
 * @param text the pieces that stay, apart by an empty line
 * @param pieces how many pieces there were, the short ones included
 * @param removed code points of the text before that are not in the text after
 */
record TextCut(String text, int pieces, int removed) {

  /** The longest word that a cut gives way to. */
  private static final int LONGEST_WORD = 40;

  /**
   * Cuts a text.
   *
   * @param places what has to go, in order and apart
   * @param window UTF-16 units before and behind each place that go as well
   * @param leastPiece code points of the shortest piece that stays
   */
  static TextCut of(String text, List<Finding.Place> places, int window, int leastPiece) {
    List<Finding.Place> gaps = new ArrayList<>();
    for (Finding.Place place : places) {
      int start = beforeWord(text, moved(text, place.start(), -window));
      int end = behindWord(text, moved(text, place.end(), window));
      gaps.add(new Finding.Place(start, end));
    }
    List<String> kept = new ArrayList<>();
    int pieces = 0;
    int from = 0;
    for (Finding.Place gap : closed(BenchmarkIndex.merged(gaps), text)) {
      String piece = text.substring(from, gap.start()).strip();
      pieces += piece.isEmpty() ? 0 : 1;
      if (length(piece) >= Math.max(1, leastPiece)) {
        kept.add(piece);
      }
      from = gap.end();
    }
    String whole = String.join("\n\n", kept);
    return new TextCut(whole, pieces, Math.max(0, length(text) - length(whole)));
  }

  /** The gaps, and one behind the text. */
  private static List<Finding.Place> closed(List<Finding.Place> gaps, String text) {
    List<Finding.Place> all = new ArrayList<>(gaps);
    all.add(new Finding.Place(text.length(), text.length()));
    return all;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** An index so far away, inside of the text and not inside of a pair of surrogates. */
  private static int moved(String text, int index, int by) {
    int at = Math.max(0, Math.min(text.length(), index + by));
    boolean inPair = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
    return inPair ? at + Integer.signum(by) : at;
  }

  /** The beginning of the word in which the index lies; in scripts without spaces the index. */
  private static int beforeWord(String text, int index) {
    for (int at = index; at >= Math.max(0, index - LONGEST_WORD); at--) {
      if (at == 0 || Character.isWhitespace(text.charAt(at - 1))) {
        return at;
      }
    }
    return index;
  }

  private static int behindWord(String text, int index) {
    for (int at = index; at <= Math.min(text.length(), index + LONGEST_WORD); at++) {
      if (at == text.length() || Character.isWhitespace(text.charAt(at))) {
        return at;
      }
    }
    return index;
  }
}
