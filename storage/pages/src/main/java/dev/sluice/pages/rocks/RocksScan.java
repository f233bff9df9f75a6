package dev.sluice.pages.rocks;

import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
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

  private byte @Nullable [] lastKey;

  RocksScan(RocksTable table, RocksIterator rows, ReadOptions options, @Nullable Slice bound) {
    this.table = table;
    this.rows = rows;
    this.options = options;
    this.bound = bound;
  }

  @Override
  public boolean hasNext() {
    if (rows.isValid()) {
      return true;
    }
    try {
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
    Row row = new Row(rows.key(), rows.value());
    lastKey = row.key();
    rows.next();
    return row;
  }

  @Override
  public void close() {
    rows.close();
    options.close();
    if (bound != null) {
      bound.close();
    }
  }
}
