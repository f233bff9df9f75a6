package dev.sluice.service.cli;

import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.service.daemon.ExportPace;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Shows how many pages were looked at, and passes the wish to end on. */
final class PagesScreen implements ExportWatch {

  private final WorkBar bar;
  private final InstantSource clock;
  private final ExportPace pace = new ExportPace();
  private volatile boolean endAsked;

  PagesScreen(InstantSource clock) {
    this.clock = clock;
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
  public void progress(Phase phase, long done, long total) {
    pace.add(phase, done, total, clock.instant());
    bar.show("pages", done, total, pace::left);
  }
}
