package dev.sluice.bench.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Counts URLs and takes the time at the start, a tenth, nine tenths and the end. */
final class Rates {

  private final long urls;
  private final InstantSource clock;
  private final Instant start;
  private long done;
  private Instant lastRemark;
  private long doneAtRemark;
  private Optional<Instant> oneTenth = Optional.empty();
  private Optional<Instant> nineTenths = Optional.empty();
  private Optional<Instant> end = Optional.empty();

  Rates(long urls, InstantSource clock) {
    this.urls = urls;
    this.clock = clock;
    this.start = clock.instant();
    this.lastRemark = start;
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

  private Optional<Instant> mark(Optional<Instant> mark, long at) {
    return mark.isEmpty() && done >= at ? Optional.of(clock.instant()) : mark;
  }

  /** How far it is, and the rate since the last remark. */
  synchronized String remark() {
    Instant now = clock.instant();
    double rate = rate(done - doneAtRemark, lastRemark, now);
    lastRemark = now;
    doneAtRemark = done;
    return String.format(Locale.ROOT, "%,d of %,d URLs, %,.0f/s", done, urls, rate);
  }

  /** URLs a second over the whole. */
  synchronized double whole() {
    return rate(urls, start, reached(end));
  }

  synchronized double firstTenth() {
    return rate(urls / 10, start, reached(oneTenth));
  }

  synchronized double lastTenth() {
    return rate(urls / 10, reached(nineTenths), reached(end));
  }

  private static Instant reached(Optional<Instant> mark) {
    return mark.orElseThrow(() -> new IllegalStateException("not all URLs are in"));
  }

  private static double rate(long count, Instant from, Instant to) {
    return count / Math.max(1e-6, Duration.between(from, to).toNanos() / 1e9);
  }
}
