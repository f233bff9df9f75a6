package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.MeasuredNames;

/** What the rows of a segment are: how many, how many of them kept, and what was measured. */
public final class SegmentContents {

  private final MeasuredNames names = new MeasuredNames();
  private int captures;
  private int candidates;

  /** Counts a row. */
  void add(LedgerRow row) {
    captures++;
    if (row.isKept()) {
      candidates++;
    }
    row.measurements().forEach(names::add);
  }

  /** All captures. */
  public int captures() {
    return captures;
  }

  /** Those that no page step dropped. */
  public int candidates() {
    return candidates;
  }

  /** What was measured of them. */
  public MeasuredNames names() {
    return names;
  }
}
