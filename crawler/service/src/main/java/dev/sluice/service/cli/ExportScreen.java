package dev.sluice.service.cli;

import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.service.daemon.ExportPace;
import dev.sluice.service.daemon.ProgressFile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows how an export goes, here and to other processes, and passes the wish to end it on. */
final class ExportScreen implements ExportWatch {

  private final boolean terminal = Boolean.getBoolean("sluice.terminal");
  private final Screen screen;
  private final InstantSource clock;
  private final ProgressFile file;
  private final ExportPace pace = new ExportPace();
  private volatile boolean endAsked;
  private @Nullable Phase shown;
  private @Nullable ProgressBar bar;

  ExportScreen(InstantSource clock, ProgressFile file) {
    this.clock = clock;
    this.file = file;
    this.screen = new Screen(clock);
  }

  /** Asks the export to end; it can be gone on with. */
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
    pace.add(phase, done, total, clock.instant());
    file.tell(phase, done, total, pace);
    if (terminal) {
      bar(phase, total).stepTo(done);
    } else if (screen.due()) {
      screen.show(String.format(Locale.ROOT, "%s: %,d of %,d", name(phase), done, total) + left());
    }
  }

  /** What the phase will still take; nothing while that is not known. */
  private String left() {
    OptionalLong seconds = pace.leftSeconds();
    return seconds.isEmpty()
        ? ""
        : ", about " + Spans.text(Duration.ofSeconds(seconds.getAsLong())) + " left";
  }

  private ProgressBar bar(Phase phase, long total) {
    ProgressBar current = bar;
    if (current == null || shown != phase) {
      if (current != null) {
        current.close();
      }
      current = new ProgressBarBuilder().setTaskName(name(phase)).setInitialMax(total).build();
      bar = current;
      shown = phase;
    }
    return current;
  }

  private static String name(Phase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }
}
