package dev.sluice.service.daemon;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of day at the start of the program, and from there on a counter that nobody sets.
 *
 * <p>The system's clock is set forward and back while a program runs, by hand or by a time server;
 * a delay that is measured with it can be cut short. This one cannot. It may come to differ from
 * the system's clock by a few seconds a day, which nothing here minds.
 */
public final class SteadyClock implements InstantSource {

  private final LongSupplier nanos;
  private final Instant start;
  private final long startNanos;

  /** A clock that goes by those of the system. */
  public SteadyClock() {
    this(InstantSource.system(), System::nanoTime);
  }

  /**
   * @param day is asked for the time of day once
   * @param nanos counts on from anywhere
   */
  SteadyClock(InstantSource day, LongSupplier nanos) {
    this.nanos = nanos;
    this.start = day.instant();
    this.startNanos = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos.getAsLong() - startNanos);
  }
}
