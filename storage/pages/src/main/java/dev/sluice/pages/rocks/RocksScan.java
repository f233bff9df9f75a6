package dev.sluice.pages.rocks;

import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.rocks.Lifetime.Use;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** A walk over rows with a RocksDB iterator, which must already stand at the first one. */
final class RocksScan implements Scan<Row> {

  private final RocksTable table;
  private final RocksIterator rows;
  private final ReadOptions options;
  private final @Nullable Slice bound; // held because RocksDB refers to it by address

  private final boolean back;
  private final Lifetime lifetime;
  private final Runnable onEnd = this::close;

  private byte @Nullable [] lastKey;

  /** To be called within a use of the table, which closes the walk at its own end. */
  RocksScan(RocksTable table, RocksIterator rows, ReadOptions options, @Nullable Slice bound) {
    this(table, rows, options, bound, false);
  }

  /** A walk from the last row to the first; the iterator must stand at the last. */
  static RocksScan back(RocksTable table, RocksIterator rows, ReadOptions options) {
    return new RocksScan(table, rows, options, null, true);
  }

  private RocksScan(
      RocksTable table,
      RocksIterator rows,
      ReadOptions options,
      @Nullable Slice bound,
      boolean back) {
    this.table = table;
    this.rows = rows;
    this.options = options;
    this.bound = bound;
    this.back = back;
    this.lifetime = new Lifetime("a scan of table '" + table.name() + "'");
    table.lifetime().add(onEnd);
  }

  @Override
  public boolean hasNext() {
    try (Use use = lifetime.enter()) {
      if (rows.isValid()) {
        return true;
      }
      rows.status(); // tells a damaged file from the end of the table
    } catch (RocksDBException failure) {
      throw table.failed(
          lastKey == null ? "its first row" : "what follows " + RocksTable.rowName(lastKey),
          failure);
    }
    return false;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the end of table '" + table.name() + "'");
    }
    try (Use use = lifetime.enter()) {
      Row row = new Row(rows.key(), rows.value());
      lastKey = row.key();
      if (back) {
        rows.prev();
      } else {
        rows.next();
      }
      return row;
    }
  }

  @Override
  public void close() {
    lifetime.end(this::free);
    table.lifetime().remove(onEnd);
  }

  private void free() {
    rows.close();
    options.close();
    if (bound != null) {
      bound.close();
    }
  }
}
