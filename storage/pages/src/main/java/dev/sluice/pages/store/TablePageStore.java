package dev.sluice.pages.store;

import dev.sluice.pages.codec.CaptureCodec;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageRemoval;
import dev.sluice.pages.model.PageStore;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.model.StoreExtent;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.model.UrlRange;
import dev.sluice.pages.rocks.RocksTables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The page store in its tables. */
public final class TablePageStore implements PageStore {

  /** The name of the table that holds the store's counts. */
  public static final String COUNTERS = "counters";

  /** The tables that a page store needs. */
  public static final List<TableSpec> TABLES =
      List.of(
          new TableSpec(CaptureCodec.TABLE, TableSpec.Kind.ROWS),
          new TableSpec(Bodies.TABLE, TableSpec.Kind.BODIES),
          new TableSpec(Bodies.DIGESTS, TableSpec.Kind.RECORDS),
          new TableSpec(COUNTERS, TableSpec.Kind.COUNTERS));

  static final byte[] CAPTURES = "captures".getBytes(StandardCharsets.US_ASCII);
  static final byte[] BODIES = "bodies".getBytes(StandardCharsets.US_ASCII);
  static final byte[] BODY_BYTES = "body-bytes".getBytes(StandardCharsets.US_ASCII);

  private final RocksTables tables;
  private final String storeId;
  private final Table captures;
  private final Table counters;
  private final Bodies bodies;

  /** The page store in these tables; {@code storeId} begins the ids of its snapshots. */
  public TablePageStore(RocksTables tables, String storeId) {
    this.tables = tables;
    this.storeId = storeId;
    this.captures = tables.table(CaptureCodec.TABLE);
    this.counters = tables.table(COUNTERS);
    this.bodies = new Bodies(tables.table(Bodies.TABLE), tables.table(Bodies.DIGESTS));
  }

  /** How much a store holds, by what was counted while it was filled: its table of counters. */
  public static StoreExtent counted(Table counters) {
    return new StoreExtent(
        counters.count(CAPTURES), counters.count(BODIES), counters.count(BODY_BYTES));
  }

  @Override
  public void add(Batch batch, RawPage page) {
    Capture capture = page.capture();
    if (bodies.addIfNew(batch, capture.key(), capture.bodyHash(), page.body())) {
      batch.add(counters, BODIES, 1);
      batch.add(counters, BODY_BYTES, page.body().length);
    }
    batch.put(captures, CaptureCodec.key(capture.key()), CaptureCodec.value(capture));
    batch.add(counters, CAPTURES, 1);
  }

  @Override
  public List<Capture> captures(PageUrl url) {
    List<Capture> found = new ArrayList<>();
    try (Scan<Row> rows = captures.scan(CaptureCodec.firstKey(url), CaptureCodec.endKey(url))) {
      rows.forEachRemaining(row -> found.add(CaptureCodec.capture(row)));
    }
    return found;
  }

  @Override
  public Scan<Capture> captures(UrlRange range) {
    return new CaptureScan(captures.scan(range.from(), range.to()));
  }

  @Override
  public byte[] body(Capture capture) {
    return bodies.body(capture);
  }

  @Override
  public Snapshot snapshot() {
    return new TableSnapshot(storeId, tables.view());
  }

  @Override
  public PageRemoval removal(List<UrlRange> ranges) {
    return new TableRemoval(tables, bodies, ranges);
  }

  @Override
  public long captureCount(UrlRange range) {
    long count = 0;
    try (Scan<Row> rows = captures.scan(range.from(), range.to())) {
      while (rows.hasNext()) {
        rows.next();
        count++;
      }
    }
    return count;
  }

  @Override
  public long captureCount() {
    return counters.count(CAPTURES);
  }
}
