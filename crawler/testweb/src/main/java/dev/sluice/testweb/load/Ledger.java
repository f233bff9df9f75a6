package dev.sluice.testweb.load;

import dev.sluice.testweb.model.LoadReport.Line;

/**
 * What one host or address has seen, in a few numbers.
 *
 * <p>The end of an answer is taken just before its last bytes are handed to the kernel and the
 * arrival of a request when its bytes were reported to be there, so both err in favour of the
 * client. A thousandth of a second is forgiven for what that leaves.
 */
final class Ledger {
  private static final long TOLERANCE_NANOS = 1_000_000;
  private static final long NONE = Long.MAX_VALUE;

  private final long requiredNanos;
  private long requests;
  private long pages;
  private long robots;
  private long overlaps;
  private long shortPageGaps;
  private long shortOtherGaps;
  private long shortestPageGapNanos;
  private int inFlight;
  private int maxInFlight;
  private long lastEndNanos = Long.MIN_VALUE;
  private boolean lastWasPage;

  Ledger(long requiredNanos) {
    this.requiredNanos = requiredNanos;
    clear();
  }

  synchronized void arrived(Asked asked, long nanos) {
    boolean page = asked == Asked.PAGE;
    if (inFlight > 0 || nanos < lastEndNanos) {
      overlaps++;
    } else if (requests > 0) {
      gap(nanos - lastEndNanos, page && lastWasPage);
    }
    requests++;
    pages += page ? 1 : 0;
    robots += asked == Asked.ROBOTS ? 1 : 0;
    inFlight++;
    maxInFlight = Math.max(maxInFlight, nanos < lastEndNanos ? inFlight + 1 : inFlight);
    lastWasPage = page;
  }

  private void gap(long nanos, boolean betweenPages) {
    boolean tooShort = nanos + TOLERANCE_NANOS < requiredNanos;
    if (betweenPages) {
      shortestPageGapNanos = Math.min(shortestPageGapNanos, nanos);
      shortPageGaps += tooShort ? 1 : 0;
    } else {
      shortOtherGaps += tooShort ? 1 : 0;
    }
  }

  synchronized void ended(long nanos) {
    inFlight--;
    lastEndNanos = Math.max(lastEndNanos, nanos);
  }

  /** Forgets all but what is still in flight. */
  synchronized void clear() {
    requests = 0;
    pages = 0;
    robots = 0;
    overlaps = 0;
    shortPageGaps = 0;
    shortOtherGaps = 0;
    shortestPageGapNanos = NONE;
    maxInFlight = inFlight;
  }

  synchronized Line line(String name) {
    double gap = shortestPageGapNanos == NONE ? -1 : shortestPageGapNanos / 1e6;
    return new Line(
        name, requests, pages, robots, maxInFlight, overlaps, shortPageGaps, shortOtherGaps, gap);
  }
}
