package dev.sluice.pages.model;

import java.time.Instant;
import java.util.Map;

/**
 * A state of the whole store that is kept under a name and never changes.
 *
 * @param name unique among the snapshots of a data folder
 * @param createdAt when it was made, to the millisecond
 * @param making on whose wish
 * @param sluiceVersion the version of Sluice that made it
 * @param storeId the store that it is of
 * @param sequenceNumber which state of the store it is: grows with each change
 * @param extent how much it holds
 * @param counts what else was counted in it, by name, such as URLs that are queued
 * @param bytes what its files take, those included that it shares with the store
 */
public record NamedSnapshot(
    String name,
    Instant createdAt,
    Making making,
    String sluiceVersion,
    String storeId,
    long sequenceNumber,
    StoreExtent extent,
    Map<String, Long> counts,
    long bytes) {

  /** On whose wish a snapshot was made. */
  public enum Making {
    /** Somebody asked for it; it stays until somebody asks for its end. */
    BY_HAND,
    /** A schedule asked for it; a retention may end it. */
    BY_SCHEDULE
  }

  /** Whether it was made before another one, though nothing may have changed in between. */
  public boolean isBefore(NamedSnapshot other) {
    return sequenceNumber == other.sequenceNumber
        ? createdAt.isBefore(other.createdAt)
        : sequenceNumber < other.sequenceNumber;
  }

  /** The id of this state of the store, as {@link Snapshot#id} and an export's manifest have it. */
  public String id() {
    return storeId + "-" + sequenceNumber;
  }
}
