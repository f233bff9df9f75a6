package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Comparison;
import dev.sluice.corpus.model.TextRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The spans of a page by the print of its tokens. For one thread. */
final class PrintedSpans implements Comparison.Spans {

  /** Says that a window is no copy of another, or no piece of it is. */
  static final long NO_COPY = -1;

  private final TokenPrint print;
  private final Winnowing winnowing;
  private final long mark;
  private final int[] runs;
  private final long[] selected;

  /**
   * The spans of a page.
   *
   * @param mark key of the page's scope
   */
  PrintedSpans(TokenPrint print, Winnowing winnowing, long mark) {
    this.print = print;
    this.winnowing = winnowing;
    this.mark = mark;
    long[] all = print.runs(winnowing.length());
    this.runs = winnowing.select(all);
    this.selected = Arrays.stream(runs).mapToLong(run -> all[run] ^ mark).toArray();
  }

  @Override
  public long[] selected() {
    return selected;
  }

  @Override
  public Comparison.Windows near(BitSet repeated) {
    long[] all = print.runs(winnowing.tokens());
    BitSet near = new BitSet();
    repeated.stream().forEach(i -> near.set(first(runs[i]), runs[i] + 1));
    int[] starts = near.stream().filter(start -> start < all.length).toArray();
    return new Comparison.Windows(
        starts, Arrays.stream(starts).mapToLong(start -> all[start] ^ mark).toArray());
  }

  /** The first window that has a run in it. */
  private int first(int run) {
    return Math.max(0, run - winnowing.window() + 1);
  }

  /**
   * The tokens of a window that are a copy of the first window of its kind: from the first such
   * token to behind the last, or {@link #NO_COPY}. A window that overlaps with the first one is a
   * copy behind that one's end.
   */
  static long copy(int page, int start, long first, int tokens) {
    boolean same = Place.candidate(first) == page;
    int from = same ? Math.max(start, Place.within(first) + tokens) : start;
    return from < start + tokens ? Place.of(from, start + tokens) : NO_COPY;
  }

  @Override
  public List<TextRange> cuts(int page, Comparison.Windows windows, long[] firsts) {
    LongList copies = new LongList();
    for (int i = 0; i < firsts.length; i++) {
      long copy = copy(page, windows.starts()[i], firsts[i], winnowing.tokens());
      if (copy != NO_COPY) {
        copies.add(copy);
      }
    }
    long[] sorted = copies.toArray();
    Arrays.sort(sorted);
    return ranges(print, sorted);
  }

  /** Where copies lie in the text; those that touch become one. */
  static List<TextRange> ranges(TokenPrint print, long[] sorted) {
    List<TextRange> ranges = new ArrayList<>();
    for (int i = 0; i < sorted.length; ) {
      int from = Place.candidate(sorted[i]);
      int to = Place.within(sorted[i]);
      for (i++; i < sorted.length && Place.candidate(sorted[i]) <= to; i++) {
        to = Math.max(to, Place.within(sorted[i]));
      }
      ranges.add(new TextRange(print.start(from), print.end(to - 1)));
    }
    return ranges;
  }
}
