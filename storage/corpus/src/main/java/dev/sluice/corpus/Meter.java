package dev.sluice.corpus;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.ExportWatch.Phase;

/** Counts the work of a phase for the watch, and says when to stop. For all threads. */
final class Meter {

  private final ExportWatch watch;
  private volatile boolean abandoned;
  private Phase phase = Phase.PREPARE;
  private long done;
  private long total;

  Meter(ExportWatch watch) {
    this.watch = watch;
  }

  synchronized void begin(Phase next, long expected) {
    phase = next;
    done = 0;
    total = expected;
    watch.progress(phase, 0, total);
  }

  synchronized void add(long work) {
    done += work;
    watch.progress(phase, done, Math.max(done, total));
  }

  /** Makes all workers stop at their next page, since the export has failed elsewhere. */
  void abandon() {
    abandoned = true;
  }

  /** Throws if the export is to stop. */
  void check() {
    if (abandoned || watch.stopped()) {
      throw stopped();
    }
  }

  static ExportException stopped() {
    return new ExportException(
        Problem.STOPPED, "the export was stopped; run the same command again to go on with it");
  }
}
