package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.PriorVisit;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.util.Optional;

/**
 * The right, and the duty, to do one thing for one host, until it is finished or expires.
 *
 * <p>Nobody else gets anything of that host meanwhile.
 */
public sealed interface Lease {

  /** The number of this lease; no other of the same frontier has it. */
  long id();

  /** When the frontier gives up waiting for its end. */
  Instant expiresAt();

  /** The host that it is about. */
  HostQueue host();

  /**
   * To fetch a page or a sitemap.
   *
   * @param scope what is ours, and how seeds are treated; holds to the end of the lease, so that no
   *     link is lost of a page whose seed is changed meanwhile, or removed
   * @param prior what its last visit brought; empty if this is the first
   */
  record PageLease(
      long id,
      Instant expiresAt,
      HostQueue host,
      Place place,
      Scope scope,
      Optional<PriorVisit> prior)
      implements Lease {

    PageLease with(Optional<PriorVisit> before) {
      return new PageLease(id, expiresAt, host, place, scope, before);
    }

    /** The page. */
    public CrawlUrl url() {
      return place.record().url();
    }

    /** How its seed is treated. */
    public SeedPolicy policy() {
      return scope.policy(url().seed());
    }

    /** What the frontier knew of it when it was handed out. */
    public UrlRecord record() {
      return place.record();
    }
  }

  /** To ask for a robots.txt, or for what it redirects to. */
  record RobotsLease(long id, Instant expiresAt, HostQueue host, RobotsErrand errand)
      implements Lease {

    /** What to ask for. */
    public PageUrl url() {
      return errand.fetch().url();
    }
  }

  /**
   * To look up the address of a host; no request is made to it.
   *
   * @param errand what the address is needed for
   */
  record LookupLease(long id, Instant expiresAt, HostQueue host, RobotsErrand errand)
      implements Lease {

    /** The name of the host. */
    public String hostName() {
      return errand.fetch().url().host();
    }
  }
}
