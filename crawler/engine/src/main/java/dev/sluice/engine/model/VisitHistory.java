package dev.sluice.engine.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of how often a page changes, and when it is to be looked at again.
 *
 * @param visits answers so far, also "not modified" and "gone"
 * @param changes how many of them brought another content than the one before
 * @param interval time from the last visit to the next one; zero if none was ever set
 * @param lastVisit when it was answered last; empty if never
 * @param nextVisit when it is due again; empty if it is to be fetched once
 */
public record VisitHistory(
    int visits,
    int changes,
    Duration interval,
    Optional<Instant> lastVisit,
    Optional<Instant> nextVisit) {

  /** Of a page that was never visited. */
  public static final VisitHistory NONE =
      new VisitHistory(0, 0, Duration.ZERO, Optional.empty(), Optional.empty());

  /** If the page is to be visited again, but may not be now: then after its interval. */
  public VisitHistory postponed(Instant now) {
    return new VisitHistory(
        visits, changes, interval, lastVisit, nextVisit.map(due -> now.plus(interval)));
  }

  /** Of a page that was never visited, but whose sitemap says how often it changes. */
  public static VisitHistory expecting(Duration interval) {
    return new VisitHistory(0, 0, interval, Optional.empty(), Optional.empty());
  }
}
