package dev.sluice.service.cli;

import dev.sluice.engine.model.CrawlProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Shows how a crawl goes. */
final class CrawlScreen {

  private static final Duration BETWEEN_LINES_OF_SERVICE = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Screen screen;
  private Instant lastAt;
  private long lastPages;

  CrawlScreen(InstantSource clock) {
    this(clock, new Screen(clock));
  }

  private CrawlScreen(InstantSource clock, Screen screen) {
    this.clock = clock;
    this.screen = screen;
    this.lastAt = clock.instant();
  }

  /**
   * Shows how a crawl without end goes; where that is kept in a file, a line is not due as soon.
   */
  static CrawlScreen ofService(InstantSource clock) {
    return new CrawlScreen(clock, new Screen(clock, BETWEEN_LINES_OF_SERVICE));
  }

  /** Shows how it stands, if it is time for that. */
  void tick(CrawlProgress progress) {
    if (screen.due()) {
      screen.show(line(progress));
    }
  }

  /** Takes the progress line away. */
  void end() {
    screen.end();
  }

  private String line(CrawlProgress progress) {
    Instant now = clock.instant();
    double seconds = Math.max(0.001, Duration.between(lastAt, now).toMillis() / 1000.0);
    double rate = Math.max(0, progress.pages() - lastPages) / seconds; // a new run begins at 0
    lastAt = now;
    lastPages = progress.pages();
    return String.format(
        Locale.ROOT,
        "%s · %.1f pages/s · %,d queued · hosts: %,d ready, %,d waiting · %s",
        Counted.text(progress.pages(), "page"),
        rate,
        progress.queued(),
        progress.hostsReady(),
        progress.hostsWaiting(),
        Counted.text(progress.errors(), "error"));
  }
}
