package dev.sluice.service.cli;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something that another process does. */
final class Waiting {

  private Waiting() {}

  /** Waits until the condition holds; fails after that many seconds. */
  static void until(String what, long seconds, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited " + seconds + " s in vain until " + what);
      }
      Thread.sleep(5);
    }
  }
}
