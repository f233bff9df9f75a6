package dev.sluice.corpus;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Scan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which chosen captures bring a body that another one brings: the first of them in the order of
 * keys lends it to the others. So it is known before anything is written, and shards that are
 * written at the same time come out the same.
 *
 * <p>Memory: eight bytes for each capture that borrows.
 */
final class SameBodies {

  private static final ContentHash OF_NOTHING = ContentHash.of(new byte[0]);

  private final Parts parts;
  private final SegmentFiles segments;

  /** The borrower in the upper half, who lends to it in the lower; ascending. */
  private final long[] loans;

  private SameBodies(Parts parts, SegmentFiles segments, long[] loans) {
    this.parts = parts;
    this.segments = segments;
    this.loans = loans;
  }

  /** For a format that does not hold bodies: nobody borrows. */
  static SameBodies none(Parts parts, SegmentFiles segments) {
    return new SameBodies(parts, segments, new long[0]);
  }

  static SameBodies of(
      Candidates candidates, Selection selection, Parts parts, SegmentFiles segments) {
    try (PairSorter sorter = candidates.sorter()) {
      try (Scan<Signature> scan = candidates.scan()) {
        for (int candidate = 0; scan.hasNext(); candidate++) {
          ContentHash hash = scan.next().bodyHash();
          if (selection.chosen(candidate) && !hash.equals(OF_NOTHING)) {
            sorter.add(ByteBuffer.wrap(hash.bytes()).getLong(), candidate);
          }
        }
      }
      return new SameBodies(parts, segments, loans(sorter));
    }
  }

  private static long[] loans(PairSorter sorter) {
    long[] loans = new long[64];
    int count = 0;
    try (Pairs pairs = sorter.sorted()) {
      boolean isFirst = true;
      long key = 0;
      long lender = 0;
      while (pairs.next()) {
        if (isFirst || pairs.key() != key) {
          isFirst = false;
          key = pairs.key();
          lender = pairs.value();
        } else {
          loans = count < loans.length ? loans : Arrays.copyOf(loans, 2 * count);
          loans[count++] = pairs.value() << Integer.SIZE | lender;
        }
      }
    }
    long[] all = Arrays.copyOf(loans, count);
    Arrays.sort(all);
    return all;
  }

  /** Whether a candidate's body is another one's too, and probably need not be repeated. */
  boolean borrows(int candidate) {
    return place(candidate) >= 0;
  }

  private int place(int candidate) {
    int place = Arrays.binarySearch(loans, (long) candidate << Integer.SIZE);
    int next = place < 0 ? -place - 1 : place;
    return next < loans.length && loans[next] >>> Integer.SIZE == candidate ? next : -1;
  }

  /** Who lends to whom, for one thread: the part that was asked for last is kept. */
  final class Lenders {

    private int part = -1;
    private List<Signature> signatures = List.of();

    /**
     * The capture that lends its body to a candidate.
     *
     * @param hash of the candidate's body: a quarter of it was compared so far
     */
    Optional<CaptureKey> of(int candidate, ContentHash hash) {
      int place = place(candidate);
      return place < 0
          ? Optional.empty()
          : Optional.of(signature((int) loans[place]))
              .filter(it -> it.bodyHash().equals(hash))
              .map(it -> new CaptureKey(it.url(), it.fetchedAt()));
    }

    private Signature signature(int candidate) {
      int wanted = parts.partOf(candidate);
      if (wanted != part) {
        try (Scan<Signature> scan = segments.readSignatures(wanted)) {
          List<Signature> all = new ArrayList<>();
          scan.forEachRemaining(all::add);
          signatures = all;
        }
        part = wanted;
      }
      return signatures.get(candidate - parts.firstCandidate(part));
    }
  }
}
