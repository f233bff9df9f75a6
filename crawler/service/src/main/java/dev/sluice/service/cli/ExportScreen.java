package dev.sluice.service.cli;

import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.Manifest;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows how an export goes, and passes the user's wish to end it on. */
final class ExportScreen implements ExportWatch {

  private static final int LONGEST_END_SECONDS = 30;

  private final boolean terminal = Boolean.getBoolean("sluice.terminal");
  private final Screen screen;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopAsked;
  private @Nullable Phase shown;
  private @Nullable ProgressBar bar;

  private ExportScreen(InstantSource clock) {
    this.screen = new Screen(clock);
  }

  /** Runs an export and shows its progress; after SIGINT or SIGTERM it can be gone on with. */
  static Manifest follow(Function<ExportWatch, Manifest> export, InstantSource clock) {
    ExportScreen watch = new ExportScreen(clock);
    Thread onSignal = new Thread(watch::stopAndWait, "end-export");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      return export.apply(watch);
    } finally {
      watch.end();
      removeHook(onSignal);
    }
  }

  private static void removeHook(Thread onSignal) {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException alreadyShuttingDown) {
      // the signal is why the export ended
    }
  }

  private void stopAndWait() {
    stopAsked = true;
    try {
      ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    if (bar != null) {
      bar.close();
    }
    ended.countDown();
  }

  @Override
  public boolean stopped() {
    return stopAsked;
  }

  @Override
  public void progress(Phase phase, long done, long total) {
    if (terminal) {
      bar(phase, total).stepTo(done);
    } else if (screen.due()) {
      screen.show(String.format("%s: %,d of %,d", name(phase), done, total));
    }
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
