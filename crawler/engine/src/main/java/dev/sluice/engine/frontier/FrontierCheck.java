package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the whole frontier and tells what is wrong with it: URLs that are queued but stand in no
 * queue, or the other way round; fetched URLs without a capture; tallies that miscount.
 */
public final class FrontierCheck {

  private final DataFolder data;
  private final UrlTable urls;
  private final Consumer<String> problems;
  private final Map<UrlStatus, Long> found = new EnumMap<>(UrlStatus.class);

  /** A check of this folder that hands each problem to {@code problems}, as a sentence. */
  public FrontierCheck(DataFolder data, Consumer<String> problems) {
    this.data = data;
    this.urls = new UrlTable(data::table);
    this.problems = problems;
  }

  /** Runs the check; gives the number of URLs of each status. */
  public Map<UrlStatus, Long> run() {
    for (UrlStatus status : UrlStatus.values()) {
      found.put(status, 0L);
    }
    try (Scan<Row> rows = urls.scanUrls()) {
      rows.forEachRemaining(row -> checkUrl(UrlTable.record(row)));
    }
    checkQueueLength();
    found.forEach(this::checkTally);
    checkTally("urls", urls.count(), found.values().stream().mapToLong(Long::longValue).sum());
    return found;
  }

  private void checkUrl(UrlRecord record) {
    found.merge(record.status(), 1L, Long::sum);
    if (record.status() == UrlStatus.QUEUED && !urls.isQueued(record)) {
      problems.accept(record.url().url() + " is queued but has no place in the queue");
    }
    if (record.status() == UrlStatus.FETCHED
        && record.url().kind() == Kind.PAGE
        && data.pages().captures(record.url().url()).isEmpty()) {
      problems.accept(record.url().url() + " is fetched but has no capture");
    }
  }

  /** Each queued URL has its place; were there more places than that, some would lead nowhere. */
  private void checkQueueLength() {
    long places = 0;
    try (Scan<Row> rows = urls.scanQueue()) {
      while (rows.hasNext()) {
        rows.next();
        places++;
      }
    }
    long queued = found.getOrDefault(UrlStatus.QUEUED, 0L);
    if (places != queued) {
      problems.accept("the queue has " + places + " places for " + queued + " queued URLs");
    }
  }

  private void checkTally(UrlStatus status, long count) {
    checkTally(status.name().toLowerCase(Locale.ROOT), urls.count(status), count);
  }

  private void checkTally(String name, long says, long count) {
    if (says != count) {
      problems.accept("the tally '" + name + "' says " + says + ", found were " + count);
    }
  }
}
