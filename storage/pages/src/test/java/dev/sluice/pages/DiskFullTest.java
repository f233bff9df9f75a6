package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.model.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fills a small disk, which needs a mount: as root, or in a user namespace of one's own. */
class DiskFullTest {

  @TempDir Path work;

  /** Commits pages until the disk is full, tells how that went, and copies the folder away. */
  static final class Filler {
    public static void main(String[] arguments) throws IOException {
      Path disk = Path.of(arguments[0]);
      int number = 0;
      try (DataFolder data = Samples.write(disk.resolve("data"))) {
        for (; ; number++) {
          Samples.commit(data, number, number + 1);
        }
      } catch (StoreException failure) {
        System.out.println(failure.problem() + " " + failure.getMessage());
      }
      System.out.println(number);
      Folders.copy(disk.resolve("data"), Path.of(arguments[1]));
      // As after a new start, with the disk still full.
      try (DataFolder data = Samples.write(disk.resolve("data"))) {
        System.out.println(data.pages().captureCount() >= number ? "all there" : "some lost");
      } catch (StoreException failure) {
        System.out.println(failure.problem() + " " + failure.getMessage());
      }
    }
  }

  @Test
  void aFullDiskIsNamedAndLosesNothingThatWasCommitted() throws Exception {
    Path disk = Files.createDirectory(work.resolve("disk"));
    Path copy = work.resolve("copy");
    List<String> prefix = SmallDisk.mountPrefix(disk, "size=24m");
    List<String> said;
    try (ChildJvm child = ChildJvm.start(prefix, Filler.class, disk, copy)) {
      said = child.lines();
      assertThat(child.exitCode()).as(String.join("\n", said)).isZero();
    }

    assertThat(said.get(0)).startsWith("DISK_FULL").contains(disk.toString(), "the disk is full");
    int committed = Integer.parseInt(said.get(1));
    assertThat(committed).isGreaterThan(1_000);
    assertThat(said.get(2))
        .satisfiesAnyOf(
            line -> assertThat(line).isEqualTo("all there"),
            line -> assertThat(line).startsWith("DISK_FULL"));
    try (DataFolder data = Samples.write(copy)) {
      assertThat(data.pages().captureCount()).isGreaterThanOrEqualTo(committed);
      for (int number = 0; number < committed; number++) {
        assertThat(data.pages().body(Samples.page(number).capture())).isNotEmpty();
      }
      assertThat(Samples.problems(data)).isEmpty();
      Samples.commit(data, committed + 1, committed + 10);
    }
  }
}
