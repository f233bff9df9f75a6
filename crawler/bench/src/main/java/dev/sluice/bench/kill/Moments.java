package dev.sluice.bench.kill;

import java.time.Duration;
import java.util.Random;

/** When to kill: now and then while a crawl starts, mostly while it works. */
final class Moments {

  private static final int ONE_AT_START_IN = 5;

  private final Random random;
  private final Duration longestStart;
  private final Duration longestWork;

  /**
   * Moments that are the same for the same seed.
   *
   * @param longestStart kills at the start come at most so long after it
   * @param longestWork the others come at most so long after the first request
   */
  Moments(long seed, Duration longestStart, Duration longestWork) {
    this.random = new Random(seed);
    this.longestStart = longestStart;
    this.longestWork = longestWork;
  }

  /**
   * A moment.
   *
   * @param atWork whether it counts from the first request, not from the start
   */
  record Moment(boolean atWork, Duration after) {}

  Moment next() {
    boolean atWork = random.nextInt(ONE_AT_START_IN) != 0;
    Duration longest = atWork ? longestWork : longestStart;
    return new Moment(atWork, Duration.ofMillis(random.nextInt((int) longest.toMillis() + 1)));
  }
}
