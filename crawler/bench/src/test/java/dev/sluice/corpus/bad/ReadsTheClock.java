package dev.sluice.corpus.bad;

import java.time.Instant;

/** A function whose result depends on when it runs. */
final class ReadsTheClock {
  static Instant run() {
    return Instant.now();
  }
}
