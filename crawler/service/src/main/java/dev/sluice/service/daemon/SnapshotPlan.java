package dev.sluice.service.daemon;

import dev.sluice.pages.Retention;
import dev.sluice.pages.Schedule;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;

/**
 * When a daemon makes snapshots by itself, and which of them it keeps.
 *
 * @param schedule when they are made
 * @param scheduleWords the same, as the user wrote it
 * @param retention which of them are kept
 * @param retentionWords the same, as the user wrote it
 */
public record SnapshotPlan(
    Schedule schedule, String scheduleWords, Retention retention, String retentionWords) {

  /**
   * When the next snapshot is due: the first time of the schedule after the last one that it
   * brought, or now if there is none. One from the future does not count: it was made by a clock
   * that was wrong.
   *
   * @param snapshots that there are
   */
  Instant due(Collection<NamedSnapshot> snapshots, Instant now) {
    return snapshots.stream()
        .filter(snapshot -> snapshot.making() == Making.BY_SCHEDULE)
        .map(NamedSnapshot::createdAt)
        .filter(made -> !made.isAfter(now))
        .max(Comparator.naturalOrder())
        .map(schedule::nextAfter)
        .orElse(now);
  }
}
