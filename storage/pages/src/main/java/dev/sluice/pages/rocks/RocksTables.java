package dev.sluice.pages.rocks;

import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableLoad;
import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.model.Tables;
import dev.sluice.pages.rocks.Lifetime.Use;
import dev.sluice.pages.rocks.RocksLayout.Effort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.WriteOptions;

/**
 * The tables of one store: a RocksDB database with a column family for each table.
 *
 * <p>A store is opened by one writer, or by any number of readers beside it. A reader is a RocksDB
 * read-only instance: it sees the store as it was when it was opened, its write-ahead log included,
 * takes no lock and needs no write permission. (Not a secondary instance: that one takes an older
 * state for the present one, and says nothing, when a file is missing.) Opening reads the manifest
 * first and the log afterwards. A writer that turned its log into a table file in between would
 * make a gap, but it also changes the manifest; then the reader opens again.
 *
 * <p>Commits are written to the log but not forced to the disk, so that they survive the death of
 * the process at any moment but not a power cut; {@link #sync} forces them, and whoever writes
 * calls it about once a second.
 */
public final class RocksTables implements Tables, AutoCloseable {

  private static final int READER_ATTEMPTS = 20;

  /** For the small files of a snapshot, and for what is committed while it is made. */
  private static final long SNAPSHOT_SPARE_BYTES = 4L << 20;

  private final Path folder;
  private final List<TableSpec> specs;
  private final RocksLayout layout;
  private final RocksDB db;
  private final WriteOptions writeOptions;
  private final Map<String, RocksTable> tables;
  private final boolean neverChanges;
  private final Lifetime lifetime;

  /** What is being compacted; also their lock, so that none is cancelled that has just ended. */
  private final Set<CompactRangeOptions> compactions = new HashSet<>();

  private RocksTables(
      Path folder,
      List<TableSpec> specs,
      RocksLayout layout,
      RocksDB db,
      Map<String, RocksTable> tables,
      boolean neverChanges,
      Lifetime lifetime) {
    this.folder = folder;
    this.specs = List.copyOf(specs);
    this.layout = layout;
    this.db = db;
    this.writeOptions = new WriteOptions();
    this.tables = tables;
    this.neverChanges = neverChanges;
    this.lifetime = lifetime;
  }

  /** Opens the store for writing; tables that are missing are made. */
  public static RocksTables openForWriting(Path folder, List<TableSpec> specs) {
    return openForWriting(folder, specs, Effort.LIGHT);
  }

  /**
   * Opens the store for writing, to be compacted: what is merged is compressed as hard as is
   * reasonable, at about a hundred times the cost.
   */
  public static RocksTables openForCompacting(Path folder, List<TableSpec> specs) {
    return openForWriting(folder, specs, Effort.HARD);
  }

  private static RocksTables openForWriting(Path folder, List<TableSpec> specs, Effort effort) {
    StoreFiles.read(folder).requireCurrent();
    StoreSeal seal = new StoreSeal(folder);
    seal.verify();
    seal.breakSeal();
    return open(folder, specs, RocksDB::open, effort, false);
  }

  /** Opens the store for reading, as it is now. */
  public static RocksTables openForReading(Path folder, List<TableSpec> specs) {
    StoreFiles before = StoreFiles.read(folder);
    before.requireCurrent();
    new StoreSeal(folder).verify();
    for (int left = READER_ATTEMPTS; ; left--) {
      try {
        RocksTables tables = open(folder, specs, RocksDB::openReadOnly, Effort.LIGHT, true);
        StoreFiles after = StoreFiles.read(folder);
        if (after.sameManifest(before)) {
          return tables;
        }
        tables.close();
        before = after;
      } catch (StoreException failure) {
        StoreFiles after = StoreFiles.read(folder);
        if (left == 0 || after.sameManifest(before)) {
          throw failure;
        }
        before = after;
      }
      if (left == 0) {
        throw new StoreException(
            Problem.IN_USE, folder + " is changed too quickly to be read: try again");
      }
    }
  }

  /** How RocksDB opens a database. */
  private interface Opener {
    RocksDB open(
        DBOptions options,
        String path,
        List<ColumnFamilyDescriptor> families,
        List<ColumnFamilyHandle> handles)
        throws RocksDBException;
  }

  private static RocksTables open(
      Path folder, List<TableSpec> specs, Opener opener, Effort effort, boolean neverChanges) {
    RocksDB.loadLibrary();
    RocksLayout layout = new RocksLayout(effort);
    Lifetime lifetime = new Lifetime("the store " + folder);
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    families.add(layout.family(RocksDB.DEFAULT_COLUMN_FAMILY, TableSpec.Kind.ROWS));
    for (TableSpec spec : specs) {
      families.add(layout.family(spec.name().getBytes(StandardCharsets.UTF_8), spec.kind()));
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try {
      RocksDB db = opener.open(layout.database(), folder.toString(), families, handles);
      Map<String, RocksTable> tables = tables(folder, db, specs, handles, lifetime);
      return new RocksTables(folder, specs, layout, db, tables, neverChanges, lifetime);
    } catch (RocksDBException failure) {
      layout.close();
      throw RocksFailure.opening(folder, failure);
    }
  }

  private static Map<String, RocksTable> tables(
      Path folder,
      RocksDB db,
      List<TableSpec> specs,
      List<ColumnFamilyHandle> handles,
      Lifetime lifetime) {
    Map<String, RocksTable> tables = new LinkedHashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      String name = specs.get(i).name();
      // handles.get(0) is RocksDB's own default column family, which stays empty.
      tables.put(name, new RocksTable(folder, name, db, handles.get(i + 1), null, lifetime));
    }
    return tables;
  }

  /** The names of the tables. */
  public List<String> names() {
    return List.copyOf(tables.keySet());
  }

  @Override
  public Table table(String name) {
    return rocksTable(name);
  }

  private RocksTable rocksTable(String name) {
    RocksTable table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException("the store was opened without a table '" + name + "'");
    }
    return table;
  }

  @Override
  public Batch newBatch() {
    return new RocksBatch(folder, db, writeOptions, lifetime);
  }

  /** {@inheritDoc} Meanwhile they lie in files of their own in the folder {@code loading}. */
  @Override
  public TableLoad newLoad(String table) {
    RocksTable target = rocksTable(table);
    TableSpec spec = specs.stream().filter(it -> it.name().equals(table)).findFirst().orElseThrow();
    Path loading = folder.resolveSibling("loading");
    return new RocksLoad(db, target, layout.file(spec.kind()), loading, lifetime);
  }

  /** A view of all tables as they are now. */
  public RocksView view() {
    try (Use use = lifetime.enter()) {
      return new RocksView(db, tables, neverChanges ? null : db.getSnapshot(), lifetime);
    }
  }

  /** Forces all commits so far to the disk. */
  public void sync() {
    try (Use use = lifetime.enter()) {
      db.syncWal();
    } catch (RocksDBException failure) {
      throw RocksFailure.using(folder, "the write-ahead log", failure);
    }
  }

  /**
   * {@inheritDoc} Where another process writes, files that it has merged into others meanwhile are
   * passed over.
   */
  @Override
  public void verifyFiles() {
    try (Use use = lifetime.enter()) {
      if (neverChanges) {
        verifyWhatIsThere();
      } else {
        db.verifyChecksum();
      }
    } catch (RocksDBException failure) {
      throw RocksFailure.using(folder, "a table file", failure);
    }
  }

  /**
   * A reader has its files open, but RocksDB opens them anew by their names to verify them, and a
   * writer takes away what it has merged. If any file is gone, all that the store has now must be
   * there.
   */
  private void verifyWhatIsThere() throws RocksDBException {
    boolean allThere = true;
    try (Options options = new Options()) {
      for (LiveFileMetaData file : db.getLiveFilesMetaData()) {
        allThere &= verify(Path.of(file.path() + file.fileName()), options);
      }
    }
    if (!allThere) {
      openForReading(folder, specs).close();
    }
  }

  /** Compares a file's checksums; false if it is not there. */
  private static boolean verify(Path file, Options options) throws RocksDBException {
    try (SstFileReader reader = new SstFileReader(options)) {
      try {
        reader.open(file.toString());
      } catch (RocksDBException failure) {
        if (Files.exists(file)) {
          throw failure;
        }
        return false;
      }
      reader.verifyChecksum();
      return true;
    }
  }

  /**
   * Puts a table in its final order and form; takes as long as reading and writing all of it. It is
   * all there at any moment: new files take the place of the old ones when they are complete, and a
   * process that is killed before leaves some that the next writer removes.
   *
   * @throws StoreException with {@link Problem#CLOSED} if the store was closed meanwhile, which
   *     ends it early
   */
  @Override
  public void compact(String table) {
    CompactRangeOptions options =
        new CompactRangeOptions()
            .setBottommostLevelCompaction(BottommostLevelCompaction.kForceOptimized)
            .setMaxSubcompactions(layout.compactionThreads());
    synchronized (compactions) {
      compactions.add(options); // before its use begins, or its end could not be told to it
    }
    try (Use use = lifetime.enter()) {
      db.compactRange(rocksTable(table).family(), null, null, options);
    } catch (RocksDBException failure) {
      lifetime.enter().close(); // a compaction that the store's end cut short failed of that
      throw RocksFailure.using(folder, "table '" + table + "'", failure);
    } finally {
      synchronized (compactions) {
        compactions.remove(options);
        options.close();
      }
    }
  }

  /**
   * Makes a copy of the store as it is now, or will be within moments, that shares its table files
   * by hard links: in a second, whatever its size, while others commit. Each batch is in it whole
   * or not at all.
   *
   * @param copy a folder that is not there yet, but the one above it is
   * @throws StoreException if the disk is too full for it, or it cannot be made; it may then be
   *     there in part
   */
  public void checkpoint(Path copy) {
    if (neverChanges) {
      throw new IllegalStateException(folder + " was opened for reading only");
    }
    try (Use use = lifetime.enter()) {
      requireSpace();
      try (Checkpoint checkpoint = Checkpoint.create(db)) {
        checkpoint.createCheckpoint(copy.toString());
      }
    } catch (RocksDBException failure) {
      throw RocksFailure.using(folder, "its files for a snapshot", failure);
    }
    new StoreSeal(copy).sealForGood();
  }

  /**
   * RocksDB writes what is in memory to table files first, and if that fails for want of space, it
   * takes no further commits: a snapshot must not end the crawl beside it.
   */
  private void requireSpace() throws RocksDBException {
    long needed =
        db.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables")
            + StoreFiles.read(folder).manifestBytes()
            + SNAPSHOT_SPARE_BYTES;
    long free = folder.toFile().getUsableSpace();
    if (free < needed) {
      throw new StoreException(
          Problem.DISK_FULL,
          "the disk of "
              + folder
              + " is almost full: a snapshot needs up to "
              + mebibytes(needed)
              + " for what is still in memory, and "
              + mebibytes(free)
              + " are free. Free some space and run the same command again");
    }
  }

  private static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  @Override
  public long bytesOnDisk(String table) {
    try (Use use = lifetime.enter()) {
      return db.getLongProperty(rocksTable(table).family(), "rocksdb.total-sst-files-size");
    } catch (RocksDBException failure) {
      throw RocksFailure.using(folder, "table '" + table + "'", failure);
    }
  }

  /**
   * Moves what only the write-ahead log holds, uncompressed, into tables. If that fails, on a full
   * disk say, the log keeps it.
   */
  private void flush() {
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      db.flush(options, tables.values().stream().map(RocksTable::family).toList());
    } catch (RocksDBException logKeepsIt) {
      // Nothing is lost, and the next writer to close will try again.
    }
  }

  /**
   * Closes the store. Calls that are under way come to their end first, compactions to an early
   * one; scans and views that are still open are closed; whatever is used later throws {@link
   * Problem#CLOSED}.
   */
  @Override
  public void close() {
    lifetime.refuse();
    synchronized (compactions) {
      compactions.forEach(options -> options.setCanceled(true));
    }
    lifetime.end(this::free);
  }

  private void free() {
    if (!neverChanges) {
      flush();
    }
    tables.values().forEach(RocksTable::close);
    tables.values().forEach(table -> table.family().close());
    writeOptions.close();
    db.close();
    layout.close();
    if (!neverChanges) {
      new StoreSeal(folder).seal();
    }
  }
}
