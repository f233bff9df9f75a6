package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.model.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses folders that are closed, or are just being closed. A mistake here ends the process. */
class ClosingTest {

  private static final int ROUNDS = 200;
  private static final int MOST_TURNS = 5_000_000;

  @TempDir Path folder;

  @Test
  void whatIsUsedAfterTheEndSaysSo() {
    DataFolder data = Samples.write(folder);
    Samples.commit(data, 0, 10);
    RawPage page = Samples.page(3);
    Table captures = data.table("captures");
    Batch batch = data.newBatch();
    data.pages().add(batch, Samples.page(11));
    Snapshot snapshot = data.pages().snapshot();
    Scan<Capture> ofSnapshot = snapshot.captures();
    Scan<Row> ofStore = captures.scanAll();
    assertThat(snapshot.body(page.capture())).isEqualTo(page.body());

    data.close();

    assertClosed(() -> data.pages().body(page.capture()));
    assertClosed(() -> data.pages().captures(page.capture().url()));
    assertClosed(() -> captures.has(new byte[1]));
    assertClosed(() -> captures.getAll(List.of(new byte[1])));
    assertClosed(captures::scanAll);
    assertClosed(captures::scanBack);
    assertClosed(batch::commit);
    assertClosed(() -> snapshot.body(page.capture()));
    assertClosed(snapshot::captureCount);
    assertClosed(ofSnapshot::next);
    assertClosed(ofStore::hasNext);
    assertClosed(data.pages()::snapshot);
    assertClosed(data::sync);
    assertClosed(data::compact);
    assertClosed(() -> data.bytesOnDisk("bodies"));
    ofSnapshot.close();
    ofStore.close();
    snapshot.close();
    data.close();
  }

  @Test
  void aScanOrASnapshotThatWasClosedSaysSo() {
    try (DataFolder data = Samples.write(folder)) {
      Samples.commit(data, 0, 10);
      Snapshot snapshot = data.pages().snapshot();
      Scan<Capture> captures = snapshot.captures();
      Capture first = captures.next();
      captures.close();
      assertClosed(captures::next);
      snapshot.close();
      assertClosed(() -> snapshot.body(first));
      assertThat(data.pages().captureCount()).isEqualTo(10);
    }
  }

  @Test
  void threadsThatReadWriteAndScanMeetTheEndWithAnException() throws Exception {
    Random random = new Random(20261101);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int round = 0; round < ROUNDS; round++) {
      DataFolder data = Samples.write(folder.resolve("data"));
      CountDownLatch allBegan = new CountDownLatch(4);
      int first = MOST_TURNS * round; // no page twice
      List<Future<?>> users = new ArrayList<>();
      users.add(threads.submit(() -> untilClosed(allBegan, turn -> write(data, first + turn))));
      users.add(threads.submit(() -> untilClosed(allBegan, turn -> read(data, turn))));
      users.add(threads.submit(() -> untilClosed(allBegan, turn -> scan(data))));
      users.add(threads.submit(() -> untilClosed(allBegan, turn -> walk(data))));
      assertThat(allBegan.await(60, TimeUnit.SECONDS)).isTrue();
      read(data, random.nextInt(10)); // so that rounds end at different moments
      data.close();
      for (Future<?> user : users) {
        user.get(60, TimeUnit.SECONDS);
      }
    }
    threads.shutdown();
    try (DataFolder data = Samples.read(folder.resolve("data"))) {
      assertThat(Samples.problems(data)).isEmpty();
    }
  }

  @Test
  void aCompactionEndsEarlyWhenTheFolderIsClosed() throws Exception {
    try (DataFolder data = Samples.write(folder)) {
      Samples.commit(data, 0, 3_000);
    }
    DataFolder data = DataFolder.openForCompacting(folder, List.of());
    ExecutorService threads = Executors.newFixedThreadPool(1);
    CountDownLatch begins = new CountDownLatch(1);
    Future<Problem> compacting =
        threads.submit(
            () -> {
              begins.countDown();
              try {
                data.compact();
                return Problem.INACCESSIBLE;
              } catch (StoreException early) {
                return early.problem();
              }
            });
    assertThat(begins.await(60, TimeUnit.SECONDS)).isTrue();
    data.close();

    assertThat(compacting.get(60, TimeUnit.SECONDS)).isEqualTo(Problem.CLOSED);
    threads.shutdown();
    try (DataFolder again = DataFolder.openForCompacting(folder, List.of())) {
      again.compact();
      assertThat(again.pages().captureCount()).isEqualTo(3_000);
      assertThat(Samples.problems(again)).isEmpty();
    }
  }

  /** One turn of what a thread does with a folder. */
  private interface Turn {
    void run(int number);
  }

  private static void untilClosed(CountDownLatch allBegan, Turn turn) {
    try {
      turn.run(0);
      allBegan.countDown();
      for (int number = 1; number < MOST_TURNS; number++) {
        turn.run(number);
      }
    } catch (StoreException end) {
      assertThat(end.problem()).as(end.getMessage()).isEqualTo(Problem.CLOSED);
    }
  }

  private static void write(DataFolder data, int number) {
    Samples.commit(data, Samples.page(number));
  }

  private static void read(DataFolder data, int number) {
    data.pages().captures(Samples.page(number % 10).capture().url()).forEach(data.pages()::body);
  }

  private static void scan(DataFolder data) {
    try (Scan<Row> rows = data.table("bodies").scanAll()) {
      for (int i = 0; i < 20 && rows.hasNext(); i++) {
        rows.next();
      }
    }
  }

  private static void walk(DataFolder data) {
    try (Snapshot snapshot = data.pages().snapshot();
        Scan<Capture> captures = snapshot.captures()) {
      for (int i = 0; i < 20 && captures.hasNext(); i++) {
        snapshot.body(captures.next());
      }
    }
  }

  private static void assertClosed(ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOfSatisfying(
            StoreException.class, closed -> assertThat(closed.problem()).isEqualTo(Problem.CLOSED));
  }
}
