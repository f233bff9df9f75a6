package dev.sluice.testweb.model;

import java.time.Duration;
import java.util.Optional;

/** Where the server reports every request; the referee listens. */
public interface RequestLog {
  /**
   * A request arrived.
   *
   * @param arrivalNanos {@link System#nanoTime()} when its first byte was read
   */
  Open arrived(String site, long connection, Request request, long arrivalNanos);

  /** A request whose answer has not ended. */
  interface Open {
    /**
     * The answer ended.
     *
     * @param endNanos {@link System#nanoTime()} at that moment
     */
    void ended(int status, long endNanos, Ending ending, Optional<Duration> retryAfter);
  }
}
