package dev.sluice.corpus;

import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.SiteRow;
import dev.sluice.pages.model.Scan;
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

  private SiteRow next() {
    while (rows == null || !rows.hasNext()) {
      close();
      if (nextLot == lots) {
        throw new IllegalStateException("more captures than were learned from");
      }
      rows = segments.readSites(nextLot++);
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
