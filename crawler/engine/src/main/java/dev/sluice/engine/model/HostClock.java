package dev.sluice.engine.model;

import java.time.Duration;
import java.time.Instant;

/**
 * When a host may be asked again, and why; kept in the store, so that a restart forgets nothing.
 *
 * @param nextRequest not before this time
 * @param crawlDelay what its robots.txt asks for; zero if nothing
 * @param failures failures, 429 and 5xx answers that are not yet forgiven
 * @param lastFailure when the last of them was
 * @param latency how long it takes to answer, smoothed; zero if it has never answered
 */
public record HostClock(
    Instant nextRequest, Duration crawlDelay, int failures, Instant lastFailure, Duration latency) {

  /** Of a host that was never asked. */
  public static final HostClock NEW =
      new HostClock(Instant.EPOCH, Duration.ZERO, 0, Instant.EPOCH, Duration.ZERO);
}
