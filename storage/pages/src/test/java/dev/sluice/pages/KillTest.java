package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.TableSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that commits, at any moment, and looks what is left. */
class KillTest {

  private static final int ROUNDS = 20;

  private static final List<TableSpec> MORE =
      List.of(
          new TableSpec("queue", TableSpec.Kind.ROWS),
          new TableSpec("totals", TableSpec.Kind.COUNTERS));

  @TempDir Path folder;

  /** Commits numbered batches, each over all tables, and prints each number once it is in. */
  static final class Committer {
    public static void main(String[] arguments) {
      try (DataFolder data = DataFolder.openForWriting(Path.of(arguments[0]), MORE)) {
        for (int number = Integer.parseInt(arguments[1]); ; number++) {
          commitNumber(data, number);
          System.out.println(number);
        }
      }
    }
  }

  private static void commitNumber(DataFolder data, int number) {
    try (Batch batch = data.newBatch()) {
      RawPage page = Samples.page(number);
      data.pages().add(batch, page);
      batch.put(data.table("queue"), key(number), page.capture().bodyHash().bytes());
      batch.delete(data.table("queue"), key(number - 100));
      batch.add(data.table("totals"), key(0), 1);
      batch.commit();
    }
  }

  @Test
  void whatWasCommittedBeforeAKillIsThereAndEveryBatchIsWhole() throws Exception {
    Random random = new Random(20261101);
    int next = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int printed = commitUntilKilled(next, random.nextInt(100));
      next = assertWholeUpTo(printed, next);
    }
    assertThat(next).as("batches in all rounds").isGreaterThan(ROUNDS * 10);
  }

  /** Lets a child commit this many batches and then kills it; says the last number it printed. */
  private int commitUntilKilled(int from, int batches) throws IOException, InterruptedException {
    int printed = from - 1;
    try (ChildJvm child = ChildJvm.start(Committer.class, folder, from)) {
      for (int i = 0; i < batches; i++) {
        String line = child.line();
        assertThat(line).isEqualTo(String.valueOf(++printed));
      }
      child.kill();
      for (String line : child.lines()) {
        if (line.equals(String.valueOf(printed + 1))) { // the last one may be cut
          printed++;
        }
      }
    }
    return printed;
  }

  /** Looks whether batches 0 to n are there, all of each and nothing else; says n + 1. */
  private int assertWholeUpTo(int printed, int before) {
    try (DataFolder data = DataFolder.openForWriting(folder, MORE)) {
      int count = (int) data.pages().captureCount();
      assertThat(count).isGreaterThan(printed).isGreaterThanOrEqualTo(before);
      assertThat(data.table("totals").count(key(0))).isEqualTo(count);
      for (int number = before; number < count; number++) {
        RawPage page = Samples.page(number);
        assertThat(data.pages().captures(page.capture().url())).containsExactly(page.capture());
        assertThat(data.pages().body(page.capture())).isEqualTo(page.body());
        assertThat(data.table("queue").has(key(number))).isEqualTo(number >= count - 100);
      }
      assertThat(data.table("queue").has(key(count))).isFalse();
      assertThat(Samples.problems(data)).isEmpty();
      return count;
    }
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }
}
