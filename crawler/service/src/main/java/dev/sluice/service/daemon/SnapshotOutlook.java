package dev.sluice.service.daemon;

import java.time.Instant;
import java.util.Optional;

/**
 * What is to be expected of a daemon's schedule of snapshots, for those who ask.
 *
 * @param schedule in words; nothing if snapshots are made by hand alone
 * @param retention in words; nothing if there is no schedule
 * @param nextAt when the next one is made, or tried again
 * @param problem why the one that is due could not be made
 */
public record SnapshotOutlook(
    Optional<String> schedule,
    Optional<String> retention,
    Optional<Instant> nextAt,
    Optional<String> problem) {

  /** Where there is no schedule. */
  static final SnapshotOutlook NONE =
      new SnapshotOutlook(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static SnapshotOutlook of(SnapshotPlan plan, Optional<Instant> nextAt, Optional<String> problem) {
    return new SnapshotOutlook(
        Optional.of(plan.scheduleWords()), Optional.of(plan.retentionWords()), nextAt, problem);
  }
}
