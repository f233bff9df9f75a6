package dev.sluice.pages.rocks;

import dev.sluice.pages.model.Table;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.Snapshot;

/** All tables as they were at one moment. */
public final class RocksView implements AutoCloseable {

  private final RocksDB db;
  private final @Nullable Snapshot snapshot; // none for a reader, whose tables never change
  private final Map<String, RocksTable> tables = new HashMap<>();

  RocksView(RocksDB db, Map<String, RocksTable> current, @Nullable Snapshot snapshot) {
    this.db = db;
    this.snapshot = snapshot;
    current.forEach(
        (name, table) -> tables.put(name, snapshot == null ? table : table.asOf(snapshot)));
  }

  /**
   * Which state of the store it shows: it grows with each change, and two equal numbers of one
   * store mean equal content.
   */
  public long sequenceNumber() {
    return snapshot == null ? db.getLatestSequenceNumber() : snapshot.getSequenceNumber();
  }

  /** The table of this name. */
  public Table table(String name) {
    RocksTable table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException("the store was opened without a table '" + name + "'");
    }
    return table;
  }

  @Override
  public void close() {
    if (snapshot != null) {
      tables.values().forEach(RocksTable::close);
      db.releaseSnapshot(snapshot);
    }
  }
}
