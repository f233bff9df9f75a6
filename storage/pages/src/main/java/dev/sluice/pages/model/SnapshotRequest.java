package dev.sluice.pages.model;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/**
 * What a snapshot is to be called, and what is to be written down with it.
 *
 * @param name letters, digits, dots, dashes and underscores, at most 64; not yet taken
 * @param createdAt the time now
 * @param making on whose wish
 * @param sluiceVersion the version of Sluice
 * @param counting counts what is of interest in the snapshot, by names of small letters and
 *     underscores; it is given the snapshot's tables of counters by their names, and no others
 */
public record SnapshotRequest(
    String name,
    Instant createdAt,
    NamedSnapshot.Making making,
    String sluiceVersion,
    Function<Function<String, Table>, Map<String, Long>> counting) {

  /** A request without further counts. */
  public static SnapshotRequest of(
      String name, Instant createdAt, NamedSnapshot.Making making, String sluiceVersion) {
    return new SnapshotRequest(name, createdAt, making, sluiceVersion, tables -> Map.of());
  }
}
