package dev.sluice.pages.rocks;

import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** A batch that is a RocksDB write batch: one record of the write-ahead log. */
final class RocksBatch implements Batch {

  private final Path folder;
  private final RocksDB db;
  private final WriteOptions writeOptions;
  private final WriteBatch changes = new WriteBatch();

  RocksBatch(Path folder, RocksDB db, WriteOptions writeOptions) {
    this.folder = folder;
    this.db = db;
    this.writeOptions = writeOptions;
  }

  @Override
  public void put(Table table, byte[] key, byte[] value) {
    change(table, key, family -> changes.put(family, key, value));
  }

  @Override
  public void delete(Table table, byte[] key) {
    change(table, key, family -> changes.delete(family, key));
  }

  @Override
  public void add(Table table, byte[] key, long delta) {
    byte[] operand = new byte[Long.BYTES];
    ByteBuffer.wrap(operand).order(ByteOrder.LITTLE_ENDIAN).putLong(delta);
    change(table, key, family -> changes.merge(family, key, operand));
  }

  @Override
  public void commit() {
    try {
      db.write(writeOptions, changes);
    } catch (RocksDBException failure) {
      throw RocksFailure.using(folder, "the write-ahead log", failure);
    }
  }

  /** A change to the batch. */
  private interface Change {
    void to(ColumnFamilyHandle family) throws RocksDBException;
  }

  private void change(Table table, byte[] key, Change change) {
    if (!(table instanceof RocksTable own)) {
      throw new IllegalArgumentException("table '" + table.name() + "' is of another store");
    }
    try {
      change.to(own.family());
    } catch (RocksDBException failure) {
      throw own.failed(RocksTable.rowName(key), failure);
    }
  }

  @Override
  public void close() {
    changes.close();
  }
}
