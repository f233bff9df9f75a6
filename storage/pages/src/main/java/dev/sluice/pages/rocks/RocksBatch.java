package dev.sluice.pages.rocks;

import dev.sluice.pages.codec.ByteSink;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.rocks.Lifetime.Use;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A batch that is a RocksDB write batch: one record of the write-ahead log.
 *
 * <p>Its bytes are put together here and handed over at once, because a call into RocksDB for each
 * change costs more than the change. They are as in the write-ahead log (RocksDB, write_batch.cc):
 * 8 bytes for the sequence number, the number of changes in 4 bytes, little-endian; then for each
 * change its kind, the number of the column family, the key and, unless it is a deletion, the
 * value, each with its length; numbers are varints.
 */
final class RocksBatch implements Batch {

  private static final byte DELETION = 4;
  private static final byte VALUE = 5;
  private static final byte MERGE = 6;
  private static final int COUNT_AT = Long.BYTES;
  private static final int HEADER_BYTES = COUNT_AT + Integer.BYTES;

  /** A page without its body takes a little less. */
  private static final int FIRST_BYTES = 4096;

  private final Path folder;
  private final RocksDB db;
  private final WriteOptions writeOptions;
  private final Lifetime lifetime;
  private final ByteSink changes = new ByteSink(FIRST_BYTES);
  private int count;

  RocksBatch(Path folder, RocksDB db, WriteOptions writeOptions, Lifetime lifetime) {
    this.folder = folder;
    this.db = db;
    this.writeOptions = writeOptions;
    this.lifetime = lifetime;
    changes.put(new byte[HEADER_BYTES]);
  }

  @Override
  public void put(Table table, byte[] key, byte[] value) {
    change(VALUE, table, key);
    bytes(value);
  }

  @Override
  public void delete(Table table, byte[] key) {
    change(DELETION, table, key);
  }

  @Override
  public void add(Table table, byte[] key, long delta) {
    change(MERGE, table, key);
    byte[] operand = new byte[Long.BYTES];
    ByteBuffer.wrap(operand).order(ByteOrder.LITTLE_ENDIAN).putLong(delta);
    bytes(operand);
  }

  @Override
  public void commit() {
    byte[] record = changes.toBytes();
    ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putInt(COUNT_AT, count);
    try (Use use = lifetime.enter();
        WriteBatch batch = new WriteBatch(record)) {
      db.write(writeOptions, batch);
    } catch (RocksDBException failure) {
      throw RocksFailure.using(folder, "the write-ahead log", failure);
    }
  }

  private void change(byte kind, Table table, byte[] key) {
    if (!(table instanceof RocksTable own) || !own.isOf(db)) {
      throw new IllegalArgumentException("table '" + table.name() + "' is of another store");
    }
    changes.put(kind);
    changes.varint(own.familyNumber());
    bytes(key);
    count++;
  }

  private void bytes(byte[] bytes) {
    changes.varint(bytes.length);
    changes.put(bytes);
  }

  @Override
  public void close() {
    changes.clear();
  }
}
