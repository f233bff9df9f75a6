package dev.sluice.engine.model;

import java.time.Duration;
import java.time.Instant;

/**
 * When a host may be asked again, and why; kept in the store, so that a restart forgets nothing.
 *
 * @param nextRequest not before this time
 * @param crawlDelay what its robots.txt asks for; zero if nothing
 * @param failuresInARow failures, 429 and 5xx answers since the last good answer
 */
public record HostClock(Instant nextRequest, Duration crawlDelay, int failuresInARow) {

  /** Of a host that was never asked. */
  public static final HostClock NEW = new HostClock(Instant.EPOCH, Duration.ZERO, 0);
}
