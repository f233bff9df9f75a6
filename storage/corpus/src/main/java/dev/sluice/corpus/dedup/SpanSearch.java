package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.EarlierDocuments.Lookup;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.TextCuts;
import dev.sluice.pages.model.Scan;
import java.util.BitSet;

/**
 * Finds the spans that occur more than once, in five steps, each a walk in one order and a sort
 * into another, so that memory holds one page.
 *
 * <ol>
 *   <li>Of each page some short runs of tokens are selected ({@link Winnowing}); two spans of N
 *       equal tokens share one. They are sorted by their hashes.
 *   <li>Those that occur twice are sorted back by page and place.
 *   <li>Only spans of N tokens around one of these can occur twice. Their hashes are sorted. Hashes
 *       of 64 bits stand for spans: among a billion, a wrong pair is there in one of forty such
 *       corpora.
 *   <li>Of the spans with one hash the first stays; the others are sorted by page and place.
 *   <li>What lies in any of these is cut.
 * </ol>
 *
 * <p>A span that overlaps with the first one of its kind is cut behind that one's end. So each
 * token that is cut has an equal one before it, with the same neighbours, that was there first.
 *
 * <p><b>Earlier exports.</b> Where a selected run is known from earlier documents, all spans of the
 * {@value #EARLIER_READ} oldest of them are compared as well. A span is missed if it is in none of
 * these, which takes a run of half its length that many documents have.
 *
 * <p><b>Cost.</b> On the disk a bit more than a byte for each token of the corpus in the first
 * step, and 48 bytes for each token near a repeated run in the others.
 */
final class SpanSearch {

  private static final int EARLIER_READ = 16;

  /** Stands for all earlier documents; candidates come after it. */
  private static final long EARLIER = 0;

  private final Candidates candidates;
  private final Selection selection;
  private final Scope scope;
  private final Winnowing winnowing;
  private final String space;

  SpanSearch(
      Candidates candidates, Selection selection, Scope scope, Winnowing winnowing, String space) {
    this.candidates = candidates;
    this.selection = selection;
    this.scope = scope;
    this.winnowing = winnowing;
    this.space = space;
  }

  /** Adds what is to be cut: candidate, then the first token and the one behind the last. */
  void find(PairSorter spans) {
    try (PairSorter windows = candidates.sorter()) {
      try (PairSorter repeated = candidates.sorter()) {
        try (PairSorter selected = candidates.sorter()) {
          select(selected);
          findRepeated(selected, repeated);
        }
        fileWindows(repeated, windows);
      }
      findCopies(windows, spans);
    }
  }

  /** Step 1. */
  private void select(PairSorter selected) {
    try (Scan<Signature> signatures = candidates.scan();
        Scan<byte[]> imprints = candidates.imprints()) {
      for (int candidate = 0; imprints.hasNext(); candidate++) {
        Signature signature = signatures.next();
        byte[] imprint = imprints.next();
        if (selection.chosen(candidate) && imprint.length > 0) {
          long mark = scope.key(signature);
          long[] runs = TokenPrint.of(imprint).runs(winnowing.length());
          for (int run : winnowing.select(runs)) {
            selected.add(runs[run] ^ mark, Place.of(candidate, run));
          }
        }
      }
    }
  }

  /** Step 2: adds candidate and place, and whether earlier documents have it. */
  private void findRepeated(PairSorter selected, PairSorter repeated) {
    try (Pairs sorted = selected.sorted();
        Lookup lookup = candidates.earlier().lookup(space)) {
      long key = 0;
      long held = 0;
      boolean holds = false;
      int earlier = 0;
      for (boolean first = true; sorted.next(); first = false) {
        if (first || sorted.key() != key) {
          key = sorted.key();
          earlier = lookup.find(key, 1).length;
          held = sorted.value();
          holds = earlier == 0;
          if (holds) {
            continue;
          }
        }
        if (holds) {
          addRepeated(repeated, held, 0);
          holds = false;
        }
        addRepeated(repeated, sorted.value(), earlier);
      }
    }
  }

  private static void addRepeated(PairSorter repeated, long place, int earlier) {
    repeated.add(Place.candidate(place), (long) Place.within(place) << 1 | earlier);
  }

  /** Step 3. */
  private void fileWindows(PairSorter repeated, PairSorter windows) {
    try (PairSorter earlier = candidates.sorter();
        Lookup lookup = candidates.earlier().lookup(space)) {
      try (Pairs sorted = repeated.sorted();
          Scan<Signature> signatures = candidates.scan();
          Scan<byte[]> imprints = candidates.imprints()) {
        boolean more = sorted.next();
        for (int candidate = 0; more; candidate++) {
          Signature signature = signatures.next();
          byte[] imprint = imprints.next();
          if (sorted.key() == candidate) {
            long mark = scope.key(signature);
            TokenPrint print = TokenPrint.of(imprint);
            long[] runs = print.runs(winnowing.length());
            BitSet near = new BitSet();
            for (; more && sorted.key() == candidate; more = sorted.next()) {
              int run = (int) (sorted.value() >>> 1);
              near.set(Math.max(0, run - winnowing.window() + 1), run + 1);
              if ((sorted.value() & 1) != 0) {
                noteEarlier(lookup.find(runs[run] ^ mark, EARLIER_READ), mark, earlier);
              }
            }
            fileWindows(print, near, candidate, mark, windows);
          }
        }
      }
      fileEarlier(earlier, lookup, windows);
    }
  }

  private void fileWindows(
      TokenPrint print, BitSet near, int candidate, long mark, PairSorter windows) {
    long[] all = print.runs(winnowing.tokens());
    for (int at = near.nextSetBit(0); at >= 0 && at < all.length; at = near.nextSetBit(at + 1)) {
      windows.add(all[at] ^ mark, Place.of(candidate + 1, at));
    }
  }

  private static void noteEarlier(int[] documents, long mark, PairSorter earlier) {
    for (int document : documents) {
      earlier.add(document, mark);
    }
  }

  private void fileEarlier(PairSorter earlier, Lookup lookup, PairSorter windows) {
    try (Pairs sorted = earlier.sorted()) {
      long document = 0;
      long mark = 0;
      for (boolean first = true; sorted.next(); first = false) {
        if (first || sorted.key() != document || sorted.value() != mark) {
          document = sorted.key();
          mark = sorted.value();
          TokenPrint print = TokenPrint.of(lookup.imprint((int) document));
          for (long window : print.runs(winnowing.tokens())) {
            windows.add(window ^ mark, EARLIER);
          }
        }
      }
    }
  }

  /** Step 4. */
  private void findCopies(PairSorter windows, PairSorter spans) {
    int tokens = winnowing.tokens();
    try (Pairs sorted = windows.sorted()) {
      long key = 0;
      long original = 0;
      for (boolean first = true; sorted.next(); first = false) {
        if (first || sorted.key() != key) {
          key = sorted.key();
          original = sorted.value();
        } else if (sorted.value() != EARLIER) {
          int candidate = Place.candidate(sorted.value());
          int start = Place.within(sorted.value());
          boolean same = original != EARLIER && Place.candidate(original) == candidate;
          int from = same ? Math.max(start, Place.within(original) + tokens) : start;
          if (from < start + tokens) {
            spans.add(candidate - 1, Place.of(from, start + tokens));
          }
        }
      }
    }
  }

  /** Step 5: cuts what was found. */
  void cut(PairSorter spans) {
    TextCuts cuts = candidates.cuts();
    try (Pairs sorted = spans.sorted();
        Scan<byte[]> imprints = candidates.imprints()) {
      boolean more = sorted.next();
      for (int candidate = 0; more; candidate++) {
        byte[] imprint = imprints.next();
        if (sorted.key() == candidate) {
          TokenPrint print = TokenPrint.of(imprint);
          while (more && sorted.key() == candidate) {
            int from = Place.candidate(sorted.value());
            int to = Place.within(sorted.value());
            more = sorted.next();
            while (more && sorted.key() == candidate && Place.candidate(sorted.value()) <= to) {
              to = Math.max(to, Place.within(sorted.value()));
              more = sorted.next();
            }
            cuts.cut(candidate, print.start(from), print.end(to - 1));
          }
        }
      }
    }
  }
}
