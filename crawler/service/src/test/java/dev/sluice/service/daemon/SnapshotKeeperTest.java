package dev.sluice.service.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.DataFolder;
import dev.sluice.pages.Retention;
import dev.sluice.pages.Schedule;
import dev.sluice.pages.Snapshots;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots by a schedule, in a real store and a time that is set by hand. */
class SnapshotKeeperTest {

  private static final Instant HALF_PAST_TEN = Instant.parse("2026-11-27T10:30:00Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(HALF_PAST_TEN);
  private final InstantSource clock = now::get;
  private final Set<String> needed = new HashSet<>();
  private Optional<StoreException> trouble = Optional.empty();
  private DataFolder data;
  private SnapshotDesk desk;

  @BeforeEach
  void open() {
    data = new Wiring().openForWriting(folder);
    WriterSnapshots maker = new WriterSnapshots(data, folder, "test", clock);
    desk =
        new SnapshotDesk(
            folder,
            (name, making) -> {
              if (trouble.isPresent()) {
                throw trouble.get();
              }
              return maker.make(name, making);
            });
  }

  @AfterEach
  void close() {
    data.close();
  }

  private SnapshotKeeper keeper(String schedule, String retention) {
    return new SnapshotKeeper(
        desk,
        new SnapshotPlan(Schedule.parse(schedule), schedule, Retention.parse(retention), retention),
        needed::contains,
        clock);
  }

  private void lookAt(SnapshotKeeper keeper, String time) {
    now.set(Instant.parse(time));
    keeper.look();
  }

  private List<String> times(Making making) {
    return new Snapshots(folder)
            .list(
                damaged -> {
                  throw damaged;
                })
            .stream()
            .filter(snapshot -> snapshot.making() == making)
            .map(NamedSnapshot::createdAt)
            .map(Instant::toString)
            .toList();
  }

  @Test
  void theFirstIsMadeAtOnceAndTheOthersAtTheirTimes() {
    try (SnapshotKeeper keeper = keeper("every 6h", "all")) {
      keeper.look();
      assertThat(desk.outlook().nextAt()).contains(Instant.parse("2026-11-27T12:00:00Z"));
      lookAt(keeper, "2026-11-27T11:59:59Z");
      assertThat(times(Making.BY_SCHEDULE)).containsExactly(HALF_PAST_TEN.toString());
      lookAt(keeper, "2026-11-27T12:00:00Z");
      lookAt(keeper, "2026-11-27T12:00:01Z");
      assertThat(times(Making.BY_SCHEDULE))
          .containsExactly(HALF_PAST_TEN.toString(), "2026-11-27T12:00:00Z");
      assertThat(desk.outlook().schedule()).contains("every 6h");
      assertThat(desk.outlook().nextAt()).contains(Instant.parse("2026-11-27T18:00:00Z"));
    }
  }

  @Test
  void aRestartMovesNothingAndMakesUpForOneThatWasMissed() {
    try (SnapshotKeeper keeper = keeper("daily at 03:00", "all")) {
      keeper.look();
    }
    try (SnapshotKeeper keeper = keeper("daily at 03:00", "all")) {
      lookAt(keeper, "2026-11-28T02:59:00Z");
      assertThat(times(Making.BY_SCHEDULE)).hasSize(1);
      assertThat(desk.outlook().nextAt()).contains(Instant.parse("2026-11-28T03:00:00Z"));
    }
    try (SnapshotKeeper keeper = keeper("daily at 03:00", "all")) {
      lookAt(keeper, "2026-11-30T15:00:00Z");
      lookAt(keeper, "2026-11-30T15:00:01Z");
      assertThat(times(Making.BY_SCHEDULE))
          .containsExactly(HALF_PAST_TEN.toString(), "2026-11-30T15:00:00Z");
      assertThat(desk.outlook().nextAt()).contains(Instant.parse("2026-12-01T03:00:00Z"));
    }
  }

  @Test
  void aClockThatIsSetBackStopsNothing() {
    try (SnapshotKeeper keeper = keeper("every 6h", "last 1")) {
      lookAt(keeper, "2027-11-27T10:30:00Z"); // a year too late
    }
    try (SnapshotKeeper keeper = keeper("every 6h", "last 1")) {
      lookAt(keeper, "2026-11-27T10:30:00Z");
      assertThat(desk.outlook().nextAt()).contains(Instant.parse("2026-11-27T12:00:00Z"));
      lookAt(keeper, "2026-11-27T12:00:00Z");
      assertThat(times(Making.BY_SCHEDULE))
          .as("the retention spares what is from the future")
          .containsExactly("2026-11-27T12:00:00Z", "2027-11-27T10:30:00Z");
    }
  }

  @Test
  void theRetentionRemovesWhatIsOldButNotWhatWasMadeByHandOrIsNeeded() {
    desk.make(Optional.of("by-hand"), Making.BY_HAND);
    try (SnapshotKeeper keeper = keeper("every 1h", "last 2")) {
      keeper.look();
      needed.add("2026-11-27T1030Z");
      for (int hour = 11; hour <= 15; hour++) {
        lookAt(keeper, "2026-11-27T" + hour + ":00:00Z");
      }
      assertThat(times(Making.BY_SCHEDULE))
          .containsExactly(
              HALF_PAST_TEN.toString(), "2026-11-27T14:00:00Z", "2026-11-27T15:00:00Z");
      needed.clear();
      lookAt(keeper, "2026-11-27T16:00:00Z");
    }
    assertThat(times(Making.BY_SCHEDULE))
        .containsExactly("2026-11-27T15:00:00Z", "2026-11-27T16:00:00Z");
    assertThat(times(Making.BY_HAND)).hasSize(1);
  }

  @Test
  void oneThatSomebodyDeletesIsNotMadeAgain() {
    try (SnapshotKeeper keeper = keeper("every 1h", "all")) {
      keeper.look();
      lookAt(keeper, "2026-11-27T11:00:00Z");
      desk.delete("2026-11-27T1100Z");
      lookAt(keeper, "2026-11-27T11:30:00Z");
      assertThat(times(Making.BY_SCHEDULE)).containsExactly(HALF_PAST_TEN.toString());
    }
  }

  @Test
  void troubleIsToldAndItIsTriedAgain() {
    List<Optional<String>> told = new ArrayList<>();
    desk.whenChanged(() -> told.add(desk.outlook().problem()));
    trouble = Optional.of(new StoreException(Problem.DISK_FULL, "too little room for a snapshot"));
    try (SnapshotKeeper keeper = keeper("every 6h", "all")) {
      keeper.look();
      assertThat(told).contains(Optional.of("too little room for a snapshot"));
      Instant again = HALF_PAST_TEN.plus(Duration.ofMinutes(1));
      assertThat(desk.outlook().nextAt()).contains(again);
      trouble = Optional.empty();
      keeper.look();
      assertThat(times(Making.BY_SCHEDULE)).isEmpty();
      lookAt(keeper, again.toString());
      assertThat(times(Making.BY_SCHEDULE)).containsExactly(again.toString());
      assertThat(desk.outlook().problem()).isEmpty();
    }
  }

  @Test
  void aStoreThatIsNotOpenYetIsWaitedForWithoutAWord() {
    trouble = Optional.of(new StoreException(Problem.CLOSED, "the daemon is starting"));
    try (SnapshotKeeper keeper = keeper("every 6h", "all")) {
      keeper.look();
      assertThat(desk.outlook().problem()).isEmpty();
      trouble = Optional.empty();
      keeper.look();
      assertThat(times(Making.BY_SCHEDULE)).containsExactly(HALF_PAST_TEN.toString());
    }
  }
}
