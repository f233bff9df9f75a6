package dev.sluice.bench.contest;

import dev.sluice.bench.process.Usage;
import dev.sluice.bench.report.Spread;
import dev.sluice.testweb.model.LoadReport;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run of one contestant brought; the raw figures.
 *
 * @param round from 1
 * @param wholeSeconds from the start of its process to its end
 * @param diskBytes what its folder takes of the disk
 * @param pace requests in each {@link #PACE} from the first
 * @param web what the web saw
 */
public record Round(
    String command,
    String contestant,
    int round,
    int hosts,
    double wholeSeconds,
    long diskBytes,
    Usage usage,
    List<Long> pace,
    LoadReport web) {

  /** How often requests are counted. */
  static final Duration PACE = Duration.ofSeconds(10);

  public Round {
    pace = List.copyOf(pace);
  }

  /** Pages a second, from the web's first request to its last answer. */
  double pagesPerSecond() {
    return pages() / Math.max(0.001, web.traffic().seconds());
  }

  /** Pages that were fetched, each counted once. */
  long pages() {
    return web.traffic().distinctPages();
  }

  /** Requests for pages that had been asked for before. */
  long repeated() {
    return web.traffic().pages() - web.traffic().distinctPages();
  }

  /** Whether every page was fetched and its process ended well. */
  boolean isComplete() {
    return pages() == web.traffic().allPages() && usage.exitCode() == 0;
  }

  double cpuSecondsPerThousandPages() {
    return usage.cpuSeconds() * 1000 / Math.max(1, pages());
  }

  double peakMegabytes() {
    return usage.peakBytes() / (1024.0 * 1024);
  }

  double diskBytesPerPage() {
    return (double) diskBytes / Math.max(1, pages());
  }

  /** A figure of several rounds, as {@link Spread#text}. */
  static String spread(List<Round> rounds, ToDoubleFunction<Round> figure, int decimals) {
    return Spread.of(rounds.stream().map(figure::applyAsDouble).toList()).text(decimals);
  }
}
