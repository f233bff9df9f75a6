package dev.sluice.service.daemon;

import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes snapshots when a schedule says so, and removes those that the retention does not keep,
 * while the crawl goes on.
 *
 * <p>When it begins, the snapshots that there are tell when the next one is due: so a restart moves
 * nothing, and one whose time went by while nothing ran is made at once. From then on it counts
 * from what it made itself, so that one that somebody deletes is not made again.
 */
public final class SnapshotKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

  private final SnapshotDesk desk;
  private final SnapshotPlan plan;
  private final Predicate<String> needed;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, SnapshotKeeper::thread);

  private @Nullable Instant next;
  private Optional<String> problem = Optional.empty();

  /**
   * @param needed whether the snapshot of a name must stay for now, whatever the retention says
   */
  SnapshotKeeper(
      SnapshotDesk desk, SnapshotPlan plan, Predicate<String> needed, InstantSource clock) {
    this.desk = desk;
    this.plan = plan;
    this.needed = needed;
    this.clock = clock;
    tell();
  }

  /** What it was at when the process ends is left undone, and the next writer clears it away. */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "snapshots");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to look, once a second, whether one is due. */
  @SuppressWarnings("FutureReturnValueIgnored") // it is never waited for
  public void start() {
    long nanos = BETWEEN_LOOKS.toNanos();
    thread.scheduleWithFixedDelay(this::beat, 0, nanos, TimeUnit.NANOSECONDS);
  }

  /** What must go on whatever becomes of one look: a thrown exception would be the last one. */
  private void beat() {
    try {
      look();
    } catch (RuntimeException defect) {
      LOG.error("The schedule of snapshots met a defect of the program", defect);
      next = clock.instant().plus(BETWEEN_TRIES);
    }
  }

  /** Makes a snapshot if one is due. */
  void look() {
    Instant now = clock.instant();
    try {
      if (next == null) {
        next = plan.due(desk.snapshots().list(damaged -> {}), now);
        tell();
      }
      if (!now.isBefore(next)) {
        make(now);
        prune(now);
        tell();
      }
    } catch (StoreException failure) {
      if (failure.problem() != Problem.CLOSED && failure.problem() != Problem.NOT_A_STORE) {
        putOff(failure, now);
      } // else the crawl has not opened it yet, or waits for room on the disk and says so
    } catch (SettingsException taken) { // by somebody who made one at the same moment
      putOff(taken, now);
    }
  }

  private void make(Instant now) {
    NamedSnapshot made = desk.make(Optional.empty(), Making.BY_SCHEDULE);
    problem = Optional.empty();
    next = plan.schedule().nextAfter(now);
    LOG.info(
        "Snapshot {} made by the schedule '{}': {} captures; the next one is due at {}",
        made.name(),
        plan.scheduleWords(),
        made.extent().captures(),
        next);
  }

  private void putOff(RuntimeException failure, Instant now) {
    if (problem.isEmpty()) {
      LOG.warn(
          "A snapshot is due and cannot be made, which is tried again each minute: {}",
          failure.getMessage());
    }
    problem = Optional.of(String.valueOf(failure.getMessage()));
    next = now.plus(BETWEEN_TRIES);
    tell();
  }

  private void prune(Instant now) {
    plan.retention().removable(desk.snapshots().list(damaged -> {}), now).stream()
        .map(NamedSnapshot::name)
        .filter(name -> !needed.test(name))
        .forEach(this::remove);
  }

  private void remove(String name) {
    try {
      desk.delete(name);
      LOG.info(
          "Snapshot {} removed: the retention '{}' keeps it no longer",
          name,
          plan.retentionWords());
    } catch (StoreException stays) {
      LOG.info("Snapshot {} stays until the next one is made: {}", name, stays.getMessage());
    } catch (SettingsException gone) {
      return; // somebody else deleted it meanwhile
    }
  }

  private void tell() {
    desk.expect(SnapshotOutlook.of(plan, Optional.ofNullable(next), problem));
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
