package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the whole frontier and tells what is wrong with it: URLs that are queued but stand in no
 * queue, or the other way round; visits and hosts whose turn would never come; fetched pages without
 * a capture; tallies that miscount.
 */
public final class FrontierCheck {

  private final DataFolder data;
  private final UrlTable urls;
  private final HostTable hosts;
  private final Consumer<String> problems;
  private final Map<UrlStatus, Long> found = new EnumMap<>(UrlStatus.class);
  private String hostOfLast = "";
  private long turns;

  /** A check of this folder that hands each problem to {@code problems}, as a sentence. */
  public FrontierCheck(DataFolder data, Consumer<String> problems) {
    this.data = data;
    this.urls = new UrlTable(data::table);
    this.hosts = new HostTable(data::table);
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
    checkHosts();
    found.forEach(this::checkTally);
    checkTally("urls", urls.count(), found.values().stream().mapToLong(Long::longValue).sum());
    return found;
  }

  private void checkUrl(UrlRecord record) {
    found.merge(record.status(), 1L, Long::sum);
    if (record.status() == UrlStatus.QUEUED && !urls.isQueued(record)) {
      problems.accept(record.url().url() + " is queued but has no place in the queue");
    }
    if (record.status() == UrlStatus.QUEUED) {
      checkTurn(PageUrl.hostKey(record.url().url().host()));
    } else if (!urls.isDue(record)) {
      problems.accept(record.url().url() + " is to be visited again but its visit never comes due");
    }
    if (record.status() == UrlStatus.FETCHED
        && record.url().kind() == Kind.PAGE
        && data.pages().captures(record.url().url()).isEmpty()) {
      problems.accept(record.url().url() + " is fetched but has no capture");
    }
  }

  /** Whether the host of a queued URL has its turn; those of a host lie together. */
  private void checkTurn(String hostKey) {
    if (!hostKey.equals(hostOfLast)
        && hosts.find(hostKey).flatMap(HostTable::lane).isEmpty()) {
      problems.accept(PageUrl.hostOfKey(hostKey) + " has URLs queued but never has its turn");
    }
    hostOfLast = hostKey;
  }

  private void checkHosts() {
    hosts.forEach(this::checkHost);
    long places = hosts.turnCount();
    if (places != turns) {
      problems.accept("the agenda has " + places + " places for " + turns + " hosts");
    }
  }

  private void checkHost(String hostKey, HostRecord host) {
    if (HostTable.lane(host).isEmpty()) {
      return;
    }
    turns++;
    if (!hosts.isOnAgenda(hostKey, host)) {
      problems.accept(PageUrl.hostOfKey(hostKey) + " waits but has no place on the agenda");
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
