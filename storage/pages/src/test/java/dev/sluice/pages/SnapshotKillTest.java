package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.SnapshotRequest;
import dev.sluice.pages.model.StoreExtent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that makes and deletes snapshots while it commits, and looks what is left. */
class SnapshotKillTest {

  private static final int ROUNDS = 8;
  private static final int MOST_MILLIS = 250;
  private static final long MOST_WAIT_NANOS = 20_000_000_000L;

  @TempDir Path folder;

  /** Commits, makes a snapshot, deletes an old one, again and again; prints what is done. */
  static final class Maker {
    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      int round = Integer.parseInt(arguments[1]);
      try (DataFolder data = Samples.write(folder)) {
        for (int number = 0; ; number++) {
          int page = 100_000 * round + 10 * number;
          Samples.commit(data, page, page + 10);
          String name = "r" + round + "-" + number;
          data.createSnapshot(SnapshotRequest.of(name, Samples.TIME, Making.BY_HAND, "dev"));
          System.out.println("made " + name);
          if (number > 1) {
            String old = "r" + round + "-" + (number - 2);
            System.out.println("deleting " + old);
            new Snapshots(folder).delete(old);
          }
        }
      }
    }
  }

  @Test
  void aKillLeavesWholeSnapshotsAStoreThatOpensAndNothingHalf() throws Exception {
    Random random = new Random(20261127);
    Set<String> promised = new HashSet<>();
    int leftovers = 0;
    for (int round = 0; round < ROUNDS; round++) {
      makeUntilKilled(round, random.nextInt(MOST_MILLIS), promised);
      leftovers += hidden().size();
      List<NamedSnapshot> listed = assertWhole(promised);

      try (DataFolder data = Samples.write(folder)) {
        assertThat(Samples.problems(data)).isEmpty();
        assertThat(hidden()).isEmpty();
      }
      assertThat(assertWhole(promised)).isEqualTo(listed);
    }
    assertThat(leftovers).as("kills while a snapshot was made or deleted").isPositive();
  }

  /**
   * Notes which snapshots the process had made, and had not begun to delete, when it was killed.
   */
  private void makeUntilKilled(int round, int millis, Set<String> promised) throws Exception {
    try (ChildJvm child = ChildJvm.start(Maker.class, folder, round)) {
      List<String> lines = new ArrayList<>(List.of(child.line()));
      long end = System.nanoTime() + millis * 1_000_000L;
      while (System.nanoTime() < end) {
        lines.add(child.line());
      }
      // Every other kill comes as soon as something half is seen, the rest at any moment.
      long latest = System.nanoTime() + MOST_WAIT_NANOS;
      while (round % 2 == 0 && hidden().isEmpty() && System.nanoTime() < latest) {
        assertThat(child.isAlive()).as("the maker lives until it is killed").isTrue();
      }
      child.kill();
      lines.addAll(child.lines());
      for (String line : lines) {
        String name = line.replaceFirst(".* ", "");
        if (line.startsWith("made ")) {
          promised.add(name);
        } else {
          promised.remove(name);
        }
      }
    }
  }

  /** Every snapshot that is listed is whole, and all that were promised are listed. */
  private List<NamedSnapshot> assertWhole(Set<String> promised) {
    Snapshots snapshots = new Snapshots(folder);
    List<NamedSnapshot> listed =
        snapshots.list(
            damaged -> {
              throw damaged;
            });
    assertThat(listed).extracting(NamedSnapshot::name).containsAll(promised);
    for (NamedSnapshot each : listed) {
      try (DataFolder snapshot = snapshots.open(each.name(), List.of())) {
        List<String> problems = new ArrayList<>();
        StoreExtent found = snapshot.check(problems::add);
        assertThat(problems).as(each.name()).isEmpty();
        assertThat(found).isEqualTo(each.extent());
      }
    }
    return listed;
  }

  private List<Path> hidden() throws IOException {
    Path shelf = folder.resolve("snapshots");
    if (!Files.exists(shelf)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(shelf)) {
      return entries.filter(entry -> entry.getFileName().toString().startsWith(".")).toList();
    }
  }
}
