package dev.sluice.service.cli;

import dev.sluice.corpus.model.Verification;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows how much of an export was read, and passes the wish to end on. */
final class VerifyScreen implements Verification.Watch {

  private static final int MEBIBYTE_BITS = 20;

  private final WorkBar bar;
  private volatile boolean endAsked;

  VerifyScreen(InstantSource clock) {
    this.bar = new WorkBar(clock);
  }

  void askToEnd() {
    endAsked = true;
  }

  /** Does some work that is shown here. */
  <T> T during(Supplier<T> work) {
    try {
      return work.get();
    } finally {
      bar.end();
    }
  }

  @Override
  public boolean stopped() {
    return endAsked;
  }

  @Override
  public void progress(long done, long total) {
    bar.show("MiB read", done >> MEBIBYTE_BITS, total >> MEBIBYTE_BITS, Optional::empty);
  }
}
