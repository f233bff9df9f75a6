package dev.sluice.pages;

import dev.sluice.pages.demand.TakedownFile;
import dev.sluice.pages.folder.FolderLock;
import dev.sluice.pages.folder.FolderMark;
import dev.sluice.pages.folder.ReadersLock;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.PageStore;
import dev.sluice.pages.model.SnapshotRequest;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.model.StoreExtent;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.model.TakedownBook;
import dev.sluice.pages.rocks.RocksTables;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.pages.snapshot.SnapshotMaking;
import dev.sluice.pages.snapshot.SnapshotMark;
import dev.sluice.pages.snapshot.SnapshotShelf;
import dev.sluice.pages.store.StoreCheck;
import dev.sluice.pages.store.TablePageStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A data folder: the page store, and beside it, in the same transactions, the tables of whoever
 * fills it.
 *
 * <pre>
 * DATA/sluice-store   says that this is a Sluice store, its format and its id
 * DATA/lock           held by the one process that writes
 * DATA/rocks/         RocksDB, and sluice-seal: the files as they were when the writer closed them
 * DATA/takedowns      who asked that what be used no more
 * DATA/snapshots/     what {@link #createSnapshot} made; each is such a folder, for reading only
 * </pre>
 *
 * <p>One process writes; any number may read beside it, and see the store as it was when they
 * opened it. Safe for use by several threads.
 */
public final class DataFolder implements AutoCloseable {

  private final RocksTables tables;
  private final Held held;
  private final PageStore pages;
  private final Optional<SnapshotMaking> snapshots;

  private DataFolder(
      RocksTables tables, Held held, String storeId, Optional<SnapshotMaking> snapshots) {
    this.tables = tables;
    this.held = held;
    this.pages = new TablePageStore(tables, storeId);
    this.snapshots = snapshots;
  }

  /** What is given back when the folder is closed: a writer's lock, or that of a snapshot. */
  private interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Opens a folder for writing; makes it if it is missing or empty.
   *
   * @param moreTables tables to be kept beside the page store's own
   * @throws StoreException if another process writes to it, it is no store, it is of a newer
   *     version, it is damaged, or it cannot be written
   */
  public static DataFolder openForWriting(Path folder, List<TableSpec> moreTables) {
    refuseSnapshot(folder);
    return write(FolderMark.readOrMake(folder), folder, moreTables, RocksTables::openForWriting);
  }

  /**
   * Opens a folder for writing that has to be there.
   *
   * @param moreTables the tables that are kept beside the page store's own
   * @throws StoreException if another process writes to it, it is no store, it is of a newer
   *     version, it is damaged, or it cannot be written
   */
  public static DataFolder reopenForWriting(Path folder, List<TableSpec> moreTables) {
    refuseSnapshot(folder);
    return write(FolderMark.read(folder), folder, moreTables, RocksTables::openForWriting);
  }

  /**
   * Opens a folder to be compacted: as for writing, but {@link #compact} makes it as small as it
   * can be. That takes about 9 ms of processor time for each page.
   *
   * @param moreTables the tables that are kept beside the page store's own
   * @throws StoreException if another process writes to it, it is no store, it is of a newer
   *     version, it is damaged, or it cannot be written
   */
  public static DataFolder openForCompacting(Path folder, List<TableSpec> moreTables) {
    refuseSnapshot(folder);
    return write(FolderMark.read(folder), folder, moreTables, RocksTables::openForCompacting);
  }

  private static void refuseSnapshot(Path folder) {
    if (SnapshotMark.isIn(folder)) {
      throw new StoreException(
          Problem.NOT_A_STORE,
          folder + " is a snapshot, which never changes: name the folder that it was made of");
    }
  }

  private static DataFolder write(
      FolderMark mark,
      Path folder,
      List<TableSpec> moreTables,
      BiFunction<Path, List<TableSpec>, RocksTables> opener) {
    FolderLock lock = FolderLock.acquire(folder);
    try {
      new SnapshotShelf(folder).clearLeftovers();
      List<TableSpec> specs = all(moreTables);
      RocksTables tables = opener.apply(folder.resolve("rocks"), specs);
      SnapshotMaking snapshots = new SnapshotMaking(folder, mark, tables, specs);
      return new DataFolder(tables, lock::close, mark.storeId(), Optional.of(snapshots));
    } catch (StoreException failure) {
      lock.close();
      throw failure;
    }
  }

  /**
   * Opens a folder for reading, as it is now; a writer beside it is not disturbed. A snapshot can
   * be opened like a data folder, and is not deleted before it is closed again.
   *
   * @param moreTables the tables that its writer keeps beside the page store's own
   * @throws StoreException if it is no store, is of a newer version or is damaged
   */
  public static DataFolder openForReading(Path folder, List<TableSpec> moreTables) {
    Held held = SnapshotMark.isIn(folder) ? ReadersLock.share(folder)::close : () -> {};
    try {
      FolderMark mark = FolderMark.read(folder);
      RocksTables tables = RocksTables.openForReading(folder.resolve("rocks"), all(moreTables));
      return new DataFolder(tables, held, mark.storeId(), Optional.empty());
    } catch (StoreException failure) {
      held.close();
      throw failure;
    }
  }

  /**
   * The demands that pages of a folder be used no more. They lie in a file of their own, beside the
   * store and its snapshots, and hold for all of these: those of a snapshot are its data folder's.
   */
  public static TakedownBook takedowns(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    Path above = SnapshotMark.isIn(whole) ? whole.resolve("../..").normalize() : whole;
    return new TakedownFile(above);
  }

  /**
   * Who writes to a folder, such as "process 4711", or did last; nothing if that cannot be told.
   */
  public static Optional<String> writer(Path folder) {
    return FolderLock.holder(folder);
  }

  private static List<TableSpec> all(List<TableSpec> moreTables) {
    List<TableSpec> all = new ArrayList<>(TablePageStore.TABLES);
    all.addAll(moreTables);
    return all;
  }

  /** The raw pages. */
  public PageStore pages() {
    return pages;
  }

  /** One of the tables that were asked for at opening. */
  public Table table(String name) {
    return tables.table(name);
  }

  /** An empty batch, for rows of all tables. */
  public Batch newBatch() {
    return tables.newBatch();
  }

  /** Forces all commits so far to the disk; without it they survive a kill, but not a power cut. */
  public void sync() {
    tables.sync();
  }

  /**
   * Puts the pages in their final order, so that like ones are compressed together; without it that
   * happens bit by bit while pages are added. The smallest folder comes of {@link
   * #openForCompacting}; in one that is open for writing this is quick, about 6,000 pages a second,
   * and saves less.
   *
   * <p>Needs as much free disk as the pages take. It may be interrupted at any moment, by {@link
   * #close} from another thread or by a kill: no page is lost, what was done of a table is given
   * up, and the next run begins that table again. Others may use the folder meanwhile.
   *
   * @throws StoreException if the disk is full, a file is damaged, or the folder was closed
   *     meanwhile (Problem CLOSED)
   */
  public void compact() {
    TablePageStore.TABLES.forEach(table -> tables.compact(table.name()));
  }

  /**
   * Makes a snapshot of everything that was committed before, and perhaps of some that is committed
   * meanwhile, each batch whole. Takes about a second at any size; commits go on beside it, and it
   * shares its files with the store for as long as that has them. When it returns, the snapshot is
   * safe from a power cut. {@link Snapshots} finds it again.
   *
   * @throws SettingsException if the name is taken or cannot be one
   * @throws StoreException if it cannot be made, on a full disk say, or the folder was opened for
   *     reading; then nothing is left of it
   */
  public NamedSnapshot createSnapshot(SnapshotRequest request) {
    return snapshots
        .orElseThrow(
            () ->
                new StoreException(
                    Problem.INACCESSIBLE,
                    "a snapshot can be made only by who opened the store for writing"))
        .make(request);
  }

  /** The names of all tables that it was opened with, the page store's own first. */
  public List<String> tables() {
    return tables.names();
  }

  /** What a table takes on the disk, in bytes; what only the write-ahead log holds not counted. */
  public long bytesOnDisk(String table) {
    return tables.bytesOnDisk(table);
  }

  /** Reads the whole page store and hands each problem found to {@code problems}. */
  public StoreExtent check(Consumer<String> problems) {
    return new StoreCheck(tables, problems).run();
  }

  @Override
  public void close() {
    try {
      tables.close();
    } finally {
      held.close();
    }
  }
}
