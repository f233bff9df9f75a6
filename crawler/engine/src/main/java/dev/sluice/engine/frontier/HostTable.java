package dev.sluice.engine.frontier;

import dev.sluice.engine.model.HostClock;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The clocks of all hosts, by host key. */
public final class HostTable {

  /** The table it needs. */
  public static final TableSpec TABLE = new TableSpec("hosts", TableSpec.Kind.ROWS);

  private static final int VERSION = 1;

  private final Table table;

  public HostTable(Table table) {
    this.table = table;
  }

  /** The clock of a host, if the crawl knows it. */
  public Optional<HostClock> find(String hostKey) {
    byte[] key = key(hostKey);
    return table.get(key).map(value -> clock(new Row(key, value)));
  }

  void put(Batch batch, String hostKey, HostClock clock) {
    batch.put(
        table,
        key(hostKey),
        new RowWriter(VERSION)
            .instant(clock.nextRequest())
            .number(clock.crawlDelay().toMillis())
            .number(clock.failuresInARow())
            .toBytes());
  }

  void forEach(BiConsumer<String, HostClock> action) {
    try (Scan<Row> rows = table.scanAll()) {
      rows.forEachRemaining(
          row -> action.accept(new String(row.key(), StandardCharsets.UTF_8), clock(row)));
    }
  }

  private static HostClock clock(Row row) {
    RowReader in = new RowReader(TABLE.name(), row.key(), row.value(), VERSION);
    Instant nextRequest = in.instant();
    Duration crawlDelay = Duration.ofMillis(in.number());
    int failuresInARow = in.smallNumber();
    in.end();
    return new HostClock(nextRequest, crawlDelay, failuresInARow);
  }

  private static byte[] key(String hostKey) {
    return hostKey.getBytes(StandardCharsets.UTF_8);
  }
}
