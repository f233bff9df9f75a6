package dev.sluice.pages.snapshot;

import dev.sluice.pages.folder.FolderMark;
import dev.sluice.pages.folder.FolderTrouble;
import dev.sluice.pages.folder.ReadersLock;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.SnapshotRequest;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.rocks.RocksTables;
import dev.sluice.pages.rocks.RocksView;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.pages.store.TablePageStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Makes snapshots of a store that this process writes to, one at a time, while others commit.
 *
 * <p>What is counted is counted in the snapshot itself: beside threads that commit, the store would
 * already be further. For that its tables of counters are opened and no others, since opening a
 * table loads the Bloom filters of all its files.
 */
public final class SnapshotMaking {

  private final SnapshotShelf shelf;
  private final FolderMark store;
  private final RocksTables tables;
  private final List<TableSpec> counters;

  /**
   * The maker of a data folder's snapshots.
   *
   * @param data the data folder
   * @param store its mark
   * @param tables its tables, opened for writing
   * @param specs what these are
   */
  public SnapshotMaking(Path data, FolderMark store, RocksTables tables, List<TableSpec> specs) {
    this.shelf = new SnapshotShelf(data);
    this.store = store;
    this.tables = tables;
    this.counters = specs.stream().filter(spec -> spec.kind() == TableSpec.Kind.COUNTERS).toList();
  }

  /**
   * Makes a snapshot; when this returns it is safe from a power cut.
   *
   * @throws SettingsException if the name is taken or cannot be one
   * @throws StoreException if it could not be made; then nothing is left of it
   */
  public synchronized NamedSnapshot make(SnapshotRequest request) {
    shelf.requireFree(request.name());
    shelf.clearLeftovers();
    boolean whole = false;
    try {
      Path making = shelf.begin(request.name());
      NamedSnapshot made = putTogether(making, request);
      shelf.publish(making, request.name());
      whole = true;
      return made;
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("written", shelf.path(request.name()), failure);
    } finally {
      if (!whole) {
        shelf.discardLeftovers();
      }
    }
  }

  private NamedSnapshot putTogether(Path making, SnapshotRequest request) throws IOException {
    Path rocks = making.resolve("rocks");
    tables.checkpoint(rocks);
    store.write(making);
    ReadersLock.prepare(making);
    NamedSnapshot made = describe(rocks, request);
    SnapshotMark.write(making, made);
    Disk.syncTree(making);
    return made;
  }

  private NamedSnapshot describe(Path rocks, SnapshotRequest request) throws IOException {
    long bytes = FileSpace.bytes(rocks);
    try (RocksTables checkpoint = RocksTables.openForReading(rocks, counters);
        RocksView view = checkpoint.view()) {
      return new NamedSnapshot(
          request.name(),
          request.createdAt().truncatedTo(ChronoUnit.MILLIS),
          request.making(),
          request.sluiceVersion(),
          store.storeId(),
          view.sequenceNumber(),
          TablePageStore.counted(view.table(TablePageStore.COUNTERS)),
          request.counting().apply(view::table),
          bytes);
    }
  }
}
