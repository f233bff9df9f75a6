package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every URL that the crawl knows, and the queue of those that it has yet to fetch. The two tables
 * and the tallies change together, in the caller's batch.
 */
public final class UrlTable {

  /** The tables it needs. */
  public static final List<TableSpec> TABLES =
      List.of(
          new TableSpec("urls", TableSpec.Kind.ROWS),
          new TableSpec("queue", TableSpec.Kind.QUEUE),
          new TableSpec("tallies", TableSpec.Kind.COUNTERS));

  private static final int VERSION = 1;
  private static final byte[] QUEUED = new RowWriter(VERSION).toBytes();
  private static final int MAX_PRIORITY = 255;

  private final Table urls;
  private final Table queue;
  private final Table tallies;

  /** The URL table in these tables, asked for by name. */
  public UrlTable(Function<String, Table> tables) {
    this.urls = tables.apply("urls");
    this.queue = tables.apply("queue");
    this.tallies = tables.apply("tallies");
  }

  /** A place in the queue of a host. */
  record Place(byte[] key, UrlRecord record) {}

  /** All that is known of a URL. */
  public Optional<UrlRecord> find(PageUrl url) {
    byte[] key = url.key();
    return urls.get(key).map(value -> record(new Row(key, value)));
  }

  /** Which of these URLs are not known yet. */
  List<CrawlUrl> unknown(List<CrawlUrl> candidates) {
    List<byte[]> keys = candidates.stream().map(candidate -> candidate.url().key()).toList();
    List<Optional<byte[]>> rows = urls.getAll(keys);
    List<CrawlUrl> unknown = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).isEmpty()) {
        unknown.add(candidates.get(i));
      }
    }
    return unknown;
  }

  /** Adds a URL that is not known yet, and queues it. */
  Place addNew(Batch batch, CrawlUrl url, Instant now) {
    batch.add(tallies, tally("urls"), 1);
    return write(batch, new UrlRecord(url, UrlStatus.QUEUED, now, 0, ""));
  }

  /**
   * Replaces what is known of a URL that is queued; gives its new place, which counts if it stays
   * queued.
   */
  Place replace(Batch batch, Place queued, UrlRecord next) {
    batch.delete(queue, queued.key());
    batch.add(tallies, tally(UrlStatus.QUEUED), -1);
    return write(batch, next);
  }

  private Place write(Batch batch, UrlRecord record) {
    batch.put(urls, record.url().url().key(), value(record));
    batch.add(tallies, tally(record.status()), 1);
    Place place = place(record);
    if (record.status() == UrlStatus.QUEUED) {
      batch.put(queue, place.key(), QUEUED);
    }
    return place;
  }

  /** The place of a queued URL. */
  static Place place(UrlRecord record) {
    return new Place(queueKey(record), record);
  }

  /**
   * The next places in a host's queue.
   *
   * @param after begin behind this key; at the beginning if empty
   */
  List<Place> next(String hostKey, byte[] after, int atMost) {
    byte[] from = after.length == 0 ? bytes(hostKey) : Arrays.copyOf(after, after.length + 1);
    List<byte[]> places = new ArrayList<>();
    try (Scan<Row> rows = queue.scan(from, endOfHost(hostKey))) {
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
      next.add(new Place(places.get(i), record(new Row(keys.get(i), value))));
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

  /** How many URLs are known. */
  public long count() {
    return tallies.count(tally("urls"));
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

  static byte[] queueKey(UrlRecord record) {
    PageUrl url = record.url().url();
    byte[] host = bytes(PageUrl.hostKey(url.host()));
    byte[] urlKey = url.key();
    return ByteBuffer.allocate(urlKey.length + 1 + Long.BYTES)
        .put(host)
        .put((byte) Math.min(record.url().depth(), MAX_PRIORITY))
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
    return new RowWriter(VERSION)
        .number(record.status().ordinal())
        .number(record.url().depth())
        .text(record.url().seed())
        .text(record.url().foundOn().map(PageUrl::toString).orElse(""))
        .instant(record.since())
        .number(record.attempts())
        .text(record.detail())
        .toBytes();
  }

  static UrlRecord record(Row row) {
    RowReader in = new RowReader("urls", row.key(), row.value(), VERSION);
    UrlStatus status = in.constant(UrlStatus.values());
    int depth = in.smallNumber();
    String seed = in.text();
    String foundOn = in.text();
    Instant since = in.instant();
    int attempts = in.smallNumber();
    String detail = in.text();
    in.end();
    CrawlUrl url = new CrawlUrl(PageUrl.fromKey(row.key()), depth, seed, PageUrl.tryParse(foundOn));
    return new UrlRecord(url, status, since, attempts, detail);
  }

  private static byte[] tally(UrlStatus status) {
    return tally(status.name().toLowerCase(Locale.ROOT));
  }

  private static byte[] tally(String name) {
    return bytes(name);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
