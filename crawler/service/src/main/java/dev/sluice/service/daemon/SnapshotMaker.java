package dev.sluice.service.daemon;

import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.settings.SettingsException;
import java.util.Optional;

/**
 * Makes snapshots of a data folder. Only the process that writes to a folder can; whoever wants one
 * asks for this, and does not need to know which process that is.
 */
public interface SnapshotMaker {

  /**
   * Makes a snapshot of the store as it is now.
   *
   * @param name its name; if there is none, the time in UTC, such as {@code 2026-11-27T1430Z}
   * @param making on whose wish
   * @throws SettingsException if the name is taken or cannot be one
   * @throws StoreException if it cannot be made; then nothing is left of it
   */
  NamedSnapshot make(Optional<String> name, Making making);
}
