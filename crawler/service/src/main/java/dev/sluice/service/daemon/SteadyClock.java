package dev.sluice.service.daemon;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of day at the start of the program, and from there on a counter that nobody sets.
 *
 * <p>The system's clock is set forward and back while a program runs, by hand or by a time server;
 * a delay that is measured with it can be cut short. This one cannot. It may come to differ from
 * the system's clock by a few seconds a day, which nothing here minds.
 */
public final class SteadyClock implements InstantSource {

  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
