package dev.sluice.engine.frontier;

import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.HostSurvey;
import dev.sluice.engine.scope.HostHabits;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.model.UrlRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Every host that the crawl knows, and beside it, in table {@code agenda}, the order in which those
 * that have something to do take their turns. The two change together, in the caller's batch.
 */
public final class HostTable {

  /** The tables it needs. */
  public static final List<TableSpec> TABLES =
      List.of(
          new TableSpec("hosts", TableSpec.Kind.RECORDS),
          new TableSpec("agenda", TableSpec.Kind.QUEUE),
          new TableSpec("habits", TableSpec.Kind.ROWS));

  /** The lane of hosts that are asleep; those of the others are their priorities, 1 to 9. */
  static final int ASLEEP = 10;

  private static final int VERSION = 1;
  private static final byte[] PRESENT = new RowWriter(VERSION).toBytes();
  private static final int NANOS_BELOW_A_MILLISECOND = 999_999;
  private static final int TURN_BYTES = 1 + Long.BYTES;

  private final Table hosts;
  private final Table agenda;
  private final Table habits;

  /** The host table in these tables, asked for by name. */
  public HostTable(Function<String, Table> tables) {
    this.hosts = tables.apply("hosts");
    this.agenda = tables.apply("agenda");
    this.habits = tables.apply("habits");
  }

  /** What is kept of a host, if the crawl knows it. */
  public Optional<HostRecord> find(String hostKey) {
    byte[] key = bytes(hostKey);
    return hosts.get(key).map(value -> record(new Row(key, value)));
  }

  /** What is kept of several hosts, in their order. */
  List<Optional<HostRecord>> findAll(List<String> hostKeys) {
    List<byte[]> keys = hostKeys.stream().map(HostTable::bytes).toList();
    List<Optional<byte[]>> values = hosts.getAll(keys);
    List<Optional<HostRecord>> records = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      byte[] key = keys.get(i);
      records.add(values.get(i).map(value -> record(new Row(key, value))));
    }
    return records;
  }

  /** Which hosts are known, in their order. */
  List<Boolean> areKnown(List<String> hostKeys) {
    return hosts.getAll(hostKeys.stream().map(HostTable::bytes).toList()).stream()
        .map(Optional::isPresent)
        .toList();
  }

  /** What was learnt of a host's URLs. */
  public HostHabits habits(String hostKey) {
    byte[] key = bytes(hostKey);
    return habits
        .get(key)
        .map(row -> HostHabits.fromRow("habits", key, row))
        .orElseGet(HostHabits::new);
  }

  /** Writes what was learnt of a host's URLs. */
  void put(Batch batch, String hostKey, HostHabits learnt) {
    batch.put(habits, bytes(hostKey), learnt.toRow());
  }

  /** Writes a host whose place in the agenda is as it was. */
  void put(Batch batch, String hostKey, HostRecord record) {
    batch.put(hosts, bytes(hostKey), value(record));
  }

  /** Writes a host that is new, or stands elsewhere in the agenda than {@code before} says. */
  void move(Batch batch, String hostKey, Optional<HostRecord> before, HostRecord next) {
    before.flatMap(host -> turn(hostKey, host)).ifPresent(turn -> batch.delete(agenda, turn));
    turn(hostKey, next).ifPresent(turn -> batch.put(agenda, turn, PRESENT));
    put(batch, hostKey, next);
  }

  /** Removes a host, its turn, and what was learnt of its URLs. */
  void remove(Batch batch, String hostKey, HostRecord record) {
    turn(hostKey, record).ifPresent(turn -> batch.delete(agenda, turn));
    batch.delete(hosts, bytes(hostKey));
    batch.delete(habits, bytes(hostKey));
  }

  /** How many hosts there are of some URLs; reads them all. */
  public long count(UrlRange urls) {
    HostRange range = HostRange.of(urls);
    long count = 0;
    try (Scan<Row> rows = hosts.scan(bytes(range.from()), bytes(range.to()))) {
      while (rows.hasNext()) {
        rows.next();
        count++;
      }
    }
    return count;
  }

  /** The key of the turn that a host has, which begins with its lane; nothing if it has none. */
  static Optional<byte[]> turn(String hostKey, HostRecord record) {
    return lane(record).map(lane -> turn(lane, record.since(), bytes(hostKey)));
  }

  /** The lane of the agenda in which a host stands; nothing for one that is drained. */
  private static Optional<Integer> lane(HostRecord record) {
    return switch (record.standing()) {
      case DRAINED -> Optional.empty();
      case WAITING -> Optional.of(record.priority());
      case GIVEN_UP, NOT_OURS, OVER_BUDGET, PAUSED -> Optional.of(ASLEEP);
    };
  }

  /** The key of a host's turn; without a host it is the first that a time can have. */
  static byte[] turn(int lane, Instant since, byte... hostKey) {
    return ByteBuffer.allocate(TURN_BYTES + hostKey.length)
        .put((byte) lane)
        .putLong(since.toEpochMilli())
        .put(hostKey)
        .array();
  }

  /** A place in the agenda. */
  record Turn(byte[] key, String hostKey, Instant since) {}

  /** The next turns of a lane, from a key on, up to a time. */
  List<Turn> turns(int lane, byte[] from, Instant before, int atMost) {
    List<Turn> turns = new ArrayList<>();
    byte[] end = turn(lane, before);
    if (Arrays.compareUnsigned(from, end) >= 0) {
      return turns;
    }
    try (Scan<Row> rows = agenda.scan(from, end)) {
      while (turns.size() < atMost && rows.hasNext()) {
        turns.add(turn(rows.next().key()));
      }
    }
    return turns;
  }

  /** Turns of a lane that are later than this; the earliest of them. */
  List<Turn> turnsAfter(int lane, Instant time, int atMost) {
    return turns(lane, turn(lane, time), Instant.ofEpochMilli(Long.MAX_VALUE), atMost);
  }

  private static Turn turn(byte[] key) {
    ByteBuffer in = ByteBuffer.wrap(key, 1, Long.BYTES);
    Instant since = Instant.ofEpochMilli(in.getLong());
    String hostKey = new String(key, TURN_BYTES, key.length - TURN_BYTES, StandardCharsets.UTF_8);
    return new Turn(key, hostKey, since);
  }

  boolean isEmpty() {
    try (Scan<Row> rows = hosts.scanAll()) {
      return !rows.hasNext();
    }
  }

  /** How the hosts stand: all of them, or the first in the order of their keys. */
  public HostSurvey survey(int atMost) {
    Surveyor surveyor = new Surveyor();
    try (Scan<Row> rows = hosts.scanAll()) {
      while (surveyor.seen() < atMost && rows.hasNext()) {
        Row row = rows.next();
        String hostKey = new String(row.key(), StandardCharsets.UTF_8);
        surveyor.add(hostKey, record(row), habits(hostKey));
      }
      return surveyor.result(!rows.hasNext());
    }
  }

  /** A host and what is kept of it. */
  record Known(String key, HostRecord record) {}

  /** The first hosts whose keys lie in a range. */
  List<Known> within(HostRange range, int atMost) {
    List<Known> found = new ArrayList<>();
    try (Scan<Row> rows = hosts.scan(bytes(range.from()), bytes(range.to()))) {
      while (found.size() < atMost && rows.hasNext()) {
        Row row = rows.next();
        found.add(new Known(new String(row.key(), StandardCharsets.UTF_8), record(row)));
      }
    }
    return found;
  }

  void forEach(BiConsumer<String, HostRecord> action) {
    try (Scan<Row> rows = hosts.scanAll()) {
      rows.forEachRemaining(
          row -> action.accept(new String(row.key(), StandardCharsets.UTF_8), record(row)));
    }
  }

  boolean isOnAgenda(String hostKey, HostRecord record) {
    return turn(hostKey, record).map(agenda::has).orElse(false);
  }

  long turnCount() {
    long count = 0;
    try (Scan<Row> rows = agenda.scanAll()) {
      while (rows.hasNext()) {
        rows.next();
        count++;
      }
    }
    return count;
  }

  private static byte[] value(HostRecord record) {
    HostClock clock = record.clock();
    return new RowWriter(VERSION)
        .instant(clock.nextRequest().plusNanos(NANOS_BELOW_A_MILLISECOND)) // or it would be early
        .number(clock.crawlDelay().toMillis())
        .number(clock.failures())
        .instant(clock.lastFailure())
        .number(clock.latency().toMillis())
        .number(record.priority())
        .number(record.standing().ordinal())
        .instant(record.since())
        .bytes(record.cursor())
        .number(record.pages())
        .toBytes();
  }

  private static HostRecord record(Row row) {
    RowReader in = new RowReader("hosts", row.key(), row.value(), VERSION);
    HostClock clock =
        new HostClock(
            in.instant(),
            Duration.ofMillis(in.number()),
            in.smallNumber(),
            in.instant(),
            Duration.ofMillis(in.number()));
    HostRecord record =
        new HostRecord(
            clock,
            in.smallNumber(),
            in.constant(Standing.values()),
            in.instant(),
            in.bytes(),
            in.number());
    in.end();
    return record;
  }

  private static byte[] bytes(String hostKey) {
    return hostKey.getBytes(StandardCharsets.UTF_8);
  }
}
