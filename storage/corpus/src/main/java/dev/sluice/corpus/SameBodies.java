package dev.sluice.corpus;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.work.BodyLoans;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Who lends a body to whom ({@link BodyLoans}), by the segments. */
final class SameBodies {

  private final Parts parts;
  private final SegmentFiles segments;
  private final BodyLoans loans;

  private SameBodies(Parts parts, SegmentFiles segments, BodyLoans loans) {
    this.parts = parts;
    this.segments = segments;
    this.loans = loans;
  }

  /** For a format that does not hold bodies: nobody borrows. */
  static SameBodies none(Parts parts, SegmentFiles segments) {
    return new SameBodies(parts, segments, BodyLoans.NONE);
  }

  static SameBodies of(
      Candidates candidates, Selection selection, Parts parts, SegmentFiles segments) {
    try (PairSorter sorter = candidates.sorter()) {
      try (Scan<Signature> scan = candidates.scan()) {
        for (int candidate = 0; scan.hasNext(); candidate++) {
          long key = BodyLoans.key(scan.next().bodyHash());
          if (selection.chosen(candidate)) {
            BodyLoans.file(sorter, key, candidate);
          }
        }
      }
      return new SameBodies(parts, segments, BodyLoans.of(sorter));
    }
  }

  /** How many bytes of a shard a candidate's raw page counts for. */
  long size(int candidate, long bodyBytes) {
    return loans.size(candidate, bodyBytes);
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
      OptionalInt lender = loans.lender(candidate);
      return lender.isEmpty()
          ? Optional.empty()
          : Optional.of(signature(lender.getAsInt()))
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
