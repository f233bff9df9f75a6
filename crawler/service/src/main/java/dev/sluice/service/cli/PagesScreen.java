package dev.sluice.service.cli;

import dev.sluice.corpus.model.ExportWatch;
import java.time.InstantSource;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows how many pages were looked at, and passes the wish to end on. */
final class PagesScreen implements ExportWatch {

  private final boolean terminal = Boolean.getBoolean("sluice.terminal");
  private final Screen screen;
  private volatile boolean endAsked;
  private @Nullable ProgressBar bar;

  PagesScreen(InstantSource clock) {
    this.screen = new Screen(clock);
  }

  void askToEnd() {
    endAsked = true;
  }

  /** Takes the progress bar away. */
  void end() {
    if (bar != null) {
      bar.close();
    }
  }

  @Override
  public boolean stopped() {
    return endAsked;
  }

  @Override
  public void progress(Phase phase, long done, long total) {
    if (terminal) {
      bar(total).stepTo(done);
    } else if (screen.due()) {
      screen.show(String.format(Locale.ROOT, "pages: %,d of %,d", done, total));
    }
  }

  private ProgressBar bar(long total) {
    ProgressBar current = bar;
    if (current == null) {
      current = new ProgressBarBuilder().setTaskName("pages").setInitialMax(total).build();
      bar = current;
    }
    return current;
  }
}
