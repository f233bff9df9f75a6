package dev.sluice.pages;

import static dev.sluice.pages.Samples.TIME;
import static dev.sluice.pages.Samples.commit;
import static dev.sluice.pages.Samples.page;
import static dev.sluice.pages.Samples.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.model.UrlRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageStoreTest {

  private static final List<TableSpec> MORE =
      List.of(
          new TableSpec("queue", TableSpec.Kind.ROWS),
          new TableSpec("totals", TableSpec.Kind.COUNTERS));

  @TempDir Path folder;
  private DataFolder data;

  @BeforeEach
  void open() {
    data = DataFolder.openForWriting(folder, MORE);
  }

  @AfterEach
  void close() {
    data.close();
  }

  private void reopen() {
    data.close();
    open();
  }

  @Test
  void aPageIsThereAgainAfterTheStoreWasClosed() {
    RawPage page = page("https://example.com/a?b", TIME, "some text");
    commit(data, page);

    reopen();

    assertThat(data.pages().captures(page.capture().url())).containsExactly(page.capture());
    assertThat(data.pages().body(page.capture())).isEqualTo(page.body());
    assertThat(data.pages().captureCount()).isOne();
    assertThat(problems(data)).isEmpty();
  }

  @Test
  void theCapturesOfAHostComeInTheOrderOfTheirKeysAndNoOthersDo() {
    RawPage second = page("https://a.com/2", TIME, "two");
    RawPage older = page("https://a.com/1", TIME, "one");
    RawPage newer = page("http://a.com:8080/1", TIME.plusSeconds(1), "one");
    commit(data, second, page("https://www.a.com/", TIME, "below"));
    commit(data, older, page("https://aa.com/", TIME, "beside"), newer);

    List<Capture> found = new ArrayList<>();
    try (Scan<Capture> captures = data.pages().captures(UrlRange.ofHost("a.com"))) {
      captures.forEachRemaining(found::add);
    }
    assertThat(found).containsExactly(newer.capture(), older.capture(), second.capture());
  }

  @Test
  void equalBodiesAreStoredOnce() {
    commit(data, page("https://a.com/", TIME, "same"));
    commit(data, page("https://b.com/", TIME, "same"));
    commit(data, page("https://c.com/", TIME, "same"), page("https://d.com/", TIME, "other"));

    assertThat(data.check(problem -> {}).bodies()).isEqualTo(2);
    assertThat(data.check(problem -> {}).captures()).isEqualTo(4);
    assertThat(data.check(problem -> {}).bodyBytes()).isEqualTo("sameother".length());
    assertThat(data.table("counters").count(ascii("bodies"))).isEqualTo(2);
    assertThat(data.table("counters").count(ascii("body-bytes"))).isEqualTo(9);
    assertThat(problems(data)).isEmpty();
  }

  @Test
  void equalBodiesInOneBatchAndInConcurrentOnesLeaveACleanStore() {
    commit(data, page("https://a.com/", TIME, "same"), page("https://b.com/", TIME, "same"));
    try (Batch one = data.newBatch();
        Batch other = data.newBatch()) {
      data.pages().add(one, page("https://c.com/", TIME, "new"));
      data.pages().add(other, page("https://d.com/", TIME, "new"));
      one.commit();
      other.commit();
    }

    assertThat(data.check(problem -> {}).bodies()).isEqualTo(2);
    assertThat(problems(data)).isEmpty();
  }

  @Test
  void anEmptyBodyNeedsNoRow() {
    RawPage page = page("https://example.com/empty", TIME, "");
    commit(data, page);

    assertThat(data.pages().body(page.capture())).isEmpty();
    assertThat(data.check(problem -> {}).bodies()).isZero();
    assertThat(problems(data)).isEmpty();
  }

  @Test
  void aBodyThatIsNotThereIsNamed() {
    Capture never = page("https://example.com/", TIME, "never stored").capture();

    assertThatThrownBy(() -> data.pages().body(never))
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll("'bodies'", never.bodyHash().toString(), "example.com");
  }

  @Test
  void theCapturesOfAUrlComeOldestFirstAndWithoutThoseOfUrlsThatShareItsPrefix() {
    String url = "https://example.com/a";
    List<String> neighbours =
        List.of(url + "b", url + "/", url + "?", "https://example.com/", "http://example.com/a");
    neighbours.forEach(other -> commit(data, page(other, TIME, other)));
    commit(data, page(url, TIME.plusSeconds(9), "third"));
    commit(data, page(url, TIME.minusSeconds(9), "first"));
    commit(data, page(url, TIME, "second"));

    assertThat(data.pages().captures(PageUrl.parse(url)))
        .extracting(Capture::key)
        .containsExactly(
            new CaptureKey(PageUrl.parse(url), TIME.minusSeconds(9)),
            new CaptureKey(PageUrl.parse(url), TIME),
            new CaptureKey(PageUrl.parse(url), TIME.plusSeconds(9)));
    assertThat(data.pages().captures(PageUrl.parse("https://example.com/never"))).isEmpty();
  }

  @Test
  void aSnapshotDoesNotChangeUnderLaterCommits() {
    commit(data, 0, 20);
    try (Snapshot snapshot = data.pages().snapshot()) {
      commit(data, 20, 40);

      assertThat(snapshot.captureCount()).isEqualTo(20);
      assertThat(captures(snapshot)).hasSize(20);
      assertThat(captures(snapshot))
          .allSatisfy(capture -> assertThat(snapshot.body(capture)).hasSize(capture.bodyBytes()));
      assertThatThrownBy(() -> snapshot.body(page(30).capture()))
          .isInstanceOf(StoreException.class);
      try (Snapshot later = data.pages().snapshot()) {
        assertThat(later.captureCount()).isEqualTo(40);
        assertThat(later.id()).isNotEqualTo(snapshot.id());
      }
    }
  }

  @Test
  void snapshotsOfOneStateHaveOneIdAlsoAfterReopeningAndForReaders() {
    commit(data, 0, 5);
    String id = snapshotId(data);

    assertThat(snapshotId(data)).isEqualTo(id);
    try (DataFolder reader = DataFolder.openForReading(folder, MORE)) {
      assertThat(snapshotId(reader)).isEqualTo(id);
    }
    reopen();
    assertThat(snapshotId(data)).isEqualTo(id);
  }

  @Test
  void theIdOfASnapshotBelongsToItsContentWhileOthersCommit() throws Exception {
    // A page with a new body is six changes: capture, body, digest, three counters; ids count
    // changes.
    int changes = 6;
    long start = number(snapshotId(data));
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      Future<?> writing = writer.submit(() -> commit(data, 0, 2_000));
      int snapshots = 0;
      while (!writing.isDone()) {
        try (Snapshot snapshot = data.pages().snapshot()) {
          assertThat(number(snapshot.id())).isEqualTo(start + changes * snapshot.captureCount());
          snapshots++;
        }
      }
      writing.get();
      assertThat(snapshots).isPositive();
    } finally {
      writer.shutdownNow();
    }
  }

  private static long number(String snapshotId) {
    return Long.parseLong(snapshotId.substring(snapshotId.indexOf('-') + 1));
  }

  @Test
  void aBatchThatIsNotCommittedChangesNothing() {
    try (Batch batch = data.newBatch()) {
      data.pages().add(batch, page(1));
      batch.put(data.table("queue"), ascii("k"), ascii("v"));
      batch.add(data.table("totals"), ascii("n"), 1);
    }

    assertThat(data.pages().captureCount()).isZero();
    assertThat(data.table("queue").has(ascii("k"))).isFalse();
    assertThat(data.table("totals").count(ascii("n"))).isZero();
  }

  @Test
  void aBatchChangesAllTablesAtOnce() {
    put(data.table("queue"), "old", "x");
    try (Batch batch = data.newBatch()) {
      data.pages().add(batch, page(1));
      batch.put(data.table("queue"), ascii("k"), ascii("v"));
      batch.delete(data.table("queue"), ascii("old"));
      batch.delete(data.table("queue"), ascii("never there"));
      batch.add(data.table("totals"), ascii("n"), 5);
      batch.add(data.table("totals"), ascii("n"), -2);
      assertThat(data.table("queue").has(ascii("k"))).isFalse();
      batch.commit();
    }

    assertThat(data.pages().captureCount()).isOne();
    assertThat(data.table("queue").get(ascii("k"))).hasValue(ascii("v"));
    assertThat(data.table("queue").get(ascii("old"))).isEmpty();
    assertThat(data.table("totals").count(ascii("n"))).isEqualTo(3);
  }

  @Test
  void countersAddUpWhenManyThreadsCount() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<?>> counting = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        counting.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < 500; i++) {
                    try (Batch batch = data.newBatch()) {
                      batch.add(data.table("totals"), ascii("n"), i);
                      batch.add(data.table("totals"), ascii("down"), -1);
                      batch.commit();
                    }
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : counting) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(data.table("totals").count(ascii("n"))).isEqualTo(threads * 499L * 500 / 2);
    assertThat(data.table("totals").count(ascii("down"))).isEqualTo(-threads * 500L);
    reopen();
    assertThat(data.table("totals").count(ascii("n"))).isEqualTo(threads * 499L * 500 / 2);
  }

  @Test
  void aTableIsScannedInTheOrderOfUnsignedBytes() {
    Table queue = data.table("queue");
    for (byte[] key :
        List.of(new byte[] {(byte) 0xff}, new byte[] {1}, new byte[] {1, 0}, ascii("m"))) {
      try (Batch batch = data.newBatch()) {
        batch.put(queue, key, key);
        batch.commit();
      }
    }

    assertThat(keys(queue.scanAll()))
        .containsExactly(new byte[] {1}, new byte[] {1, 0}, ascii("m"), new byte[] {(byte) 0xff});
    assertThat(keys(queue.scanBack()))
        .containsExactly(new byte[] {(byte) 0xff}, ascii("m"), new byte[] {1, 0}, new byte[] {1});
    assertThat(keys(queue.scan(new byte[] {1, 0}, new byte[] {(byte) 0xff})))
        .containsExactly(new byte[] {1, 0}, ascii("m"));
    assertThat(keys(queue.scan(ascii("x"), ascii("y")))).isEmpty();
    assertThat(queue.getAll(List.of(ascii("m"), ascii("nothing"), new byte[] {1})))
        .extracting(value -> value.map(bytes -> (int) bytes[0]))
        .containsExactly(Optional.of((int) 'm'), Optional.empty(), Optional.of(1));
    assertThat(queue.getAll(List.of())).isEmpty();
    try (Scan<Row> none = queue.scan(ascii("x"), ascii("y"))) {
      assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void aScanDoesNotSeeLaterCommits() {
    put(data.table("queue"), "a", "");
    try (Scan<Row> rows = data.table("queue").scanAll()) {
      put(data.table("queue"), "b", "");
      rows.next();
      assertThat(rows.hasNext()).isFalse();
    }
  }

  @Test
  void aTableThatWasNotAskedForIsAMistakeOfTheCaller() {
    assertThatThrownBy(() -> data.table("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void theCheckNamesWhatIsWrong() {
    commit(data, 0, 3);
    RawPage page = page(1);
    try (Batch batch = data.newBatch()) {
      batch.delete(data.table("bodies"), key(page));
      batch.put(data.table("bodies"), key(page(2)), ascii("something else"));
      batch.put(data.table("bodies"), ascii("z"), ascii("stray"));
      batch.delete(data.table("digests"), digest(page(0)));
      batch.put(data.table("captures"), ascii("no key"), new byte[] {1});
      batch.add(data.table("counters"), ascii("captures"), 5);
      batch.commit();
    }

    assertThat(problems(data))
        .anySatisfy(p -> assertThat(p).contains(page.capture().url().toString(), "has no body"))
        .anySatisfy(p -> assertThat(p).contains(page(2).capture().url().toString(), "other bytes"))
        .anySatisfy(
            p -> assertThat(p).contains(page(0).capture().url().toString(), "not found by its"))
        .anySatisfy(p -> assertThat(p).contains("the body 7a has no capture"))
        .anySatisfy(p -> assertThat(p).contains("no\\x20key", "'captures'"))
        .anySatisfy(p -> assertThat(p).contains("the counter 'captures' says 8, found were 4"))
        .hasSize(6);
  }

  @Test
  void aBodyThatAnotherCaptureBroughtIsFoundAndMissedWhenItIsGone() {
    RawPage first = page("https://b.com/", TIME, "same");
    RawPage again = page("https://a.com/", TIME.plusSeconds(1), "same");
    commit(data, first);
    commit(data, again);

    assertThat(data.table("bodies").has(key(again))).isFalse();
    assertThat(data.pages().body(again.capture())).isEqualTo(again.body());
    try (Snapshot snapshot = data.pages().snapshot()) {
      assertThat(snapshot.body(again.capture())).isEqualTo(again.body());
    }

    try (Batch batch = data.newBatch()) {
      batch.delete(data.table("bodies"), key(first));
      batch.commit();
    }
    assertThat(problems(data))
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).contains("has no body"));
  }

  @Test
  void compactingChangesNothingButTheBytesOnDisk() {
    for (int number = 0; number < 200; number++) {
      commit(
          data, page("https://example.com/" + number, TIME, number + "the same frame".repeat(99)));
    }
    reopen(); // what the log held is in tables now
    long before = data.bytesOnDisk("bodies");

    data.compact();

    assertThat(data.bytesOnDisk("bodies")).isPositive().isLessThanOrEqualTo(before);
    assertThat(data.check(problem -> {}).bodies()).isEqualTo(200);
    assertThat(problems(data)).isEmpty();
  }

  private static byte[] key(RawPage page) {
    byte[] url = page.capture().url().key();
    return ByteBuffer.allocate(url.length + 1 + Long.BYTES)
        .put(url)
        .put((byte) 0)
        .putLong(page.capture().key().fetchedAt().toEpochMilli())
        .array();
  }

  private static byte[] digest(RawPage page) {
    return Arrays.copyOf(page.capture().bodyHash().bytes(), 16);
  }

  private void put(Table table, String key, String value) {
    try (Batch batch = data.newBatch()) {
      batch.put(table, ascii(key), ascii(value));
      batch.commit();
    }
  }

  private static String snapshotId(DataFolder folder) {
    try (Snapshot snapshot = folder.pages().snapshot()) {
      return snapshot.id();
    }
  }

  private static List<Capture> captures(Snapshot snapshot) {
    List<Capture> captures = new ArrayList<>();
    try (Scan<Capture> scan = snapshot.captures()) {
      scan.forEachRemaining(captures::add);
    }
    return captures;
  }

  private static List<byte[]> keys(Scan<Row> scan) {
    List<byte[]> keys = new ArrayList<>();
    try (scan) {
      scan.forEachRemaining(row -> keys.add(row.key()));
    }
    return keys;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
