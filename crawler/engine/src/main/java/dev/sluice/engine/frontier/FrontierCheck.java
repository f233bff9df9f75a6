package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Reads the whole frontier and tells what is wrong with it: URLs that are queued but stand in no
 * queue, or the other way round; fetched URLs without a capture; visits that are planned in one
 * place only; hosts that have something to do but no turn, or the other way round; queued URLs that
 * their host's turn would not come to; tallies that miscount.
 */
public final class FrontierCheck {

  private final DataFolder data;
  private final UrlTable urls;
  private final HostTable hosts;
  private final Tallies tallies;
  private final Consumer<String> problems;
  private final Map<UrlStatus, Long> found = new EnumMap<>(UrlStatus.class);
  private final Map<Refusal, Long> overBudget = new EnumMap<>(Refusal.class);
  private final Map<String, Long> queuedOf = new TreeMap<>();
  private final Map<String, Long> overBudgetOf = new TreeMap<>();
  private String hostKey = "";
  private Optional<HostRecord> host = Optional.empty();
  private long visits;

  /** A check of this folder that hands each problem to {@code problems}, as a sentence. */
  public FrontierCheck(DataFolder data, Consumer<String> problems) {
    this.data = data;
    this.urls = new UrlTable(data::table);
    this.hosts = new HostTable(data::table);
    this.tallies = new Tallies(data.table(Tallies.TABLE.name()));
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
    checkVisits();
    checkHosts();
    found.forEach(this::checkTally);
    if (tallies.countsBySeed()) {
      checkTallies(UrlTable.QUEUED_OF, queuedOf);
      checkTallies(UrlTable.OVER_BUDGET_OF, overBudgetOf);
    }
    if (!urls.overBudget().equals(overBudget)) {
      problems.accept(
          "the tallies say " + urls.overBudget() + " of budgets used up, found were " + overBudget);
    }
    checkTally("urls", urls.count(), found.values().stream().mapToLong(Long::longValue).sum());
    return found;
  }

  private void checkUrl(UrlRecord record) {
    found.merge(record.status(), 1L, Long::sum);
    countForSeed(record);
    record.budget().ifPresent(over -> overBudget.merge(over.why(), 1L, Long::sum));
    if (record.status().isInQueue()) {
      checkQueued(record);
    } else if (record.history().nextVisit().isPresent()) {
      visits++;
      if (!urls.isDue(record)) {
        problems.accept(record.url().url() + " is to be visited again but no visit is planned");
      }
    }
    boolean isKept = record.url().kind() == Kind.PAGE;
    if (isKept
        && record.status() == UrlStatus.FETCHED
        && data.pages().captures(record.url().url()).isEmpty()) {
      problems.accept(record.url().url() + " is fetched but has no capture");
    }
  }

  private void countForSeed(UrlRecord record) {
    if (record.status() == UrlStatus.QUEUED) {
      queuedOf.merge(record.url().seed(), 1L, Long::sum);
    } else if (record.status() == UrlStatus.OVER_BUDGET) {
      overBudgetOf.merge(record.url().seed(), 1L, Long::sum);
    }
  }

  /** Those of all seeds, which are known by their names here. */
  private void checkTallies(String name, Map<String, Long> counted) {
    Map<String, Long> says = tallies.countsBeginning(name);
    Set<String> seeds = new TreeSet<>(says.keySet());
    seeds.addAll(counted.keySet());
    for (String seed : seeds) {
      checkTally(name + seed, says.getOrDefault(seed, 0L), counted.getOrDefault(seed, 0L));
    }
  }

  private void checkQueued(UrlRecord record) {
    PageUrl url = record.url().url();
    if (!urls.isQueued(record)) {
      problems.accept(url + " is queued but has no place in the queue");
    }
    String key = PageUrl.hostKey(url.host());
    if (!key.equals(hostKey)) { // URLs come host by host
      hostKey = key;
      host = hosts.find(key);
    }
    if (host.isEmpty() || host.get().standing() == Standing.DRAINED) {
      problems.accept(url + " is queued but its host has nothing to do");
    } else if (Arrays.compareUnsigned(UrlTable.queueKey(record), host.get().cursor()) < 0) {
      problems.accept(url + " is queued before the place from which its host's queue is read");
    }
  }

  /** Each page to be visited again has its row; were there more, some would lead nowhere. */
  private void checkVisits() {
    long planned = urls.dueCount();
    if (planned != visits) {
      problems.accept(planned + " visits are planned for " + visits + " URLs");
    }
  }

  private void checkHosts() {
    AtomicLong expected = new AtomicLong();
    hosts.forEach(
        (key, record) -> {
          if (record.standing() == Standing.DRAINED) {
            return;
          }
          expected.incrementAndGet();
          if (!hosts.isOnAgenda(key, record)) {
            problems.accept(
                "host " + PageUrl.hostOfKey(key) + " is " + record.standing() + " without a turn");
          }
        });
    long turns = hosts.turnCount();
    if (turns != expected.get()) {
      problems.accept("there are " + turns + " turns for " + expected + " hosts");
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
    long queued =
        found.getOrDefault(UrlStatus.QUEUED, 0L) + found.getOrDefault(UrlStatus.OVER_BUDGET, 0L);
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
