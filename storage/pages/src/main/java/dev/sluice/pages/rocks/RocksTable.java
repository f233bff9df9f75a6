package dev.sluice.pages.rocks;

import dev.sluice.pages.model.PrefixSearch;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.rocks.Lifetime.Use;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/** A table that is a column family, as it is now or as it was at a RocksDB snapshot. */
final class RocksTable implements Table {

  private static final byte[] NOTHING = {};

  private final Path folder;
  private final String name;
  private final RocksDB db;
  private final ColumnFamilyHandle family;
  private final int familyNumber;
  private final @Nullable Snapshot asOf;
  private final ReadOptions readOptions;

  /** Many rows at once lie scattered: their blocks would only push others out of the cache. */
  private final ReadOptions scattered;

  private final Lifetime lifetime;

  RocksTable(
      Path folder,
      String name,
      RocksDB db,
      ColumnFamilyHandle family,
      @Nullable Snapshot asOf,
      Lifetime lifetime) {
    this.folder = folder;
    this.name = name;
    this.db = db;
    this.family = family;
    this.familyNumber = family.getID();
    this.asOf = asOf;
    this.readOptions = newReadOptions();
    this.scattered = newReadOptions().setFillCache(false);
    this.lifetime = lifetime;
  }

  /**
   * The same table for as long as a view of it lasts, as it was at the snapshot if there is one.
   */
  RocksTable in(@Nullable Snapshot snapshot, Lifetime view) {
    return new RocksTable(folder, name, db, family, snapshot, view);
  }

  ColumnFamilyHandle family() {
    return family;
  }

  /** The number by which RocksDB knows the column family. */
  int familyNumber() {
    return familyNumber;
  }

  boolean isOf(RocksDB database) {
    return db == database;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<byte[]> get(byte[] key) {
    try (Use use = lifetime.enter()) {
      return Optional.ofNullable(db.get(family, readOptions, key));
    } catch (RocksDBException failure) {
      throw failed(rowName(key), failure);
    }
  }

  @Override
  public boolean has(byte[] key) {
    try (Use use = lifetime.enter()) {
      // Not keyExists(), which calls a row that it cannot read one that is not there.
      return db.get(family, readOptions, key, NOTHING) != RocksDB.NOT_FOUND;
    } catch (RocksDBException failure) {
      throw failed(rowName(key), failure);
    }
  }

  @Override
  public List<Optional<byte[]>> getAll(List<byte[]> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    try (Use use = lifetime.enter()) {
      List<Optional<byte[]>> values = new ArrayList<>(keys.size());
      List<ColumnFamilyHandle> families = Collections.nCopies(keys.size(), family);
      for (byte[] value : db.multiGetAsList(scattered, families, keys)) {
        values.add(Optional.ofNullable(value));
      }
      return values;
    } catch (RocksDBException failure) {
      throw failed("one of " + keys.size() + " rows", failure);
    }
  }

  @Override
  public Scan<Row> scan(byte[] from, byte[] to) {
    try (Use use = lifetime.enter()) {
      Slice bound = new Slice(to);
      ReadOptions options = newReadOptions().setTotalOrderSeek(true).setIterateUpperBound(bound);
      RocksIterator rows = db.newIterator(family, options);
      rows.seek(from);
      return new RocksScan(this, rows, options, bound);
    }
  }

  @Override
  public Scan<Row> scanAll() {
    try (Use use = lifetime.enter()) {
      // Each block is met once: it need not push others out of the cache.
      ReadOptions options = newReadOptions().setTotalOrderSeek(true).setFillCache(false);
      RocksIterator rows = db.newIterator(family, options);
      rows.seekToFirst();
      return new RocksScan(this, rows, options, null);
    }
  }

  @Override
  public Scan<Row> scanBack() {
    try (Use use = lifetime.enter()) {
      ReadOptions options = newReadOptions().setTotalOrderSeek(true);
      RocksIterator rows = db.newIterator(family, options);
      rows.seekToLast();
      return RocksScan.back(this, rows, options);
    }
  }

  @Override
  public PrefixSearch prefixSearch() {
    try (Use use = lifetime.enter()) {
      ReadOptions options = newReadOptions().setPrefixSameAsStart(true);
      return new RocksPrefixSearch(this, db.newIterator(family, options), options);
    }
  }

  Lifetime lifetime() {
    return lifetime;
  }

  @Override
  public long count(byte[] key) {
    return get(key)
        .map(value -> ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong())
        .orElse(0L);
  }

  /** A row, or rows, could not be used. */
  StoreException failed(String rows, RocksDBException failure) {
    return RocksFailure.using(folder, rows + " of table '" + name + "'", failure);
  }

  /** How messages name a row. */
  static String rowName(byte[] key) {
    return "row " + HexFormat.of().formatHex(key);
  }

  private ReadOptions newReadOptions() {
    ReadOptions options = new ReadOptions();
    return asOf == null ? options : options.setSnapshot(asOf);
  }

  /** Closes the table; the column family stays open for others. */
  void close() {
    readOptions.close();
    scattered.close();
  }
}
