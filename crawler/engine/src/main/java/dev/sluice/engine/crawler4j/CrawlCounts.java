package dev.sluice.engine.crawler4j;

import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what came of the requests of a run. Safe for use by several threads. */
public final class CrawlCounts {

  private final LongAdder sitemaps = new LongAdder();
  private final LongAdder bodyBytes = new LongAdder();
  private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
  private final Map<FetchFailure, LongAdder> failures = new ConcurrentHashMap<>();

  void count(Kind asked, FetchResult result) {
    if (result instanceof Answer answer) {
      bodyBytes.add(answer.body().length);
      if (asked == Kind.SITEMAP && answer.status() == 200) {
        sitemaps.increment();
      }
      answers.computeIfAbsent(answer.status(), unused -> new LongAdder()).increment();
    } else {
      count(((Failure) result).kind());
    }
  }

  private void count(FetchFailure failure) {
    failures.computeIfAbsent(failure, unused -> new LongAdder()).increment();
  }

  /** Counts why an address or a robots.txt could not be had; the end of the crawl is no failure. */
  void countErrand(FetchFailure failure) {
    if (failure != FetchFailure.CANCELLED) {
      count(failure);
    }
  }

  /** Sitemaps that were there. */
  public long sitemaps() {
    return sitemaps.sum();
  }

  /** Answers to requests for pages and sitemaps, of all statuses, later attempts included. */
  public long answers() {
    return answers.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** Bytes of all bodies, decoded. */
  public long bodyBytes() {
    return bodyBytes.sum();
  }

  /** Answers by HTTP status. */
  public Map<Integer, Long> answersByStatus() {
    Map<Integer, Long> counts = new TreeMap<>();
    answers.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }

  /** Failures by kind, later attempts included, and those of lookups and of robots.txt too. */
  public Map<FetchFailure, Long> failures() {
    Map<FetchFailure, Long> counts = new TreeMap<>();
    failures.forEach((kind, count) -> counts.put(kind, count.sum()));
    return counts;
  }
}
