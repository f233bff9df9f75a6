package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.engine.model.VisitHistory;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.model.UrlRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Every URL that the crawl knows, and the queue of those that it has yet to fetch. The two tables
 * and the tallies change together, in the caller's batch.
 */
public final class UrlTable {

  /** The tables it needs. */
  public static final List<TableSpec> TABLES =
      List.of(
          new TableSpec("urls", TableSpec.Kind.RECORDS),
          new TableSpec("queue", TableSpec.Kind.QUEUE),
          new TableSpec("due", TableSpec.Kind.QUEUE),
          Tallies.TABLE);

  /** The version of a URL that redirects led to; all others are as they always were, version 1. */
  private static final int REDIRECTED = 2;

  private static final int VERSION = 1;
  private static final byte[] QUEUED = new RowWriter(VERSION).toBytes();
  private static final String ALL = "urls";
  static final String QUEUED_OF = "queued of ";
  static final String OVER_BUDGET_OF = "over budget of ";
  private static final Set<Refusal> BUDGETS =
      EnumSet.of(
          Refusal.BUDGET_SEED, Refusal.BUDGET_HOST, Refusal.BUDGET_DOMAIN, Refusal.BUDGET_PATH);
  private static final int MAX_DEPTH = 255;
  private static final byte[] END_OF_TIME = {(byte) 0xff};

  private final Table urls;
  private final Table queue;
  private final Table due;
  private final Tallies tallies;

  /** The URL table in these tables, asked for by name. */
  public UrlTable(Function<String, Table> tables) {
    this.urls = tables.apply("urls");
    this.queue = tables.apply("queue");
    this.due = tables.apply("due");
    this.tallies = new Tallies(tables.apply(Tallies.TABLE.name()));
  }

  /**
   * A place in the queue of a host.
   *
   * @param record what is known of its URL
   * @param countedFor the seed that the URL belongs to on the disk, where it is counted for that
   */
  record Place(byte[] key, UrlRecord record, String countedFor) {

    /** The same place, its URL being another seed's by now. */
    Place as(CrawlUrl url) {
      return new Place(key, record.as(url), countedFor);
    }
  }

  /** All that is known of a URL. */
  public Optional<UrlRecord> find(PageUrl url) {
    byte[] key = url.key();
    return urls.get(key).map(value -> record(new Row(key, value)));
  }

  /** Which of these URLs are known, by their place in the list. */
  boolean[] areKnown(List<CrawlUrl> asked) {
    List<Optional<byte[]>> rows =
        urls.getAll(asked.stream().map(candidate -> candidate.url().key()).toList());
    boolean[] known = new boolean[asked.size()];
    for (int i = 0; i < known.length; i++) {
      known[i] = rows.get(i).isPresent();
    }
    return known;
  }

  /** The place that a URL will have which is not known yet. */
  static Place newPlace(CrawlUrl url, VisitHistory history, Instant now) {
    return place(new UrlRecord(url, UrlStatus.QUEUED, now, 0, "", history));
  }

  /** Adds URLs that are not known yet, and queues them. */
  void addNew(Batch batch, Collection<Place> places) {
    for (Place place : places) {
      batch.put(urls, place.record().url().url().key(), value(place.record()));
      batch.put(queue, place.key(), QUEUED);
    }
    tallies.add(batch, ALL, places.size());
    tallies.add(batch, tally(UrlStatus.QUEUED), places.size());
    countBySeed(batch, places);
  }

  /** Most often the links of a page are all of one seed. */
  private void countBySeed(Batch batch, Collection<Place> places) {
    Map<String, Integer> bySeed = new HashMap<>(2);
    places.forEach(place -> bySeed.merge(place.countedFor(), 1, Integer::sum));
    bySeed.forEach((seed, count) -> tallies.add(batch, queuedOf(seed), count));
  }

  /**
   * Replaces what is known of a URL that is queued; gives its new place, which counts if it stays
   * in the queue.
   */
  Place replace(Batch batch, Place queued, UrlRecord next) {
    batch.delete(queue, queued.key());
    return write(batch, queued.record(), queued.countedFor(), next);
  }

  /** Queues a URL again that was done with. */
  Place requeue(Batch batch, UrlRecord before, Instant now) {
    before.history().nextVisit().ifPresent(at -> batch.delete(due, dueKey(at, before)));
    UrlRecord next =
        new UrlRecord(before.url(), UrlStatus.QUEUED, now, 0, before.detail(), before.history());
    return write(batch, before, before.url().seed(), next);
  }

  /** Removes all that is known of a URL, its place in the queue and its next visit. */
  void remove(Batch batch, UrlRecord record) {
    batch.delete(urls, record.url().url().key());
    batch.delete(queue, queueKey(record));
    record.history().nextVisit().ifPresent(at -> batch.delete(due, dueKey(at, record)));
    tallies.add(batch, ALL, -1);
    tallies.add(batch, tally(record.status()), -1);
    countForSeed(batch, record.status(), record.url().seed(), -1);
    countBudget(batch, record, -1);
  }

  /**
   * The first URLs of a range.
   *
   * @param after only those that come after this one
   */
  List<UrlRecord> within(UrlRange range, Optional<PageUrl> after, int atMost) {
    byte[] from = after.map(url -> successor(url.key())).orElse(range.from());
    List<UrlRecord> records = new ArrayList<>();
    try (Scan<Row> rows = urls.scan(from, range.to())) {
      while (records.size() < atMost && rows.hasNext()) {
        records.add(record(rows.next()));
      }
    }
    return records;
  }

  private static byte[] successor(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  /** Whether any URL of a host is known. */
  boolean hasAny(String hostKey) {
    try (Scan<Row> rows = urls.scan(bytes(hostKey), endOfHost(hostKey))) {
      return rows.hasNext();
    }
  }

  /** How many URLs of a range are known; reads them all. */
  public long count(UrlRange range) {
    long count = 0;
    try (Scan<Row> rows = urls.scan(range.from(), range.to())) {
      while (rows.hasNext()) {
        rows.next();
        count++;
      }
    }
    return count;
  }

  /** Changes the time of the next visit of a URL that is done with for now. */
  void reschedule(Batch batch, UrlRecord before, UrlRecord next) {
    before.history().nextVisit().ifPresent(at -> batch.delete(due, dueKey(at, before)));
    write(batch, before, before.url().seed(), next);
  }

  /** Notes how a URL stands that keeps its place in the queue. */
  void note(Batch batch, Place before, UrlRecord next) {
    note(batch, before.record(), before.countedFor(), next);
  }

  private void note(Batch batch, UrlRecord before, String countedFor, UrlRecord next) {
    batch.put(urls, next.url().url().key(), value(next));
    count(batch, before, countedFor, next);
  }

  private void count(Batch batch, UrlRecord before, String countedFor, UrlRecord next) {
    boolean sameStatus = before.status() == next.status();
    if (!sameStatus) {
      tallies.add(batch, tally(before.status()), -1);
      tallies.add(batch, tally(next.status()), 1);
    }
    if (!sameStatus || !countedFor.equals(next.url().seed())) {
      countForSeed(batch, before.status(), countedFor, -1);
      countForSeed(batch, next.status(), next.url().seed(), 1);
    }
    countBudget(batch, before, -1);
    countBudget(batch, next, 1);
  }

  private void countForSeed(Batch batch, UrlStatus status, String seed, int change) {
    if (status == UrlStatus.QUEUED) {
      tallies.add(batch, queuedOf(seed), change);
    } else if (status == UrlStatus.OVER_BUDGET) {
      tallies.add(batch, overBudgetOf(seed), change);
    }
  }

  private void countBudget(Batch batch, UrlRecord record, int change) {
    if (record.status() == UrlStatus.OVER_BUDGET) {
      tallies.add(batch, overBudget(record.budget().orElseThrow().why()), change);
    }
  }

  private Place write(Batch batch, UrlRecord before, String countedFor, UrlRecord next) {
    note(batch, before, countedFor, next);
    Place place = place(next);
    if (next.status().isInQueue()) {
      batch.put(queue, place.key(), QUEUED);
    } else {
      next.history().nextVisit().ifPresent(at -> batch.put(due, dueKey(at, next), QUEUED));
    }
    return place;
  }

  private static byte[] dueKey(Instant at, UrlRecord record) {
    byte[] urlKey = record.url().url().key();
    return ByteBuffer.allocate(Long.BYTES + urlKey.length)
        .putLong(at.toEpochMilli())
        .put(urlKey)
        .array();
  }

  /** A visit that is due: the key of its row, and the key of its URL. */
  record Due(byte[] key, Instant at) {
    byte[] urlKey() {
      return Arrays.copyOfRange(key, Long.BYTES, key.length);
    }
  }

  /**
   * The next visits that are due.
   *
   * @param from begin at this key
   */
  List<Due> due(byte[] from, int atMost) {
    List<Due> next = new ArrayList<>();
    try (Scan<Row> rows = due.scan(from, END_OF_TIME)) {
      while (next.size() < atMost && rows.hasNext()) {
        byte[] key = rows.next().key();
        next.add(new Due(key, Instant.ofEpochMilli(ByteBuffer.wrap(key).getLong())));
      }
    }
    return next;
  }

  /** What is known of these URLs, by their keys; those that are not known are left out. */
  List<UrlRecord> findAll(List<byte[]> keys) {
    List<Optional<byte[]>> values = urls.getAll(keys);
    List<UrlRecord> records = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (values.get(i).isPresent()) {
        records.add(record(new Row(keys.get(i), values.get(i).get())));
      }
    }
    return records;
  }

  /** The place of a queued URL. */
  static Place place(UrlRecord record) {
    return new Place(queueKey(record), record, record.url().seed());
  }

  /**
   * The next places in a host's queue.
   *
   * @param from begin at this key; at the beginning if empty
   */
  List<Place> next(String hostKey, byte[] from, int atMost) {
    List<byte[]> places = new ArrayList<>();
    try (Scan<Row> rows =
        queue.scan(from.length == 0 ? bytes(hostKey) : from, endOfHost(hostKey))) {
      while (places.size() < atMost && rows.hasNext()) {
        places.add(rows.next().key());
      }
    }
    List<byte[]> keys = places.stream().map(place -> urlKey(hostKey, place)).toList();
    List<Optional<byte[]>> values = urls.getAll(keys);
    List<Place> next = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      byte[] value = values.get(i).orElse(null);
      if (value == null) {
        throw new StoreException(
            Problem.CORRUPT,
            "table 'queue' holds "
                + PageUrl.fromKey(keys.get(i))
                + ", which table 'urls' does not know: run 'sluice store check'");
      }
      UrlRecord record = record(new Row(keys.get(i), value));
      next.add(new Place(places.get(i), record, record.url().seed()));
    }
    return next;
  }

  /** Whether a place is still in the queue on disk. */
  boolean holds(Place place) {
    return queue.has(place.key());
  }

  /** How many URLs are of a status. */
  public long count(UrlStatus status) {
    return tallies.count(tally(status));
  }

  /** How many URLs wait because a budget is used up, by which; those without any are left out. */
  public Map<Refusal, Long> overBudget() {
    Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);
    for (Refusal budget : BUDGETS) {
      long count = tallies.count(overBudget(budget));
      if (count > 0) {
        counts.put(budget, count);
      }
    }
    return counts;
  }

  /** How many URLs are of each status; needs the table of tallies alone. */
  public static Map<UrlStatus, Long> counts(Function<String, Table> tables) {
    Tallies tallies = new Tallies(tables.apply(Tallies.TABLE.name()));
    Map<UrlStatus, Long> counts = new EnumMap<>(UrlStatus.class);
    for (UrlStatus status : UrlStatus.values()) {
      counts.put(status, tallies.count(tally(status)));
    }
    return counts;
  }

  /** How many URLs are known. */
  public long count() {
    return tallies.count(ALL);
  }

  Scan<Row> scanUrls() {
    return urls.scanAll();
  }

  Scan<Row> scanQueue() {
    return queue.scanAll();
  }

  boolean isQueued(UrlRecord record) {
    return queue.has(queueKey(record));
  }

  /** Whether the next visit of a URL stands among those that are planned. */
  boolean isDue(UrlRecord record) {
    return record.history().nextVisit().filter(at -> due.has(dueKey(at, record))).isPresent();
  }

  /** How many visits are planned. */
  long dueCount() {
    long count = 0;
    try (Scan<Row> rows = due.scanAll()) {
      while (rows.hasNext()) {
        rows.next();
        count++;
      }
    }
    return count;
  }

  static byte[] queueKey(UrlRecord record) {
    PageUrl url = record.url().url();
    byte[] host = bytes(PageUrl.hostKey(url.host()));
    byte[] urlKey = url.key();
    return ByteBuffer.allocate(urlKey.length + 1 + Long.BYTES)
        .put(host)
        .put((byte) Math.min(record.url().depth(), MAX_DEPTH))
        .putLong(record.since().toEpochMilli())
        .put(urlKey, host.length, urlKey.length - host.length)
        .array();
  }

  private static byte[] urlKey(String hostKey, byte[] place) {
    byte[] host = bytes(hostKey);
    int rest = host.length + 1 + Long.BYTES;
    return ByteBuffer.allocate(place.length - 1 - Long.BYTES)
        .put(host)
        .put(place, rest, place.length - rest)
        .array();
  }

  /** A host key ends with a bracket and has none before, so raising it ends the host's range. */
  private static byte[] endOfHost(String hostKey) {
    byte[] end = bytes(hostKey);
    end[end.length - 1]++;
    return end;
  }

  private static byte[] value(UrlRecord record) {
    CrawlUrl url = record.url();
    VisitHistory history = record.history();
    RowWriter row =
        new RowWriter(url.redirects() > 0 ? REDIRECTED : VERSION)
            .number(record.status().ordinal())
            .number(url.kind().ordinal())
            .number(url.depth());
    if (url.redirects() > 0) {
      row.number(url.redirects());
    }
    row.text(url.seed())
        .text(url.foundOn().map(PageUrl::toString).orElse(""))
        .instant(record.since())
        .number(record.attempts())
        .text(record.detail())
        .number(history.visits());
    if (history.visits() > 0 || !history.interval().isZero()) {
      row.number(history.changes())
          .number(history.interval().toMillis())
          .instant(history.lastVisit().orElse(Instant.EPOCH))
          .instant(history.nextVisit().orElse(Instant.EPOCH));
    }
    return row.toBytes();
  }

  static UrlRecord record(Row row) {
    RowReader in = new RowReader("urls", row.key(), row.value(), REDIRECTED);
    UrlStatus status = in.constant(UrlStatus.values());
    Kind kind = in.constant(Kind.values());
    int depth = in.smallNumber();
    int redirects = in.version() == REDIRECTED ? in.smallNumber() : 0;
    String seed = in.text();
    String foundOn = in.text();
    Instant since = in.instant();
    int attempts = in.smallNumber();
    String detail = in.text();
    VisitHistory history = history(in);
    in.end();
    PageUrl page = PageUrl.fromKey(row.key());
    CrawlUrl url = new CrawlUrl(page, kind, depth, seed, PageUrl.tryParse(foundOn), redirects);
    return new UrlRecord(url, status, since, attempts, detail, history);
  }

  private static VisitHistory history(RowReader in) {
    int visits = in.smallNumber();
    if (in.isAtEnd()) {
      return VisitHistory.NONE;
    }
    return new VisitHistory(
        visits,
        in.smallNumber(),
        Duration.ofMillis(in.number()),
        Optional.of(in.instant()).filter(at -> at.isAfter(Instant.EPOCH)),
        Optional.of(in.instant()).filter(at -> at.isAfter(Instant.EPOCH)));
  }

  /** The name of the tally of a seed's queued URLs. */
  static String queuedOf(String seed) {
    return QUEUED_OF + seed;
  }

  /** The name of the tally of a seed's URLs that are over a budget. */
  static String overBudgetOf(String seed) {
    return OVER_BUDGET_OF + seed;
  }

  private static String overBudget(Refusal budget) {
    return "over " + budget.name().toLowerCase(Locale.ROOT);
  }

  private static String tally(UrlStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
