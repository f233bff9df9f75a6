package dev.sluice.pages;

import static dev.sluice.pages.Samples.commit;
import static dev.sluice.pages.Samples.problems;
import static dev.sluice.pages.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.model.SnapshotRequest;
import dev.sluice.pages.model.SnapshotSpace;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.model.StoreExtent;
import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsTest {

  private static final Instant TIME = Instant.parse("2026-11-27T14:30:12.345678Z");
  private static final Consumer<StoreException> NO_PROBLEMS =
      damaged -> {
        throw damaged;
      };

  @TempDir Path folder;

  private static SnapshotRequest request(String name) {
    return SnapshotRequest.of(name, TIME, Making.BY_HAND, "1.2.3");
  }

  private static SnapshotRequest request(String name, Instant createdAt) {
    return SnapshotRequest.of(name, createdAt, Making.BY_SCHEDULE, "1.2.3");
  }

  private Snapshots snapshots() {
    return new Snapshots(folder);
  }

  private DataFolder open(String name) {
    return snapshots().open(name, List.of());
  }

  private Path path(String name) {
    return folder.resolve("snapshots").resolve(name);
  }

  private List<String> shelf() throws IOException {
    try (Stream<Path> entries = Files.list(folder.resolve("snapshots"))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  /** Everything that a reader can see: each capture with its body, in order. */
  private static List<String> content(DataFolder data) {
    List<String> content = new ArrayList<>();
    try (Snapshot snapshot = data.pages().snapshot();
        Scan<Capture> captures = snapshot.captures()) {
      content.add(snapshot.id() + " " + snapshot.captureCount());
      captures.forEachRemaining(
          capture -> content.add(capture + " " + ContentHash.of(snapshot.body(capture))));
    }
    return content;
  }

  @Test
  void aSnapshotStaysAsTheStoreWasAndTheStoreGoesOn() {
    try (DataFolder data = write(folder)) {
      commit(data, 0, 50);
      List<String> before = content(data);
      NamedSnapshot made = data.createSnapshot(request("first"));
      commit(data, 50, 80);
      data.compact();

      assertThat(data.pages().captureCount()).isEqualTo(80);
      try (DataFolder snapshot = open("first")) {
        assertThat(content(snapshot)).isEqualTo(before);
        assertThat(before.get(0)).startsWith(made.id() + " 50");
        assertThat(problems(snapshot)).isEmpty();
      }
    }
  }

  @Test
  void whatIsWrittenDownOfASnapshotIsReadAgain() throws IOException {
    TableSpec totals = new TableSpec("totals", TableSpec.Kind.COUNTERS);
    byte[] key = {7};
    NamedSnapshot made;
    StoreExtent extent;
    try (DataFolder data = DataFolder.openForWriting(folder, List.of(totals))) {
      commit(data, 0, 20);
      try (Batch batch = data.newBatch()) {
        batch.add(data.table("totals"), key, 42);
        batch.commit();
      }
      made =
          data.createSnapshot(
              new SnapshotRequest(
                  "x_1.a-B",
                  TIME,
                  Making.BY_SCHEDULE,
                  "1.2.3",
                  tables -> Map.of("things_left", tables.apply("totals").count(key))));
      extent = data.check(problem -> {});
    }

    assertThat(made.extent()).isEqualTo(extent).isEqualTo(new StoreExtent(20, 20, 60_953));
    assertThat(made.counts()).containsExactly(Map.entry("things_left", 42L));
    assertThat(made.createdAt()).isEqualTo("2026-11-27T14:30:12.345Z");
    assertThat(made.bytes()).isBetween(60_000L, 150_000L);
    assertThat(folder.resolve("sluice-store")).content().contains("id=" + made.storeId());
    assertThat(snapshots().find("x_1.a-B")).isEqualTo(made);
    assertThat(snapshots().list(NO_PROBLEMS)).containsExactly(made);
    assertThat(shelf()).containsExactly("x_1.a-B");
  }

  @Test
  void snapshotsAreListedByAgeAndTheNewestIsTheLatest() {
    assertNoSnapshot("latest", "has no snapshots yet", "snapshot create");
    try (DataFolder data = write(folder)) {
      data.createSnapshot(request("b", TIME.plusSeconds(1)));
      commit(data, 0, 3);
      data.createSnapshot(request("a", TIME.plusSeconds(2)));
      data.createSnapshot(request("c", TIME));
    }

    assertThat(snapshots().list(NO_PROBLEMS))
        .extracting(NamedSnapshot::name)
        .containsExactly("c", "b", "a");
    assertThat(snapshots().find("latest").name()).isEqualTo("a");
    try (DataFolder latest = open("latest")) {
      assertThat(latest.pages().captureCount()).isEqualTo(3);
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearestOne() {
    write(folder).close();
    assertNoSnapshot("first", "has no snapshot 'first'; it has none yet", "snapshot create");
    try (DataFolder data = write(folder)) {
      data.createSnapshot(request("first"));
    }
    assertNoSnapshot("frist", folder.toString(), "did you mean 'first'?");
    assertNoSnapshot("monday", "snapshot list --data " + folder);
  }

  private void assertNoSnapshot(String name, String... words) {
    if (!Files.exists(folder.resolve("sluice-store"))) {
      write(folder).close();
    }
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(() -> snapshots().find(name), () -> open(name))) {
      assertThatThrownBy(call).isInstanceOf(SettingsException.class).hasMessageContainingAll(words);
    }
  }

  @Test
  void aNameThatIsTakenIsRefusedAndTheSnapshotStaysAsItIs() {
    try (DataFolder data = write(folder)) {
      NamedSnapshot first = data.createSnapshot(request("first"));
      commit(data, 0, 3);

      assertThatThrownBy(() -> data.createSnapshot(request("first")))
          .isInstanceOf(SettingsException.class)
          .hasMessageContainingAll(folder.toString(), "already has a snapshot 'first'");
      assertThat(snapshots().list(NO_PROBLEMS)).containsExactly(first);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "../x", "a/b", ".hidden", "-x", "a b", "ä", "latest", "a\nb", "65"})
  void whatCanBeNoNameIsRefused(String text) throws IOException {
    String name = text.equals("65") ? "x".repeat(65) : text;
    try (DataFolder data = write(folder)) {
      assertThatThrownBy(() -> data.createSnapshot(request(name)))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("'" + name + "'");
      assertThatThrownBy(() -> snapshots().delete(name)).isInstanceOf(SettingsException.class);
    }
    assertThat(folder.resolve("snapshots")).doesNotExist();
  }

  @Test
  void aTimeGivesANameThatIsFree() {
    try (DataFolder data = write(folder)) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        names.add(snapshots().nameAt(TIME));
        data.createSnapshot(request(names.get(i)));
      }
      assertThat(names)
          .containsExactly("2026-11-27T1430Z", "2026-11-27T1430Z-2", "2026-11-27T1430Z-3");
    }
  }

  @Test
  void filesAreSharedUntilTheStoreMergesThem() {
    try (DataFolder data = write(folder)) {
      commit(data, 0, 500);
      data.createSnapshot(request("one"));
      data.createSnapshot(request("two"));
      SnapshotSpace fresh = snapshots().space("one");
      commit(data, 500, 501);
      data.compact();
      SnapshotSpace merged = snapshots().space("one");

      assertThat(fresh.bytes()).isGreaterThan(1_000_000);
      assertThat(fresh.apartBytes()).isLessThan(30_000).isEqualTo(fresh.freedBytes());
      assertThat(merged.bytes()).isEqualTo(fresh.bytes());
      assertThat(merged.apartBytes()).isGreaterThan(1_000_000);
      assertThat(merged.freedBytes()).as("the other one has them").isLessThan(100_000);

      snapshots().delete("two");
      assertThat(snapshots().space("one").freedBytes()).isEqualTo(merged.apartBytes());
    }
  }

  @Test
  void aSnapshotThatIsDeletedIsGoneAndTheOthersStay() throws IOException {
    try (DataFolder data = write(folder)) {
      commit(data, 0, 5);
      data.createSnapshot(request("one"));
      data.createSnapshot(request("two"));

      snapshots().delete("one");

      assertThat(shelf()).containsExactly("two");
      try (DataFolder two = open("two")) {
        assertThat(problems(two)).isEmpty();
      }
      assertThat(problems(data)).isEmpty();
      data.createSnapshot(request("one"));
      assertNoSnapshot("on", "did you mean 'one'?");
    }
  }

  @Test
  void aSnapshotThatIsBeingReadIsNotDeleted() throws Exception {
    try (DataFolder data = write(folder)) {
      commit(data, 0, 5);
      data.createSnapshot(request("one"));
    }
    try (DataFolder first = open("one")) {
      DataFolder second = open("one");
      assertBeingRead();
      second.close();
      second.close();
      assertBeingRead();
      // The process must still hold its lock for others, after all that was tried here.
      try (ChildJvm child = ChildJvm.start(Deleter.class, folder, "one")) {
        assertThat(child.line()).startsWith("IN_USE").contains("'one'", "is being read");
      }
      assertThat(problems(first)).isEmpty();
    }
    try (ChildJvm child = ChildJvm.start(Reader.class, folder, "one")) {
      assertThat(child.line()).isEqualTo("open");
      assertBeingRead();
      try (DataFolder beside = open("one")) {
        assertThat(problems(beside)).isEmpty();
      }
      child.kill();
    }
    snapshots().delete("one");
    assertThat(shelf()).isEmpty();
  }

  private void assertBeingRead() {
    assertFails(
        () -> snapshots().delete("one"), Problem.IN_USE, "'one'", folder.toString(), "being read");
    assertThat(path("one")).isDirectory();
  }

  /** Deletes a snapshot and says how that went. */
  static final class Deleter {
    public static void main(String[] arguments) {
      try {
        new Snapshots(Path.of(arguments[0])).delete(arguments[1]);
        System.out.println("deleted");
      } catch (StoreException failure) {
        System.out.println(failure.problem() + " " + failure.getMessage());
      }
    }
  }

  /** Opens a snapshot for reading and waits for its end. */
  static final class Reader {
    public static void main(String[] arguments) throws IOException {
      try (DataFolder data = new Snapshots(Path.of(arguments[0])).open(arguments[1], List.of())) {
        System.out.println("open");
        System.in.read();
      }
    }
  }

  @Test
  void aReaderWhoseSnapshotIsTakenAwayByForceReadsItToItsEnd() throws IOException {
    try (DataFolder data = write(folder)) {
      commit(data, 0, 2_000);
      data.createSnapshot(request("one"));
      data.compact();
    }
    try (DataFolder snapshot = open("one")) {
      for (Path file : Folders.rocks(path("one"), "")) {
        Files.delete(file);
      }
      assertThat(content(snapshot)).hasSize(2_001);
    }
  }

  @Test
  void aSnapshotCanBeReadByWhoMayNotWriteToIt() throws IOException {
    try (DataFolder data = write(folder)) {
      commit(data, 0, 5);
      data.createSnapshot(request("one"));
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(path("one"))) {
      paths = walk.toList();
    }
    for (Path file : paths) {
      String rights = Files.isDirectory(file) ? "r-xr-xr-x" : "r--r--r--";
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }
    try (DataFolder snapshot = open("one")) {
      assertThat(problems(snapshot)).isEmpty();
    } finally {
      for (Path file : paths) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  @Test
  void nobodyWritesToASnapshot() {
    try (DataFolder data = write(folder)) {
      data.createSnapshot(request("one"));
    }
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> write(path("one")),
            () -> DataFolder.reopenForWriting(path("one"), List.of()),
            () -> DataFolder.openForCompacting(path("one"), List.of()))) {
      assertFails(call, Problem.NOT_A_STORE, path("one").toString(), "is a snapshot");
    }
    try (DataFolder reader = Samples.read(folder)) {
      assertFails(() -> reader.createSnapshot(request("two")), Problem.INACCESSIBLE, "for writing");
    }
  }

  @Test
  void snapshotsThatAreMadeWhileFourThreadsCommitHoldWholeBatches() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService committers = Executors.newFixedThreadPool(4);
    try (DataFolder data = write(folder)) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int first = thread * 1_000_000;
        running.add(committers.submit(() -> commitUntil(enough, data, first)));
      }
      List<NamedSnapshot> made = new ArrayList<>();
      for (int number = 0; number < 5; number++) {
        made.add(data.createSnapshot(request("s" + number, TIME.plusSeconds(number))));
      }
      enough.set(true);
      for (Future<?> thread : running) {
        thread.get();
      }

      long before = 0;
      for (NamedSnapshot each : made) {
        try (DataFolder snapshot = open(each.name())) {
          List<String> problems = new ArrayList<>();
          StoreExtent found = snapshot.check(problems::add);
          assertThat(problems).isEmpty();
          assertThat(found).isEqualTo(each.extent());
          assertThat(id(snapshot)).isEqualTo(each.id());
          assertThat(found.captures()).isGreaterThanOrEqualTo(before);
          before = found.captures();
        }
      }
      assertThat(before).isPositive().isLessThan(data.pages().captureCount());
      assertThat(problems(data)).isEmpty();
    } finally {
      committers.shutdownNow();
    }
  }

  private static String id(DataFolder data) {
    try (Snapshot snapshot = data.pages().snapshot()) {
      return snapshot.id();
    }
  }

  private static void commitUntil(AtomicBoolean enough, DataFolder data, int first) {
    for (int number = first; !enough.get(); number += 3) {
      commit(data, Samples.page(number), Samples.page(number + 1), Samples.page(number + 2));
    }
  }

  @Test
  void whatAKillLeftIsNoSnapshotAndGoesWhenTheStoreIsOpened() throws IOException {
    try (DataFolder data = write(folder)) {
      data.createSnapshot(request("one"));
    }
    Files.createDirectories(path(".making-two").resolve("rocks.tmp"));
    Files.createDirectories(path(".gone-three-1234").resolve("rocks"));
    Files.writeString(path(".gone-three-1234").resolve("rocks/CURRENT"), "MANIFEST-000001");

    assertThat(snapshots().list(NO_PROBLEMS))
        .extracting(NamedSnapshot::name)
        .containsExactly("one");
    write(folder).close();

    assertThat(shelf()).containsExactly("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sluice-snapshot", "sluice-store", ".sst", "MANIFEST", "CURRENT"})
  void aDamagedSnapshotIsNamedAndCanBeDeleted(String file) throws IOException {
    NamedSnapshot whole;
    try (DataFolder data = write(folder)) {
      commit(data, 0, 5);
      data.createSnapshot(request("bad", TIME.plusSeconds(1)));
      whole = data.createSnapshot(request("good"));
    }
    Path damaged;
    try (Stream<Path> walk = Files.walk(path("bad"))) {
      damaged = walk.filter(path -> path.toString().contains(file)).findFirst().orElseThrow();
    }
    Files.delete(damaged);

    assertFails(() -> open("bad"), Problem.CORRUPT, damaged.toString());
    List<StoreException> problems = new ArrayList<>();
    List<NamedSnapshot> list = snapshots().list(problems::add);
    if (file.startsWith("sluice")) {
      assertFails(() -> snapshots().find("bad"), Problem.CORRUPT, damaged.toString(), "delete");
      assertFails(() -> open("latest"), Problem.CORRUPT, damaged.toString());
      assertThat(list).containsExactly(whole);
      assertThat(problems).singleElement().asString().contains(damaged.toString());
    }
    snapshots().delete("bad");
    assertThat(snapshots().list(NO_PROBLEMS)).containsExactly(whole);
    try (DataFolder good = open("good")) {
      assertThat(problems(good)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sequence=x", "created=yesterday", "made=up", "captures=", "bytes=1.5"})
  void aMarkThatCannotBeReadIsDamage(String line) throws IOException {
    try (DataFolder data = write(folder)) {
      data.createSnapshot(request("bad"));
    }
    Path mark = path("bad").resolve("sluice-snapshot");
    String key = line.substring(0, line.indexOf('='));
    Files.writeString(mark, Files.readString(mark).replaceFirst("(?m)^" + key + "=.*$", line));

    assertFails(() -> open("bad"), Problem.CORRUPT, mark.toString(), "cannot be read");
  }

  @Test
  void aTableFileThatTheStoreSharesIsDamagedInBoth() throws IOException {
    try (DataFolder data = write(folder)) {
      commit(data, 0, 300);
      data.createSnapshot(request("one"));
    }
    Path table = Folders.rocks(path("one"), ".sst").get(0);
    byte[] bytes = Files.readAllBytes(table);
    bytes[bytes.length / 3] ^= 0x55;
    Files.write(table, bytes);

    try (DataFolder snapshot = open("one")) {
      assertThat(problems(snapshot)).anySatisfy(line -> assertThat(line).contains("damaged"));
    }
  }

  @Test
  void aFolderThatIsNoStoreHasNoSnapshots() {
    assertFails(() -> new Snapshots(folder), Problem.NOT_A_STORE, folder.toString());
    assertFails(
        () -> DataFolder.reopenForWriting(folder, List.of()),
        Problem.NOT_A_STORE,
        folder.toString());
    assertThat(folder).isEmptyDirectory();
  }

  private static void assertFails(ThrowingCallable call, Problem problem, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class, failure -> assertThat(failure.problem()).isEqualTo(problem))
        .hasMessageContainingAll(words);
  }
}
