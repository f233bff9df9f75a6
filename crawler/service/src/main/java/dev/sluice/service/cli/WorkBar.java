package dev.sluice.service.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows how far work is: a bar on a terminal, and elsewhere a line now and then. */
final class WorkBar {

  private final boolean terminal = Boolean.getBoolean("sluice.terminal");
  private final Screen screen;
  private @Nullable ProgressBar bar;
  private volatile Optional<Duration> left = Optional.empty();

  WorkBar(InstantSource clock) {
    this.screen = new Screen(clock);
  }

  /**
   * Shows how much is done; new work begins with nothing done.
   *
   * @param left what the work will still take; nothing while that is not known
   */
  void show(String work, long done, long total, Supplier<Optional<Duration>> left) {
    if (terminal) {
      this.left = left.get();
      bar(work, done, total).stepTo(done);
    } else if (screen.due()) {
      String time = left.get().map(it -> ", about " + Spans.text(it) + " left").orElse("");
      screen.show(String.format(Locale.ROOT, "%s: %,d of %,d", work, done, total) + time);
    }
  }

  private ProgressBar bar(String work, long done, long total) {
    ProgressBar current = bar;
    if (current == null || done == 0) {
      end();
      current =
          new ProgressBarBuilder()
              .setTaskName(work)
              .setInitialMax(total)
              .setEtaFunction(state -> left)
              .build();
      bar = current;
    }
    return current;
  }

  /** Takes the bar away. */
  void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
