package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.SnapshotRequest;
import dev.sluice.pages.model.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes snapshots on a small disk that is full, or fills at each step of their making. */
class SnapshotDiskFullTest {

  @TempDir Path work;

  private static void makeSnapshot(DataFolder data, String name) {
    data.createSnapshot(SnapshotRequest.of(name, Samples.TIME, Making.BY_HAND, "dev"));
  }

  private static String shelf(Path folder) throws IOException {
    Path shelf = folder.resolve("snapshots");
    if (!Files.exists(shelf)) {
      return "[]";
    }
    try (Stream<Path> entries = Files.list(shelf)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList().toString();
    }
  }

  /** Leaves too few bytes for a snapshot, and commits on afterwards. */
  static final class AlmostFull {
    public static void main(String[] arguments) throws IOException {
      Path disk = Path.of(arguments[0]);
      Path folder = disk.resolve("data");
      try (DataFolder data = Samples.write(folder)) {
        Samples.commit(data, 0, 500);
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[(int) disk.toFile().getUsableSpace() - (2 << 20)]);
        try {
          makeSnapshot(data, "one");
        } catch (StoreException failure) {
          System.out.println(failure.problem() + " " + failure.getMessage());
        }
        System.out.println(shelf(folder));
        Samples.commit(data, 500, 600);
        Files.delete(ballast);
        makeSnapshot(data, "one");
        System.out.println(shelf(folder) + " " + data.pages().captureCount());
      }
    }
  }

  @Test
  void aSnapshotThatMayNotFitIsRefusedAndTheStoreGoesOn() throws Exception {
    List<String> said = run("size=96m", AlmostFull.class);

    assertThat(said.get(0)).startsWith("DISK_FULL").contains("almost full", "2 MiB are free");
    assertThat(said.subList(1, 3)).containsExactly("[]", "[one] 600");
  }

  /**
   * Leaves room for so many more files, two more each time, until a snapshot can be made; each hard
   * link is one. Tells how each attempt went.
   */
  static final class OutOfFiles {
    public static void main(String[] arguments) throws IOException {
      Path disk = Path.of(arguments[0]);
      Path folder = disk.resolve("data");
      List<Path> ballast = new ArrayList<>();
      boolean made = false;
      for (int round = 0; !made && round < 30; round++) {
        try (DataFolder data = Samples.write(folder)) {
          Samples.commit(data, 10 * round, 10 * round + 10);
          fill(disk, ballast);
          free(ballast, 2 * round);
          made = attempt(data);
        } catch (StoreException whileClosing) {
          System.out.println("closing: " + whileClosing.getMessage());
        }
        free(ballast, ballast.size());
        try (DataFolder data = Samples.read(folder)) {
          System.out.println(
              shelf(folder) + " " + data.pages().captureCount() + " " + Samples.problems(data));
        }
      }
    }

    private static boolean attempt(DataFolder data) {
      try {
        makeSnapshot(data, "one");
        System.out.println("made");
        return true;
      } catch (StoreException failure) {
        System.out.println(failure.problem() + " " + failure.getMessage());
        return false;
      }
    }

    private static void fill(Path disk, List<Path> ballast) {
      try {
        while (true) {
          Path file = disk.resolve("ballast-" + ballast.size());
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE).close();
          ballast.add(file);
        }
      } catch (IOException full) {
        // as it should be
      }
    }

    private static void free(List<Path> ballast, int files) throws IOException {
      for (int i = 0; i < files; i++) {
        Files.delete(ballast.remove(ballast.size() - 1));
      }
    }
  }

  @Test
  void whereverTheDiskFillsNothingIsLeftOfTheSnapshotAndNoPageIsLost() throws Exception {
    List<String> said = run("size=96m,nr_inodes=400", OutOfFiles.class);

    List<String> attempts = said.stream().filter(line -> !line.startsWith("[")).toList();
    assertThat(attempts).hasSizeGreaterThan(4).endsWith("made");
    assertThat(attempts.subList(0, attempts.size() - 1))
        .allSatisfy(line -> assertThat(line).startsWith("DISK_FULL").contains("disk", "full"));
    List<String> left = said.stream().filter(line -> line.startsWith("[")).toList();
    for (int i = 0; i < left.size(); i++) {
      String shelf = i == left.size() - 1 ? "[one]" : "[]";
      assertThat(left.get(i)).isEqualTo(shelf + " " + 10 * (i + 1) + " []");
    }
  }

  private List<String> run(String options, Class<?> main) throws Exception {
    Path disk = Files.createDirectory(work.resolve("disk"));
    List<String> prefix = SmallDisk.mountPrefix(disk, options);
    try (ChildJvm child = ChildJvm.start(prefix, main, disk)) {
      List<String> said = child.lines();
      assertThat(child.exitCode()).as(String.join("\n", said)).isZero();
      return said;
    }
  }
}
