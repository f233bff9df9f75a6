package dev.sluice.testweb.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Records every request of a pretend web and judges whether its clients were polite.
 *
 * <p>A gap runs from the end of one answer to the arrival of the next request at the same site. The
 * end is taken just before the last bytes are handed to the kernel, for from then on a client may
 * lawfully go on; the arrival is taken when the first byte of a request has been read. Both err in
 * favour of the client, by the time a write or a read takes, so that the referee accuses nobody
 * falsely. The second address of a site is a host of its own, as it is for a crawler.
 *
 * <p>Memory is bounded: beyond the cap requests are counted but not recorded, {@link #overflowed()}
 * turns true, and every judgment throws, for a judgment on half the evidence would be a lie. The
 * {@link #summary()} goes on working.
 */
public interface Referee {

  /** All requests so far, site by site, in the order of their arrival. */
  List<Exchange> requests();

  /** The requests of one site, in the order of their arrival. */
  List<Exchange> requests(String site);

  /**
   * The waits between the answers and the next requests of one site; negative when they overlap.
   */
  List<Duration> gaps(String site);

  /**
   * Gaps that were too short. The required gap of a site is the larger of {@code minGap} and its
   * Crawl-delay.
   *
   * @param tolerance how much shorter a gap may be without being reported
   */
  List<Violation> violations(Duration minGap, Duration tolerance);

  /**
   * Gaps that were too short between any two requests at the same IP address, whatever their sites.
   *
   * @param tolerance how much shorter a gap may be without being reported
   */
  List<Violation> violationsPerAddress(Duration minGap, Duration tolerance);

  /** Requests for paths that the robots.txt of their site forbids. */
  List<Violation> disallowedRequests();

  /** Requests for pages that arrived before the first answer to robots.txt had ended. */
  List<Violation> requestsBeforeRobots();

  /** Requests to a site that came before a Retry-After of the same site was over. */
  List<Violation> earlyRetries(Duration tolerance);

  /**
   * Everything impolite: gaps, forbidden paths, requests before robots.txt, early retries, and gaps
   * at addresses if the web has a delay for them.
   */
  List<Violation> allViolations(Duration minGap, Duration tolerance);

  /** The largest number of requests that one site answered at the same time. */
  int maxConcurrency(String site);

  /** The largest number of requests that any site answered at the same time. */
  int maxConcurrency();

  /** The largest number of requests that any IP address answered at the same time. */
  int maxConcurrencyPerAddress();

  /** How often each URL was asked for. */
  Map<String, Integer> countPerUrl();

  /** How many requests arrived; right even after an overflow. */
  long requestCount();

  /** Whether requests were dropped from the record, so that no judgment is possible. */
  boolean overflowed();

  /** Forgets all requests so far; answers that are still open stay counted as in flight. */
  void clear();

  /** A few lines for a person: per site the requests, the concurrency and the shortest gap. */
  String summary();
}
