package dev.sluice.engine.model;

/**
 * How far a purge is.
 *
 * @param stage what it does now
 * @param done of what the stage counts
 * @param total of it, as far as it is known before; 0 if it is not
 */
public record PurgeProgress(Stage stage, long done, long total) {

  /** What a purge does, in this order. */
  public enum Stage {
    /** Waits until the requests have ended that were under way at its beginning. */
    WAITING,
    /** Reads the captures that stay, for those that share a body with one that goes. */
    COMPARING,
    /** Removes captures, and counts them. */
    REMOVING
  }
}
