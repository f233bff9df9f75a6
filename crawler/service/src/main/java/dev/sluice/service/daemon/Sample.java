package dev.sluice.service.daemon;

import dev.sluice.engine.model.CrawlProgress;
import java.time.Duration;
import java.time.Instant;

/**
 * How a daemon stands at a moment.
 *
 * @param at the moment
 * @param state what it does
 * @param progress of the crawl; counts are of all runs since the daemon's start
 * @param rates of the last ten seconds
 * @param store how it stood at most ten seconds before
 * @param freeBytes of the disk
 * @param process what it takes
 */
public record Sample(
    Instant at,
    Daemon.State state,
    CrawlProgress progress,
    Rates rates,
    StoreFigures store,
    long freeBytes,
    ProcessFigures process) {

  /**
   * How fast a crawl goes, by the second.
   *
   * @param pages that were stored
   * @param bodyBytes that were received, decoded
   * @param errors failures, and answers that say that something went wrong
   */
  public record Rates(double pages, double bodyBytes, double errors) {

    static final Rates NONE = new Rates(0, 0, 0);

    static Rates between(Sample before, Instant at, CrawlProgress now) {
      Duration time = Duration.between(before.at, at);
      double seconds = Math.max(0.1, time.toMillis() / 1000.0);
      return new Rates(
          (now.pages() - before.progress.pages()) / seconds,
          (now.bodyBytes() - before.progress.bodyBytes()) / seconds,
          (now.errors() - before.progress.errors()) / seconds);
    }
  }
}
