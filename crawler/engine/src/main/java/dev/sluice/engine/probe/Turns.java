package dev.sluice.engine.probe;

import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose turn it is: a host, and an address, has one request at a time, and after the end of each it
 * is left alone for its delay. For any number of threads.
 */
final class Turns {

  /** The most delays for which a slow host is left alone, as in a crawl. */
  private static final int MOST_DELAYS = 10;

  /** After which time it is looked again whether a request has ended. */
  private static final Duration BUSY = Duration.ofMillis(50);

  private final DelaySettings delays;
  private final Map<String, Instant> free = new HashMap<>();

  Turns(DelaySettings delays) {
    this.delays = delays;
  }

  /** Takes a turn: zero if it is taken, otherwise how long to wait before trying again. */
  synchronized Duration take(String host, String address, Instant now) {
    Duration wait = Duration.ZERO;
    for (String whose : List.of(host, address)) {
      Instant from = free.getOrDefault(whose, Instant.MIN);
      if (from.equals(Instant.MAX)) {
        return BUSY;
      }
      if (now.isBefore(from) && Duration.between(now, from).compareTo(wait) > 0) {
        wait = Duration.between(now, from);
      }
    }
    if (wait.isZero()) {
      free.put(host, Instant.MAX);
      free.put(address, Instant.MAX);
    }
    return wait;
  }

  /**
   * Ends a turn.
   *
   * @param hostDelay what the seed and the host ask for
   * @param latency how long the answer took
   */
  synchronized void end(
      String host, String address, Instant endedAt, Duration hostDelay, Duration latency) {
    Duration slow = Duration.ofMillis((long) (latency.toMillis() * delays.latencyFactor()));
    Duration most = hostDelay.multipliedBy(MOST_DELAYS);
    Duration wait = longer(hostDelay, slow.compareTo(most) > 0 ? most : slow);
    free.put(address, endedAt.plus(delays.addressDelay()));
    free.put(host, endedAt.plus(host.equals(address) ? longer(wait, delays.addressDelay()) : wait));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
