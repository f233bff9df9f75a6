package dev.sluice.pages.rocks;

import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.rocks.Lifetime.Use;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** A walk over rows with a RocksDB iterator, which keeps hold of the blocks that it stands in. */
final class RocksScan implements Scan<Row> {

  private final RocksTable table;
  private final RocksIterator rows;
  private final ReadOptions options;
  private final @Nullable Slice bound; // held because RocksDB refers to it by address

  private final Lifetime lifetime;
  private final Runnable onEnd = this::close;

  private byte @Nullable [] lastKey;

  /** To be called within a use of the table, which closes the walk at its own end. */
  RocksScan(RocksTable table, RocksIterator rows, ReadOptions options, @Nullable Slice bound) {
    this.table = table;
    this.rows = rows;
    this.options = options;
    this.bound = bound;
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
      rows.next();
      return row;
    }
  }

  void seekToFirst() {
    try (Use use = lifetime.enter()) {
      rows.seekToFirst();
    }
  }

  /** Goes to a row, which costs least a little further on; gives its value if it is there. */
  Optional<byte[]> seek(byte[] key) {
    try (Use use = lifetime.enter()) {
      lastKey = key;
      rows.seek(key);
      boolean found = rows.isValid() && Arrays.equals(rows.key(), key);
      if (!found) {
        rows.status();
      }
      return found ? Optional.of(rows.value()) : Optional.empty();
    } catch (RocksDBException failure) {
      throw table.failed(RocksTable.rowName(key), failure);
    }
  }

  /** Whether it has passed this key. */
  boolean isBeyond(byte[] key) {
    return lastKey != null && Arrays.compareUnsigned(lastKey, key) > 0;
  }

  /** Whether it stands further on than another one; one that has not begun stands at the start. */
  boolean isBeyond(RocksScan other) {
    return lastKey != null && (other.lastKey == null || isBeyond(other.lastKey));
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
