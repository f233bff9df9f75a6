package dev.sluice.engine.frontier;

import dev.sluice.engine.model.VisitHistory;
import dev.sluice.pages.model.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to look at a page again.
 *
 * <p>The interval follows the page: each visit that finds it changed shortens the interval, each
 * that does not lengthens it, so that it settles where about every second visit finds something new
 * (the idea of Nutch's AdaptiveFetchSchedule, with steps of our own). It begins with what a sitemap
 * says, or else with the seed's interval, and stays within a sixteenth and sixteen times the
 * latter. A page that is gone is looked at half as often each time, in the end every 64 intervals.
 */
final class Recrawl {

  private static final double SHORTER = 0.6;
  private static final double LONGER = 1.5;
  private static final double GONE = 2;
  private static final int MOST_TIMES = 16;
  private static final int MOST_TIMES_GONE = 64;

  private Recrawl() {}

  /**
   * The history after a visit that found the page there.
   *
   * @param usual the seed's interval; empty if its pages are to be fetched once
   */
  static VisitHistory visited(
      VisitHistory before, Change change, Instant at, Optional<Duration> usual) {
    int changes = before.changes() + (change == Change.CHANGED ? 1 : 0);
    Duration begin = before.interval().isZero() ? usual.orElse(Duration.ZERO) : before.interval();
    double factor =
        switch (change) {
          case FIRST -> 1;
          case CHANGED -> SHORTER;
          case SAME_CONTENT, NOT_MODIFIED -> LONGER;
        };
    return next(before, changes, times(begin, factor), at, usual, MOST_TIMES);
  }

  /** The history after a visit that did not find the page. */
  static VisitHistory gone(VisitHistory before, Instant at, Optional<Duration> usual) {
    Duration begin = before.interval().isZero() ? usual.orElse(Duration.ZERO) : before.interval();
    return next(before, before.changes(), times(begin, GONE), at, usual, MOST_TIMES_GONE);
  }

  private static VisitHistory next(
      VisitHistory before,
      int changes,
      Duration interval,
      Instant at,
      Optional<Duration> usual,
      int mostTimes) {
    int visits = before.visits() + 1;
    if (usual.isEmpty()) {
      return new VisitHistory(visits, changes, interval, Optional.of(at), Optional.empty());
    }
    Duration least = usual.get().dividedBy(MOST_TIMES);
    Duration most = usual.get().multipliedBy(mostTimes);
    Duration kept = interval.compareTo(most) > 0 ? most : interval;
    kept = kept.compareTo(least) < 0 ? least : kept;
    return new VisitHistory(visits, changes, kept, Optional.of(at), Optional.of(at.plus(kept)));
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }
}
