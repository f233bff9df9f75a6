package dev.sluice.testweb.referee;

import java.time.Instant;

/** Instants from the monotonic clock: differences stay true when the wall clock is set. */
final class Clock {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  Instant at(long nanoTime) {
    return start.plusNanos(nanoTime - startNanos);
  }
}
