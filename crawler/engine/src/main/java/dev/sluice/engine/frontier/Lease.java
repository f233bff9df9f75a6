package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.robots.RobotsFetch;
import java.time.Instant;

/**
 * The right, and the duty, to make one request to one host, until it is finished or expires.
 *
 * <p>Nobody else gets a URL of that host meanwhile.
 */
public sealed interface Lease {

  /** The number of this lease; no other of the same frontier has it. */
  long id();

  /** When the frontier gives up waiting for its end. */
  Instant expiresAt();

  /** To fetch a page. */
  record PageLease(long id, Instant expiresAt, HostQueue host, Place place) implements Lease {

    /** The page. */
    public CrawlUrl url() {
      return place.record().url();
    }
  }

  /** To ask for a robots.txt, or for what it redirects to. */
  record RobotsLease(long id, Instant expiresAt, HostQueue host, RobotsFetch fetch)
      implements Lease {}

  /** The host that is asked. */
  HostQueue host();
}
