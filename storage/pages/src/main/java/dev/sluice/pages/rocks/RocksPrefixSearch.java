package dev.sluice.pages.rocks;

import dev.sluice.pages.model.PrefixSearch;
import dev.sluice.pages.rocks.Lifetime.Use;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** A search with one RocksDB iterator, which goes from place to place. */
final class RocksPrefixSearch implements PrefixSearch {

  private final RocksTable table;
  private final RocksIterator rows;
  private final ReadOptions options;
  private final Lifetime lifetime;
  private final Runnable onEnd = this::close;

  private byte[] prefix = {};
  private byte @Nullable [] key;

  /** To be called within a use of the table, which closes the search at its own end. */
  RocksPrefixSearch(RocksTable table, RocksIterator rows, ReadOptions options) {
    this.table = table;
    this.rows = rows;
    this.options = options;
    this.lifetime = new Lifetime("a search of table '" + table.name() + "'");
    table.lifetime().add(onEnd);
  }

  @Override
  public boolean find(byte[] beginning) {
    try (Use use = lifetime.enter()) {
      prefix = beginning.clone();
      rows.seek(beginning);
      return isAtOne();
    }
  }

  @Override
  public boolean next() {
    if (key == null) {
      return false;
    }
    try (Use use = lifetime.enter()) {
      rows.next();
      return isAtOne();
    }
  }

  private boolean isAtOne() {
    key = null;
    try {
      if (!rows.isValid()) {
        rows.status(); // tells a damaged file from the end of the table
        return false;
      }
    } catch (RocksDBException failure) {
      throw table.failed("what begins with " + RocksTable.rowName(prefix), failure);
    }
    byte[] found = rows.key();
    if (!beginsWithPrefix(found)) {
      return false;
    }
    key = found;
    return true;
  }

  private boolean beginsWithPrefix(byte[] found) {
    if (found.length < prefix.length) {
      return false;
    }
    for (int i = prefix.length - 1; i >= 0; i--) {
      if (found[i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public byte[] key() {
    if (key == null) {
      throw new NoSuchElementException("the search is at no row");
    }
    return key;
  }

  @Override
  public void close() {
    lifetime.end(this::free);
    table.lifetime().remove(onEnd);
  }

  private void free() {
    rows.close();
    options.close();
  }
}
