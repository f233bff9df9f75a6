package dev.sluice.pages.rocks;

import dev.sluice.pages.model.Table;
import dev.sluice.pages.rocks.Lifetime.Use;
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
  private final Lifetime store;
  private final Lifetime lifetime = new Lifetime("a snapshot of the store");
  private final Runnable onEnd = this::close;

  /** To be called within a use of the store, which closes the view at its own end. */
  RocksView(
      RocksDB db, Map<String, RocksTable> current, @Nullable Snapshot snapshot, Lifetime store) {
    this.db = db;
    this.snapshot = snapshot;
    this.store = store;
    current.forEach((name, table) -> tables.put(name, table.in(snapshot, lifetime)));
    store.add(onEnd);
  }

  /**
   * Which state of the store it shows: it grows with each change, and two equal numbers of one
   * store mean equal content.
   */
  public long sequenceNumber() {
    try (Use use = lifetime.enter()) {
      return snapshot == null ? db.getLatestSequenceNumber() : snapshot.getSequenceNumber();
    }
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
    lifetime.end(this::free);
    store.remove(onEnd);
  }

  private void free() {
    tables.values().forEach(RocksTable::close);
    if (snapshot != null) {
      db.releaseSnapshot(snapshot);
    }
  }
}
