package dev.sluice.engine;

import dev.sluice.engine.model.FetchFailure;
import java.util.Map;

/**
 * How a crawl stands at a moment; counts are of this run.
 *
 * @param pages answers that were received to requests for pages
 * @param bodyBytes bytes of their bodies, decoded
 * @param answersByStatus answers by HTTP status
 * @param failures requests without an answer, by kind
 * @param queued URLs that wait to be fetched
 * @param hostsReady hosts that may be asked now and wait only for a thread
 * @param hostsWaiting hosts whose time has not come
 * @param inFlight requests under way
 */
public record CrawlProgress(
    long pages,
    long bodyBytes,
    Map<Integer, Long> answersByStatus,
    Map<FetchFailure, Long> failures,
    long queued,
    int hostsReady,
    int hostsWaiting,
    int inFlight) {

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
