package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.HostClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * How long to leave a host alone after it was asked.
 *
 * <p>Counted from the end of its answer: the larger of the crawl's delay and the host's
 * Crawl-delay. After a failure, a 429 or a 5xx it is a pause that doubles with each further one in
 * a row, or what the server's Retry-After (RFC 9110 §10.2.3) asks for if that is longer.
 */
final class Politeness {

  private static final int MOST_DOUBLINGS = 20;

  /** A date has whole seconds, and it is the server's clock that it is of. */
  private static final Duration DATE_MARGIN = Duration.ofSeconds(1);

  private final Duration delay;
  private final RetrySettings retry;

  Politeness(Duration delay, RetrySettings retry) {
    this.delay = delay;
    this.retry = retry;
  }

  /** The host's clock after a result; {@code crawlDelay} is what its robots.txt asks for now. */
  HostClock after(FetchResult result, HostClock before, Duration crawlDelay) {
    int failures = failuresInARow(result, before.failuresInARow());
    Duration wait = longer(delay, crawlDelay);
    if (hasTrouble(result)) {
      wait = longer(wait, longer(pause(failures), retryAfter(result)));
    }
    return new HostClock(result.endedAt().plus(wait), crawlDelay, failures);
  }

  /** A request that the crawl itself gave up says nothing about the host, neither good nor bad. */
  private static int failuresInARow(FetchResult result, int before) {
    if (hasTrouble(result)) {
      return before + 1;
    }
    return result instanceof Answer ? 0 : before;
  }

  /**
   * The host's clock when the crawl starts again. The last process may have been killed in the
   * middle of a request, so starting counts as the end of an answer.
   */
  HostClock afterRestart(HostClock stored, Instant now) {
    Instant earliest = now.plus(longer(delay, stored.crawlDelay()));
    Instant next = stored.nextRequest().isAfter(earliest) ? stored.nextRequest() : earliest;
    return new HostClock(next, stored.crawlDelay(), stored.failuresInARow());
  }

  /** Whether a result says that the host cannot or will not answer now. */
  static boolean hasTrouble(FetchResult result) {
    if (result instanceof Answer answer) {
      return answer.refusedForNow();
    }
    return ((Failure) result).kind() != FetchFailure.CANCELLED;
  }

  private Duration pause(int failuresInARow) {
    int doublings = Math.min(failuresInARow - 1, MOST_DOUBLINGS);
    Duration pause = retry.firstPause().multipliedBy(1L << doublings);
    return pause.compareTo(retry.longestPause()) > 0 ? retry.longestPause() : pause;
  }

  private Duration retryAfter(FetchResult result) {
    if (!(result instanceof Answer answer)) {
      return Duration.ZERO;
    }
    return answer
        .headers()
        .first("retry-after")
        .flatMap(value -> parseRetryAfter(value.strip(), answer.endedAt()))
        .map(
            wait ->
                wait.compareTo(retry.longestRetryAfter()) > 0 ? retry.longestRetryAfter() : wait)
        .orElse(Duration.ZERO);
  }

  private static Optional<Duration> parseRetryAfter(String value, Instant now) {
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      DateTimeFormatter httpDate = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
      Duration wait = Duration.between(now, ZonedDateTime.parse(value, httpDate));
      return Optional.of(wait.plus(DATE_MARGIN));
    } catch (DateTimeException nonsense) {
      return Optional.empty();
    }
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
