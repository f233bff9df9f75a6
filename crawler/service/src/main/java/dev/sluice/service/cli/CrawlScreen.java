package dev.sluice.service.cli;

import dev.sluice.engine.CrawlProgress;
import dev.sluice.service.daemon.CrawlRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Shows how a crawl goes, and passes the user's wish to end it on. */
final class CrawlScreen {

  private final InstantSource clock = InstantSource.system();
  private final Screen screen = new Screen(clock);
  private Instant lastAt = clock.instant();
  private long lastPages;

  private CrawlScreen() {}

  /** Runs a crawl and shows its progress; SIGINT and SIGTERM end it cleanly. */
  static CrawlRun.Report follow(CrawlRun run) {
    Thread onSignal = new Thread(run::stopAndWait, "end-crawl");
    Runtime.getRuntime().addShutdownHook(onSignal);
    CrawlScreen shown = new CrawlScreen();
    try {
      return run.run(shown::tick);
    } finally {
      shown.screen.end();
      removeHook(onSignal);
    }
  }

  private static void removeHook(Thread onSignal) {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException alreadyShuttingDown) {
      // the signal is why the crawl ended
    }
  }

  private void tick(CrawlProgress progress) {
    if (screen.due()) {
      screen.show(line(progress));
    }
  }

  private String line(CrawlProgress progress) {
    Instant now = clock.instant();
    double seconds = Math.max(0.001, Duration.between(lastAt, now).toMillis() / 1000.0);
    double rate = (progress.pages() - lastPages) / seconds;
    lastAt = now;
    lastPages = progress.pages();
    return String.format(
        "%,d pages · %.1f pages/s · %,d queued · hosts: %,d ready, %,d waiting · %,d errors",
        progress.pages(),
        rate,
        progress.queued(),
        progress.hostsReady(),
        progress.hostsWaiting(),
        progress.errors());
  }
}
