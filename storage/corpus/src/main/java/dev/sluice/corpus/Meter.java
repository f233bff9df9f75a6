package dev.sluice.corpus;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.ExportWatch.Phase;
import java.util.List;

/** Counts the work of a phase for the watch, and says when to stop. For all threads. */
final class Meter {

  /** What a step counts that compares candidates. */
  private static final int STEP = 1000;

  private final ExportWatch watch;
  private volatile boolean abandoned;
  private Phase phase = Phase.PREPARE;
  private long done;
  private long total;
  private long finished;

  Meter(ExportWatch watch) {
    this.watch = watch;
  }

  /** Says which phases there will be. */
  void expect(List<Phase> phases) {
    watch.phases(phases);
  }

  synchronized void begin(Phase next, long expected) {
    phase = next;
    done = 0;
    finished = 0;
    total = expected;
    watch.progress(phase, 0, total);
  }

  synchronized void add(long work) {
    done += work;
    watch.progress(phase, done, Math.max(done, total));
  }

  /** Begins the phase of choosing, which is counted in {@value #STEP} for each step. */
  synchronized void beginSteps(int steps) {
    begin(Phase.CHOOSE, (long) steps * STEP);
  }

  /** Begins the phase of recording, which is counted like one step. */
  synchronized void beginRecord() {
    begin(Phase.RECORD, STEP);
  }

  /** This many steps are done. */
  synchronized void steps(int count) {
    finished = (long) count * STEP;
    step(0);
  }

  /** The next step is done to this share, from 0 to 1; what is less than before counts nothing. */
  synchronized void step(double share) {
    long now = finished + (long) (STEP * Math.min(1, share));
    if (now > done) {
      add(now - done);
    }
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
