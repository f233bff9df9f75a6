package dev.sluice.service.daemon;

import dev.sluice.pages.Snapshots;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.settings.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where the snapshots of a daemon's store are made, looked at and deleted, by whoever wants that.
 * Safe for use by several threads.
 */
public final class SnapshotDesk {

  private final Path folder;
  private final SnapshotMaker maker;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile SnapshotOutlook outlook = SnapshotOutlook.NONE;

  SnapshotDesk(Path folder, SnapshotMaker maker) {
    this.folder = folder;
    this.maker = maker;
  }

  /** Has somebody told of each snapshot that is made or deleted here, and of what is expected. */
  public void whenChanged(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * The snapshots as they are.
   *
   * @throws StoreException if there is no store yet
   */
  public Snapshots snapshots() {
    return new Snapshots(folder);
  }

  /** What is to be expected of the schedule. */
  public SnapshotOutlook outlook() {
    return outlook;
  }

  /** Lets those know who want to what is expected from now on. */
  void expect(SnapshotOutlook now) {
    if (!now.equals(outlook)) {
      outlook = now;
      listeners.forEach(Runnable::run);
    }
  }

  /**
   * Makes a snapshot of the store as it is now.
   *
   * @param name its name; if there is none, the time in UTC
   * @throws SettingsException if the name is taken or cannot be one
   * @throws StoreException if the store is not open, or the snapshot cannot be made
   */
  public NamedSnapshot make(Optional<String> name, Making making) {
    NamedSnapshot made = maker.make(name, making);
    listeners.forEach(Runnable::run);
    return made;
  }

  /**
   * Deletes a snapshot.
   *
   * @throws SettingsException if there is none of this name
   * @throws StoreException if somebody reads it, or it cannot be deleted
   */
  public void delete(String name) {
    snapshots().delete(name);
    listeners.forEach(Runnable::run);
  }
}
