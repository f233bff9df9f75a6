package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Comparison;
import dev.sluice.corpus.model.EarlierDocuments.Lookup;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.TextCuts;
import dev.sluice.corpus.model.TextRange;
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

  private PrintedSpans spans(Signature signature, byte[] imprint) {
    return new PrintedSpans(TokenPrint.of(imprint), winnowing, scope.key(signature));
  }

  /** Step 1. */
  private void select(PairSorter selected) {
    try (Scan<Signature> signatures = candidates.scan();
        Scan<byte[]> imprints = candidates.imprints()) {
      for (int candidate = 0; imprints.hasNext(); candidate++) {
        Signature signature = signatures.next();
        byte[] imprint = imprints.next();
        if (selection.chosen(candidate) && imprint.length > 0) {
          long[] keys = spans(signature, imprint).selected();
          for (int run = 0; run < keys.length; run++) {
            selected.add(keys[run], Place.of(candidate, run));
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
            PrintedSpans spans = spans(signature, imprint);
            BitSet repeatedRuns = new BitSet();
            for (; more && sorted.key() == candidate; more = sorted.next()) {
              int run = (int) (sorted.value() >>> 1);
              repeatedRuns.set(run);
              if ((sorted.value() & 1) != 0) {
                int[] documents = lookup.find(spans.selected()[run], EARLIER_READ);
                noteEarlier(documents, scope.key(signature), earlier);
              }
            }
            fileWindows(spans.near(repeatedRuns), candidate, windows);
          }
        }
      }
      fileEarlier(earlier, lookup, windows);
    }
  }

  private static void fileWindows(Comparison.Windows near, int candidate, PairSorter windows) {
    for (int i = 0; i < near.starts().length; i++) {
      windows.add(near.keys()[i], Place.of(candidate + 1, near.starts()[i]));
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
          long copy = PrintedSpans.copy(candidate, start, original, tokens);
          if (copy != PrintedSpans.NO_COPY) {
            spans.add(candidate - 1, copy);
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
          LongList copies = new LongList();
          for (; more && sorted.key() == candidate; more = sorted.next()) {
            copies.add(sorted.value());
          }
          for (TextRange cut : PrintedSpans.ranges(TokenPrint.of(imprint), copies.toArray())) {
            cuts.cut(candidate, cut.start(), cut.end());
          }
        }
      }
    }
  }
}
