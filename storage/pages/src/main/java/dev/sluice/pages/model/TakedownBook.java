package dev.sluice.pages.model;

import java.time.Instant;
import java.util.List;

/**
 * The demands of a data folder, in a file of their own: they are read and written beside whoever
 * has the store open. Safe for use by several threads and processes.
 */
public interface TakedownBook {

  /**
   * All demands that were ever written down, withdrawn ones too, in their order.
   *
   * @throws StoreException if the file is damaged; the message names the line and the way out
   */
  List<Takedown> all();

  /**
   * Those that stand.
   *
   * @throws StoreException as {@link #all} does
   */
  default Takedowns standing() {
    return Takedowns.of(all());
  }

  /**
   * Writes demands down, all of them or none; on the disk when it returns.
   *
   * @param reason why; not blank
   * @param asker who asked; may be empty
   * @throws StoreException if the file is damaged or cannot be written
   */
  List<Takedown> add(List<Takedown.Target> targets, String reason, String asker, Instant at);

  /**
   * Ends a demand; it stays in the file, as withdrawn.
   *
   * @return the demand as it is now
   * @throws dev.sluice.pages.settings.SettingsException if there is none of this id, or it was
   *     withdrawn before
   */
  Takedown withdraw(String id, String reason, Instant at);

  /** Notes that pages were removed from the store for a demand. */
  Takedown noteRemoval(String id, String what, Instant at);

  /** Something that is another one whenever the demands may have changed; costs a look. */
  String state();
}
