package dev.sluice.corpus;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.work.Ahead;
import dev.sluice.pages.model.Scan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells of each candidate, in their order, how many bytes of a shard its document counts for. */
final class DocumentSizes {

  private DocumentSizes() {}

  /** The bytes of the texts. */
  static Scan<Long> ofTexts(Candidates candidates) {
    Scan<Signature> scan = candidates.scan();
    return new Ahead<>() {
      @Override
      public Optional<Long> find() {
        return scan.hasNext() ? Optional.of((long) scan.next().textBytes()) : Optional.empty();
      }

      @Override
      public void close() {
        scan.close();
      }
    };
  }

  /** The bytes of the raw pages, as far as they are not borrowed. */
  static Scan<Long> ofBodies(SegmentFiles segments, Parts parts, SameBodies bodies) {
    return new OfBodies(segments, parts, bodies);
  }

  private static final class OfBodies extends Ahead<Long> {

    private final SegmentFiles segments;
    private final Parts parts;
    private final SameBodies bodies;
    private int nextPart;
    private int candidate;
    private @Nullable Scan<LedgerRow> rows;

    OfBodies(SegmentFiles segments, Parts parts, SameBodies bodies) {
      this.segments = segments;
      this.parts = parts;
      this.bodies = bodies;
    }

    @Override
    public Optional<Long> find() {
      while (true) {
        while (rows == null || !rows.hasNext()) {
          close();
          if (nextPart == parts.count()) {
            return Optional.empty();
          }
          rows = segments.readLedger(nextPart++);
        }
        LedgerRow row = rows.next();
        if (row.isKept()) {
          return Optional.of(bodies.size(candidate++, row.bodyBytes()));
        }
      }
    }

    @Override
    public void close() {
      if (rows != null) {
        rows.close();
        rows = null;
      }
    }
  }
}
