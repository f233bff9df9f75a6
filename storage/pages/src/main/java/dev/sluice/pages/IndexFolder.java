package dev.sluice.pages;

import dev.sluice.pages.folder.FolderLock;
import dev.sluice.pages.folder.IndexMark;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.model.Tables;
import dev.sluice.pages.rocks.RocksTables;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder of an index of exported documents: tables that lie apart from every store, since they
 * outlive the snapshots that the documents came from.
 *
 * <pre>
 * INDEX/sluice-index   says that this is an index, its format and its id
 * INDEX/lock           held by the one process that writes
 * INDEX/rocks/         RocksDB, and sluice-seal: the files as they were when the writer closed them
 * INDEX/loading/       what is being recorded; gone when it is in the tables
 * </pre>
 *
 * <p>One process writes; any number may read beside it, and see it as it was when they opened it.
 */
public final class IndexFolder implements AutoCloseable {

  private final IndexMark mark;
  private final RocksTables tables;
  private final Optional<FolderLock> lock;

  private IndexFolder(IndexMark mark, RocksTables tables, Optional<FolderLock> lock) {
    this.mark = mark;
    this.tables = tables;
    this.lock = lock;
  }

  /**
   * Opens a folder for writing; makes it if it is missing or empty.
   *
   * @throws StoreException if another process writes to it, it is no index, it is of another
   *     version, it is damaged, or it cannot be written
   */
  public static IndexFolder openForWriting(Path folder, List<TableSpec> specs) {
    return write(IndexMark.readOrMake(folder), folder, specs);
  }

  /**
   * Opens a folder for writing that has to be there.
   *
   * @throws StoreException as {@link #openForWriting} does, and if it is missing
   */
  public static IndexFolder reopenForWriting(Path folder, List<TableSpec> specs) {
    return write(IndexMark.read(folder), folder, specs);
  }

  private static IndexFolder write(IndexMark mark, Path folder, List<TableSpec> specs) {
    FolderLock lock =
        FolderLock.acquire(
            folder, "one export at a time can use an index; wait for that one, or end it");
    try {
      RocksTables tables = RocksTables.openForWriting(folder.resolve("rocks"), specs);
      return new IndexFolder(mark, tables, Optional.of(lock));
    } catch (StoreException failure) {
      lock.close();
      throw failure;
    }
  }

  /**
   * Opens a folder for reading, as it is now; a writer beside it is not disturbed.
   *
   * @throws StoreException if it is no index, is of another version or is damaged
   */
  public static IndexFolder openForReading(Path folder, List<TableSpec> specs) {
    IndexMark mark = IndexMark.read(folder);
    RocksTables tables = RocksTables.openForReading(folder.resolve("rocks"), specs);
    return new IndexFolder(mark, tables, Optional.empty());
  }

  /** What tells it from all other indexes. */
  public String id() {
    return mark.id();
  }

  /** What is in it. */
  public Tables tables() {
    return tables;
  }

  @Override
  public void close() {
    try {
      tables.close();
    } finally {
      lock.ifPresent(FolderLock::close);
    }
  }
}
