package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlSettings.DelaySettings;
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
 * <p>Counted from the end of its answer: the largest of the delay, the host's Crawl-delay, and some
 * times its latency, since a host that is slow has much to do. After a failure, a 429 or a 5xx it
 * is a pause that doubles with each further one, a little longer by chance so that hosts that fail
 * together do not come back together, or what the server's Retry-After (RFC 9110 §10.2.3) asks for
 * if that is longer. Each good answer forgives one failure, and half an hour without any forgives
 * all.
 */
final class Politeness {

  private static final int MOST_DOUBLINGS = 20;

  /** The latency adds at most this many delays: it slows a crawl down, and does not stop it. */
  private static final int MOST_DELAYS = 10;

  /** A new latency counts a quarter, so that one slow answer is not taken for a slow host. */
  private static final int SMOOTHING = 4;

  /** What delays of seeds, and servers that are given up for a day, can come to. */
  private static final Duration LONGEST_OF_SEEDS = Duration.ofDays(2);

  /** A date has whole seconds, and it is the server's clock that it is of. */
  private static final Duration DATE_MARGIN = Duration.ofSeconds(1);

  private final DelaySettings delays;
  private final RetrySettings retry;

  Politeness(DelaySettings delays, RetrySettings retry) {
    this.delays = delays;
    this.retry = retry;
  }

  /**
   * The host's clock after a result.
   *
   * @param host its key, by which chance is taken
   * @param crawlDelay what its robots.txt asks for now
   * @param seedDelay what the seed asks for in place of the crawl's delay
   */
  HostClock after(
      FetchResult result,
      String host,
      HostClock before,
      Duration crawlDelay,
      Optional<Duration> seedDelay) {
    int failures = failures(result, before);
    Duration latency = latency(result, before.latency());
    Duration wait = usualWait(latency, crawlDelay, seedDelay.orElse(delays.delay()));
    boolean trouble = hasTrouble(result);
    if (trouble) {
      Duration pause = longer(pause(failures, host), retryAfter(result));
      wait = longer(wait, pause);
    }
    return new HostClock(
        result.endedAt().plus(wait),
        crawlDelay,
        failures,
        trouble ? result.endedAt() : before.lastFailure(),
        latency);
  }

  private Duration usualWait(Duration latency, Duration crawlDelay, Duration delay) {
    Duration most = delay.multipliedBy(MOST_DELAYS);
    Duration slow = Duration.ofMillis((long) (latency.toMillis() * delays.latencyFactor()));
    return longer(longer(delay, crawlDelay), slow.compareTo(most) > 0 ? most : slow);
  }

  private static Duration latency(FetchResult result, Duration before) {
    if (!(result instanceof Answer answer)) {
      return before;
    }
    return before.isZero()
        ? answer.latency()
        : before.plus(answer.latency().minus(before).dividedBy(SMOOTHING));
  }

  /** A request that the crawl itself gave up says nothing about the host, neither good nor bad. */
  private int failures(FetchResult result, HostClock before) {
    Instant forgiven = before.lastFailure().plus(retry.forgiveAfter());
    int failures = result.endedAt().isAfter(forgiven) ? 0 : before.failures();
    if (hasTrouble(result)) {
      return failures + 1;
    }
    return result instanceof Answer ? Math.max(0, failures - 1) : failures;
  }

  /**
   * The clock of a host that an earlier run knew. The last process may have been killed in the
   * middle of a request, so the start of the run counts as the end of an answer. A time that no
   * wait can lead to was written by a system clock that was wrong: it is brought back to the
   * longest wait that there is.
   */
  HostClock afterRestart(HostClock stored, Instant startedAt) {
    Instant earliest = startedAt.plus(longer(delays.delay(), stored.crawlDelay()));
    Instant latest = startedAt.plus(longer(longestWait(), stored.crawlDelay()));
    Instant next = stored.nextRequest().isBefore(earliest) ? earliest : stored.nextRequest();
    return new HostClock(
        next.isAfter(latest) ? latest : next,
        stored.crawlDelay(),
        stored.failures(),
        stored.lastFailure().isAfter(startedAt) ? startedAt : stored.lastFailure(),
        stored.latency());
  }

  /** The longest that a host is left alone, unless its robots.txt asks for more. */
  Duration longestWait() {
    Duration pause =
        retry.longestPause().plusMillis((long) (retry.longestPause().toMillis() * retry.jitter()));
    Duration longest = longer(pause, retry.longestRetryAfter());
    return longer(LONGEST_OF_SEEDS, longer(longest, delays.delay().multipliedBy(MOST_DELAYS)));
  }

  /** Whether a result says that the host cannot or will not answer now. */
  static boolean hasTrouble(FetchResult result) {
    if (result instanceof Answer answer) {
      return answer.refusedForNow();
    }
    return ((Failure) result).kind() != FetchFailure.CANCELLED;
  }

  private Duration pause(int failures, String host) {
    int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
    Duration pause = retry.firstPause().multipliedBy(1L << doublings);
    Duration most = pause.compareTo(retry.longestPause()) > 0 ? retry.longestPause() : pause;
    return most.plus(
        Duration.ofMillis((long) (most.toMillis() * retry.jitter() * chance(host, failures))));
  }

  /** A number from 0 to 1 that is another one for each host and count, and always the same. */
  private static double chance(String host, int failures) {
    int mixed = (host.hashCode() * 31 + failures) * 0x9E3779B9;
    return (mixed >>> 8) / (double) (1 << 24);
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
