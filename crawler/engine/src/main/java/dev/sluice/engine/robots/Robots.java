package dev.sluice.engine.robots;

import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.RobotsRecord.Outcome;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of all servers, kept in table {@code robots}; the last used ones are held parsed.
 *
 * <pre>
 * robots   key    origin as text
 *          value  02 · outcome · status · robots.txt (bytes) · tdmrep.json (bytes) · fetched at (ms)
 *                 · unreachable since (ms, 0 if it is not) · detail (text)
 *                 01 · outcome · status · robots.txt (bytes) · fetched at (ms) · detail (text)
 * </pre>
 *
 * <p>Rules hold for a day. While a server's robots.txt cannot be reached, nothing of it is asked
 * for, whatever was known before: RFC 9309 §2.3.1.4 wants it so, and a server that answers this
 * request with errors has trouble enough. After {@link #PATIENCE} the RFC lets a crawler go on:
 * then the last rules that were known hold again, or everything is allowed if none were. Each
 * further attempt that fails prolongs this by a day.
 *
 * <p>Safe for use by several threads.
 */
public final class Robots {

  /** The table it needs. */
  public static final TableSpec TABLE = new TableSpec("robots", TableSpec.Kind.ROWS);

  /** How long rules hold, RFC 9309 §2.4. */
  public static final Duration LIFE = Duration.ofHours(24);

  /** How long a robots.txt may be unreachable before the crawler goes on without it. */
  public static final Duration PATIENCE = Duration.ofDays(30);

  private static final int VERSION = 2;

  /** The last version without tdmrep.json and the time since when a server is unreachable. */
  private static final int WITHOUT_RESERVATIONS = 1;

  private static final int PARSED_AT_ONCE = 10_000;

  /** What the files of all rules that are held parsed may have together, in bytes. */
  private static final long PARSED_BYTES = 32L << 20;

  private final Table table;
  private final Map<Origin, Known> parsed = new LinkedHashMap<>(64, 0.75f, true);
  private long parsedBytes;

  public Robots(Table table) {
    this.table = table;
  }

  private record Known(RobotsRules rules, int bytes, Instant until) {}

  /** The rules of a server, or nothing if it has to be asked. */
  public synchronized Optional<RobotsRules> rules(Origin origin, Instant now) {
    Known known = parsed.get(origin);
    if (known == null) {
      known = read(origin).filter(Robots::isSettled).map(Robots::parse).orElse(null);
      if (known != null) {
        hold(origin, known);
      }
    }
    return known != null && holds(known, now) ? Optional.of(known.rules) : Optional.empty();
  }

  /** What was fetched more than a day from now was so by a clock that was wrong. */
  private static boolean holds(Known known, Instant now) {
    return now.isBefore(known.until) && !known.until.isAfter(now.plus(LIFE.multipliedBy(2)));
  }

  private void hold(Origin origin, Known known) {
    letGo(parsed.put(origin, known));
    parsedBytes += known.bytes;
    Iterator<Known> eldest = parsed.values().iterator();
    while (parsed.size() > PARSED_AT_ONCE || (parsedBytes > PARSED_BYTES && parsed.size() > 1)) {
      letGo(eldest.next());
      eldest.remove();
    }
  }

  private void letGo(@Nullable Known known) {
    parsedBytes -= known == null ? 0 : known.bytes;
  }

  /** Adds an outcome to a batch; if nothing was learnt, what was known before is kept with it. */
  public void add(Batch batch, RobotsRecord record) {
    batch.put(table, key(record.origin()), value(withMemory(record)));
  }

  private RobotsRecord withMemory(RobotsRecord record) {
    return record.outcome() == Outcome.UNREACHABLE
        ? read(record.origin()).map(record::after).orElse(record)
        : record;
  }

  /** To be called when an outcome is committed. */
  public synchronized void committed(RobotsRecord record) {
    RobotsRecord remembered = withMemory(record);
    letGo(parsed.remove(record.origin()));
    if (isSettled(remembered)) {
      hold(record.origin(), parse(remembered));
    }
  }

  /** Removes the outcomes of all servers of a host, whatever their schemes and ports. */
  public void remove(Batch batch, String host) {
    for (String scheme : List.of("http://", "https://")) {
      byte[] usualPort = bytes(scheme + host);
      batch.delete(table, usualPort);
      try (Scan<Row> rows = table.scan(bytes(scheme + host + ':'), bytes(scheme + host + ';'))) {
        rows.forEachRemaining(row -> batch.delete(table, row.key()));
      }
    }
  }

  /** To be called when that is committed. */
  public synchronized void removed(String host) {
    Iterator<Map.Entry<Origin, Known>> held = parsed.entrySet().iterator();
    while (held.hasNext()) {
      Map.Entry<Origin, Known> rules = held.next();
      if (rules.getKey().host().equals(host)) {
        letGo(rules.getValue());
        held.remove();
      }
    }
  }

  /** The last outcome for a server, whatever its age. */
  public Optional<RobotsRecord> read(Origin origin) {
    byte[] key = key(origin);
    return table.get(key).map(value -> record(origin, key, value));
  }

  private static boolean isSettled(RobotsRecord record) {
    return record
        .unreachableSince()
        .map(since -> !record.fetchedAt().isBefore(since.plus(PATIENCE)))
        .orElse(record.outcome() != Outcome.UNREACHABLE);
  }

  private static Known parse(RobotsRecord record) {
    RobotsRules rules =
        record.body().length == 0
            ? RobotsRules.allowAll()
            : RobotsRules.parse(record.origin(), record.body());
    return new Known(
        Reservations.parse(record.reservations()).map(rules::with).orElse(rules),
        record.body().length + record.reservations().length,
        record.fetchedAt().plus(LIFE));
  }

  /** What the robots.txt of an outcome asks for as delay; zero if it asks for none. */
  public static Duration crawlDelay(RobotsRecord record) {
    return isSettled(record) ? parse(record).rules.crawlDelay() : Duration.ZERO;
  }

  /** The sitemaps that the robots.txt of an outcome names. */
  public static List<PageUrl> sitemaps(RobotsRecord record) {
    return isSettled(record) ? parse(record).rules.sitemaps() : List.of();
  }

  /** Whether an outcome allows a URL of its server, whatever the outcome's age. */
  public static boolean allows(RobotsRecord record, PageUrl url) {
    return isSettled(record) && parse(record).rules.allows(url);
  }

  /** What an outcome says, whatever its age; nothing if it cannot be told. */
  public static Optional<RobotsRules> rules(RobotsRecord record) {
    return isSettled(record) ? Optional.of(parse(record).rules) : Optional.empty();
  }

  /** What an outcome asks about the use of a URL of its server, whatever the outcome's age. */
  public static List<Directive> directives(RobotsRecord record, PageUrl url) {
    return isSettled(record) ? parse(record).rules.directives(url) : List.of();
  }

  private static byte[] key(Origin origin) {
    return bytes(origin.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] value(RobotsRecord record) {
    return new RowWriter(VERSION)
        .number(record.outcome().ordinal())
        .number(record.status())
        .bytes(record.body())
        .bytes(record.reservations())
        .instant(record.fetchedAt())
        .instant(record.unreachableSince().orElse(Instant.EPOCH))
        .text(record.detail())
        .toBytes();
  }

  private static RobotsRecord record(Origin origin, byte[] key, byte[] value) {
    RowReader in = new RowReader(TABLE.name(), key, value, VERSION);
    Outcome outcome = in.constant(Outcome.values());
    int status = in.smallNumber();
    byte[] body = in.bytes();
    boolean whole = in.version() > WITHOUT_RESERVATIONS;
    byte[] reservations = whole ? in.bytes() : new byte[0];
    Instant fetchedAt = in.instant();
    Instant since = whole ? in.instant() : fetchedAt;
    String detail = in.text();
    in.end();
    Optional<Instant> unreachableSince =
        outcome == Outcome.UNREACHABLE ? Optional.of(since) : Optional.empty();
    return new RobotsRecord(
        origin, outcome, status, body, reservations, fetchedAt, unreachableSince, detail);
  }
}
