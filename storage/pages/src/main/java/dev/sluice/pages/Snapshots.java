package dev.sluice.pages;

import dev.sluice.pages.folder.FolderMark;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.SnapshotSpace;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.pages.snapshot.SnapshotName;
import dev.sluice.pages.snapshot.SnapshotShelf;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The named snapshots of a data folder: which there are, what they hold and cost, to be read or
 * deleted. Needs no lock: any process may ask, while another writes to the folder. {@link
 * DataFolder#createSnapshot} makes them.
 */
public final class Snapshots {

  /** The word that stands for the newest snapshot wherever one is read. */
  public static final String LATEST = SnapshotName.LATEST;

  private static final Comparator<NamedSnapshot> BY_AGE =
      Comparator.comparing(NamedSnapshot::createdAt).thenComparing(NamedSnapshot::name);

  private final Path data;
  private final SnapshotShelf shelf;

  /**
   * The snapshots of a data folder.
   *
   * @throws StoreException if it is no store, or of another version
   */
  public Snapshots(Path data) {
    FolderMark.read(data);
    this.data = data;
    this.shelf = new SnapshotShelf(data);
  }

  /**
   * All snapshots, the oldest first.
   *
   * @param problems is told of each that is damaged, and so is not among them
   */
  public List<NamedSnapshot> list(Consumer<StoreException> problems) {
    List<NamedSnapshot> snapshots = new ArrayList<>();
    for (String name : shelf.names()) {
      try {
        snapshots.add(shelf.read(name));
      } catch (StoreException damaged) {
        problems.accept(damaged);
      } catch (SettingsException deletedMeanwhile) {
        // is none any more
      }
    }
    snapshots.sort(BY_AGE);
    return snapshots;
  }

  /**
   * The snapshot of a name, or the newest one for {@link #LATEST}.
   *
   * @throws SettingsException if there is none; says which was probably meant
   * @throws StoreException if it is damaged; for the newest one also if any other is, since that
   *     might have been the one
   */
  public NamedSnapshot find(String name) {
    if (!name.equals(LATEST)) {
      return shelf.read(name);
    }
    List<NamedSnapshot> all =
        list(
            damaged -> {
              throw damaged;
            });
    if (all.isEmpty()) {
      throw new SettingsException(
          data + " has no snapshots yet; 'sluice snapshot create --data " + data + "' makes one");
    }
    return all.get(all.size() - 1);
  }

  /**
   * What a snapshot takes on the disk now.
   *
   * @throws SettingsException if there is none of this name
   */
  public SnapshotSpace space(String name) {
    return shelf.space(name);
  }

  /** A name that is not taken and tells the time, in UTC, such as {@code 2026-11-27T1430Z}. */
  public String nameAt(Instant time) {
    return SnapshotName.ofTime(time, shelf::has);
  }

  /**
   * Opens a snapshot for reading; it reads like the data folder at that moment. It cannot be
   * deleted before this is closed.
   *
   * @param name its name, or {@link #LATEST}
   * @param moreTables the tables that the folder's writer keeps beside the page store's own
   * @throws SettingsException if there is none
   * @throws StoreException if it is damaged, which names the file, or is being deleted
   */
  public DataFolder open(String name, List<TableSpec> moreTables) {
    return DataFolder.openForReading(shelf.folder(find(name).name()), moreTables);
  }

  /**
   * Deletes a snapshot, damaged or not: all at once, so that a kill leaves the whole of it or
   * nothing that has a name.
   *
   * @throws SettingsException if there is none of this name
   * @throws StoreException if somebody reads it (Problem IN_USE), or its files cannot be deleted
   */
  public void delete(String name) {
    shelf.delete(name);
  }
}
