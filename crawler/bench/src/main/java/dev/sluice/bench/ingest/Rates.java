package dev.sluice.bench.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Counts URLs and takes the time at the start, a tenth, nine tenths and the end: by the clock, and
 * of the processors, which says more on a machine that has other work.
 */
final class Rates {

  private final long urls;
  private final InstantSource clock;
  private final DoubleSupplier cpuSeconds;
  private final Mark start;
  private long done;
  private Mark lastRemark;
  private Optional<Mark> oneTenth = Optional.empty();
  private Optional<Mark> nineTenths = Optional.empty();
  private Optional<Mark> end = Optional.empty();

  /**
   * @param cpuSeconds processor time of this process
   */
  Rates(long urls, InstantSource clock, DoubleSupplier cpuSeconds) {
    this.urls = urls;
    this.clock = clock;
    this.cpuSeconds = cpuSeconds;
    this.start = now();
    this.lastRemark = start;
  }

  /** How it stood at a moment. */
  private record Mark(long done, Instant at, double cpuSeconds) {

    Pace since(Mark before) {
      long count = done - before.done;
      double seconds = Duration.between(before.at, at).toNanos() / 1e9;
      return new Pace(
          count / Math.max(1e-6, seconds),
          (cpuSeconds - before.cpuSeconds) * 1e6 / Math.max(1, count));
    }
  }

  /** How quickly URLs went in, and at which cost. */
  record Pace(double urlsPerSecond, double cpuMicrosPerUrl) {}

  private Mark now() {
    return new Mark(done, clock.instant(), cpuSeconds.getAsDouble());
  }

  long urls() {
    return urls;
  }

  /** So many more are done. */
  synchronized void add(long count) {
    done += count;
    oneTenth = mark(oneTenth, urls / 10);
    nineTenths = mark(nineTenths, urls - urls / 10);
    end = mark(end, urls);
  }

  private Optional<Mark> mark(Optional<Mark> mark, long at) {
    return mark.isEmpty() && done >= at ? Optional.of(now()) : mark;
  }

  /** How far it is, and the pace since the last remark. */
  synchronized String remark() {
    Mark now = now();
    Pace pace = now.since(lastRemark);
    lastRemark = now;
    return String.format(
        Locale.ROOT,
        "%,d of %,d URLs, %,.0f/s, %.1f CPU µs each",
        done,
        urls,
        pace.urlsPerSecond(),
        pace.cpuMicrosPerUrl());
  }

  /** The pace over the whole. */
  synchronized Pace whole() {
    return reached(end).since(start);
  }

  synchronized Pace firstTenth() {
    return reached(oneTenth).since(start);
  }

  synchronized Pace lastTenth() {
    return reached(end).since(reached(nineTenths));
  }

  private static Mark reached(Optional<Mark> mark) {
    return mark.orElseThrow(() -> new IllegalStateException("not all URLs are in"));
  }
}
