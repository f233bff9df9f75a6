package dev.sluice.engine.robots;

import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.RobotsRecord.Outcome;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of all servers, kept in table {@code robots}; the last used ones are held parsed.
 *
 * <pre>
 * robots   key    origin as text
 *          value  01 · outcome · status · robots.txt (bytes) · fetched at (ms) · detail (text)
 * </pre>
 *
 * <p>Safe for use by several threads.
 */
public final class Robots {

  /** The table it needs. */
  public static final TableSpec TABLE = new TableSpec("robots", TableSpec.Kind.ROWS);

  /** How long rules hold, RFC 9309 §2.4. */
  public static final Duration LIFE = Duration.ofHours(24);

  private static final int VERSION = 1;
  private static final int PARSED_AT_ONCE = 10_000;

  private final Table table;
  private final Map<Origin, Known> parsed =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Origin, Known> eldest) {
          return size() > PARSED_AT_ONCE;
        }
      };

  public Robots(Table table) {
    this.table = table;
  }

  private record Known(RobotsRules rules, Instant until) {}

  /** The rules of a server, or nothing if it has to be asked. */
  public synchronized Optional<RobotsRules> rules(Origin origin, Instant now) {
    Known known = parsed.get(origin);
    if (known == null) {
      known = read(origin).filter(Robots::isSettled).map(Robots::parse).orElse(null);
    }
    if (known == null || !now.isBefore(known.until)) {
      return Optional.empty();
    }
    parsed.put(origin, known);
    return Optional.of(known.rules);
  }

  /** Adds an outcome to a batch. */
  public void add(Batch batch, RobotsRecord record) {
    batch.put(table, key(record.origin()), value(record));
  }

  /** To be called when an outcome is committed. */
  public synchronized void committed(RobotsRecord record) {
    if (isSettled(record)) {
      parsed.put(record.origin(), parse(record));
    } else {
      parsed.remove(record.origin());
    }
  }

  /** The last outcome for a server, whatever its age. */
  public Optional<RobotsRecord> read(Origin origin) {
    byte[] key = key(origin);
    return table.get(key).map(value -> record(origin, key, value));
  }

  private static boolean isSettled(RobotsRecord record) {
    return record.outcome() != Outcome.UNREACHABLE;
  }

  private static Known parse(RobotsRecord record) {
    boolean hasRules = record.outcome() == Outcome.RULES;
    return new Known(
        hasRules ? RobotsRules.parse(record.origin(), record.body()) : RobotsRules.allowAll(),
        record.fetchedAt().plus(LIFE));
  }

  /** What the robots.txt of an outcome asks for as delay; zero if it asks for none. */
  public static Duration crawlDelay(RobotsRecord record) {
    return isSettled(record) ? parse(record).rules.crawlDelay() : Duration.ZERO;
  }

  /** Whether an outcome allows a URL of its server, whatever the outcome's age. */
  public static boolean allows(RobotsRecord record, PageUrl url) {
    return isSettled(record) && parse(record).rules.allows(url);
  }

  private static byte[] key(Origin origin) {
    return origin.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] value(RobotsRecord record) {
    return new RowWriter(VERSION)
        .number(record.outcome().ordinal())
        .number(record.status())
        .bytes(record.body())
        .instant(record.fetchedAt())
        .text(record.detail())
        .toBytes();
  }

  private static RobotsRecord record(Origin origin, byte[] key, byte[] value) {
    RowReader in = new RowReader(TABLE.name(), key, value, VERSION);
    Outcome outcome = in.constant(Outcome.values());
    int status = in.smallNumber();
    byte[] body = in.bytes();
    Instant fetchedAt = in.instant();
    String detail = in.text();
    in.end();
    return new RobotsRecord(origin, outcome, status, body, fetchedAt, detail);
  }
}
