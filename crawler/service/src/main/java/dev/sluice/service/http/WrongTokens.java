package dev.sluice.service.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts wrong tokens by the address that they come from, so that nobody can try many. Whoever has
 * sent too many is not listened to for the rest of a minute, whatever comes. Safe for use by
 * several threads.
 */
final class WrongTokens {

  /** More are too many. */
  static final int MOST = 10;

  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;

  private final InstantSource clock;

  /** In the order in which their periods end. */
  private final Map<String, Count> counts = new LinkedHashMap<>();

  WrongTokens(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * How many there were.
   *
   * @param end when they are forgotten
   */
  private record Count(int wrong, Instant end) {}

  /** How long this address is not listened to; nothing if it is. */
  synchronized Optional<Duration> pause(String address) {
    Instant now = clock.instant();
    return Optional.ofNullable(counts.get(address))
        .filter(count -> count.wrong >= MOST && now.isBefore(count.end))
        .map(count -> Duration.between(now, count.end));
  }

  /** Notes a wrong one. */
  synchronized void note(String address) {
    Instant now = clock.instant();
    counts.values().removeIf(count -> !now.isBefore(count.end));
    if (counts.size() >= MOST_ADDRESSES) {
      counts.remove(counts.keySet().iterator().next());
    }
    counts.merge(
        address,
        new Count(1, now.plus(PERIOD)),
        (before, first) -> new Count(before.wrong + 1, before.end));
  }
}
