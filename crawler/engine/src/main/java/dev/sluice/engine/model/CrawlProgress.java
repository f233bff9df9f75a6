package dev.sluice.engine.model;

import dev.sluice.pages.model.Origin;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a crawl stands at a moment; counts are of this run.
 *
 * @param pages captures that were stored
 * @param sitemaps sitemaps that were read
 * @param bodyBytes bytes of all bodies that were received, decoded
 * @param answersByStatus answers by HTTP status, those included that will be asked for again
 * @param failures requests without an answer, by kind; those for robots.txt and for an address too
 * @param refusals links that were not followed, by why; a link counts each time
 * @param queued URLs that wait to be fetched
 * @param overBudget URLs that wait because a budget of pages was used up when their turn came
 * @param hostsReady hosts that may be asked now and wait only for a thread
 * @param hostsWaiting hosts whose time has not come
 * @param inFlight requests under way
 * @param unreachable servers that were given up, since their robots.txt could not be had; the first
 *     of them
 */
public record CrawlProgress(
    long pages,
    long sitemaps,
    long bodyBytes,
    Map<Integer, Long> answersByStatus,
    Map<FetchFailure, Long> failures,
    Map<Refusal, Long> refusals,
    long queued,
    long overBudget,
    int hostsReady,
    int hostsWaiting,
    int inFlight,
    List<Origin> unreachable) {

  /** How a crawl stands that has done nothing yet. */
  public static final CrawlProgress NONE =
      new CrawlProgress(0, 0, 0, Map.of(), Map.of(), Map.of(), 0, 0, 0, 0, 0, List.of());

  /** The same with the counts of an earlier run added, of which this one is the continuation. */
  public CrawlProgress after(CrawlProgress earlier) {
    return new CrawlProgress(
        pages + earlier.pages,
        sitemaps + earlier.sitemaps,
        bodyBytes + earlier.bodyBytes,
        sum(answersByStatus, earlier.answersByStatus),
        sum(failures, earlier.failures),
        sum(refusals, earlier.refusals),
        queued,
        overBudget,
        hostsReady,
        hostsWaiting,
        inFlight,
        unreachable);
  }

  private static <K extends Comparable<K>> Map<K, Long> sum(Map<K, Long> one, Map<K, Long> other) {
    Map<K, Long> sum = new TreeMap<>(one);
    other.forEach((key, count) -> sum.merge(key, count, Long::sum));
    return Collections.unmodifiableMap(sum);
  }

  /** The same while the crawl stands still: nothing is under way, and no host is ready. */
  public CrawlProgress atRest() {
    return new CrawlProgress(
        pages,
        sitemaps,
        bodyBytes,
        answersByStatus,
        failures,
        refusals,
        queued,
        overBudget,
        0,
        0,
        0,
        unreachable);
  }

  /** Failures, and answers that say that something went wrong: 429 and 5xx. */
  public long errors() {
    long refused =
        answersByStatus.entrySet().stream()
            .filter(entry -> entry.getKey() == 429 || entry.getKey() >= 500)
            .mapToLong(Map.Entry::getValue)
            .sum();
    return refused + failures.values().stream().mapToLong(Long::longValue).sum();
  }
}
