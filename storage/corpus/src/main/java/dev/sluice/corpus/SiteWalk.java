package dev.sluice.corpus;

import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.SiteRow;
import dev.sluice.pages.model.Scan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what was learned of the site of one capture after the other, one file open at a time. */
final class SiteWalk implements AutoCloseable {

  private final SegmentFiles segments;
  private final int lots;
  private int nextLot;
  private @Nullable Scan<SiteRow> rows;
  private SiteRow current = new SiteRow(0, 0, SiteFacts.NONE);

  /** The walk over as many files of sites. */
  SiteWalk(SegmentFiles segments, int lots) {
    this.segments = segments;
    this.lots = lots;
  }

  /** Of the site of the capture with this number, which is never less than that asked before. */
  SiteFacts of(long capture) {
    while (current.end() <= capture) {
      current = next();
    }
    return current.facts();
  }

  /** The same of a site that may not have been learned of: nothing then. */
  Optional<SiteRow> find(long capture) {
    while (current.end() <= capture && hasNext()) {
      current = next();
    }
    boolean isWithin = current.first() <= capture && capture < current.end();
    return isWithin ? Optional.of(current) : Optional.empty();
  }

  private boolean hasNext() {
    while (rows == null || !rows.hasNext()) {
      close();
      if (nextLot == lots) {
        return false;
      }
      rows = segments.readSites(nextLot++);
    }
    return true;
  }

  private SiteRow next() {
    if (!hasNext() || rows == null) {
      throw new IllegalStateException("more captures than were learned from");
    }
    return rows.next();
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }
}
