package dev.sluice.pages;

import static dev.sluice.pages.Samples.commit;
import static dev.sluice.pages.Samples.problems;
import static dev.sluice.pages.Samples.read;
import static dev.sluice.pages.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.model.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {

  @TempDir Path folder;

  /** Opens a folder for writing, says how that went, and waits for a line or its end. */
  static final class Writer {
    public static void main(String[] arguments) throws IOException {
      try (DataFolder data = write(Path.of(arguments[0]))) {
        System.out.println("open");
        System.in.read();
      } catch (StoreException failure) {
        System.out.println(failure.problem() + " " + failure.getMessage());
      }
    }
  }

  /** Opens a folder for reading and says what is in it. */
  static final class Reader {
    public static void main(String[] arguments) {
      try (DataFolder data = read(Path.of(arguments[0]))) {
        System.out.println(data.pages().captureCount() + " " + problems(data));
      }
    }
  }

  @Test
  void aMissingFolderIsMadeForAWriter() {
    Path data = folder.resolve("deep/er");

    write(data).close();

    assertThat(data.resolve("sluice-store")).content().contains("format=2");
    read(data).close();
  }

  @Test
  void aReaderMakesNothing() throws IOException {
    Path missing = folder.resolve("missing");

    assertFails(
        () -> read(missing), Problem.NOT_A_STORE, missing.toString(), "sluice crawl --data");
    assertFails(() -> read(folder), Problem.NOT_A_STORE, folder.toString());
    assertThat(missing).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderWithOtherFilesIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "years of work");

    assertFails(() -> write(folder), Problem.NOT_A_STORE, folder.toString(), "other files");
    assertFails(() -> read(folder), Problem.NOT_A_STORE, folder.toString());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("thesis.txt"));
    }
  }

  @Test
  void aFolderThatWasLeftWhileItWasMadeIsMade() throws IOException {
    Files.writeString(folder.resolve("sluice-store.tmp"), "# This fol");

    write(folder).close();

    read(folder).close();
  }

  @Test
  void aStoreOfANewerFormatSaysToUpdate() throws IOException {
    write(folder).close();
    Files.writeString(folder.resolve("sluice-store"), "format=3\nid=abc\n");

    assertFails(
        () -> write(folder), Problem.NEWER_VERSION, folder.toString(), "format 3", "update");
    assertFails(() -> read(folder), Problem.NEWER_VERSION, folder.toString(), "format 3", "update");
  }

  @Test
  void aStoreOfAnOlderFormatSaysWhatToDo() throws IOException {
    write(folder).close();
    Files.writeString(folder.resolve("sluice-store"), "format=1\nid=abc\n");

    assertFails(
        () -> write(folder), Problem.OLDER_VERSION, folder.toString(), "format 1", "new folder");
    assertFails(
        () -> read(folder), Problem.OLDER_VERSION, folder.toString(), "format 1", "new folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "format=\n", "format=one\n", "id=abc\n", "format=1\\u00zz\n"})
  void aMarkThatNamesNoFormatIsDamage(String mark) throws IOException {
    write(folder).close();
    Files.writeString(folder.resolve("sluice-store"), mark);

    assertFails(() -> read(folder), Problem.CORRUPT, folder.resolve("sluice-store").toString());
  }

  @Test
  void aMarkThatIsNoTextIsDamage() throws IOException {
    write(folder).close();
    Files.write(folder.resolve("sluice-store"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertFails(() -> write(folder), Problem.CORRUPT, folder.resolve("sluice-store").toString());
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Path store = folder.resolve("store");
    Files.createDirectories(store.resolve("sluice-store")); // a folder where the mark belongs

    assertFails(() -> write(file), Problem.INACCESSIBLE, file.toString());
    assertFails(() -> read(store), Problem.INACCESSIBLE, store.resolve("sluice-store").toString());
  }

  @Test
  void aSecondWriterOfTheSameProcessIsRefusedAndTheFirstKeepsItsLock() throws Exception {
    String self = "process " + ProcessHandle.current().pid();
    Path sameByAnotherName = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("s"));
    Path store = folder.resolve("s");
    try (DataFolder first = write(store)) {
      assertFails(() -> write(store), Problem.IN_USE, store.toString(), self, "--data");
      assertFails(() -> write(sameByAnotherName), Problem.IN_USE, self);
      // A process loses its lock when it closes the file by any descriptor; so ask another one.
      try (ChildJvm child = ChildJvm.start(Writer.class, store)) {
        assertThat(child.line()).startsWith("IN_USE").contains(self);
      }
      commit(first, 0, 2);
    }
    write(store).close();
  }

  @Test
  void aWriterBesideAnotherProcessIsRefusedUntilThatOneIsKilled() throws Exception {
    try (ChildJvm child = ChildJvm.start(Writer.class, folder)) {
      assertThat(child.line()).isEqualTo("open");

      assertFails(
          () -> write(folder), Problem.IN_USE, folder.toString(), "process " + child.pid() + ":");
      assertFails(() -> write(folder), Problem.IN_USE, "process " + child.pid() + ":");
      read(folder).close();

      child.kill();
    }
    write(folder).close();
  }

  @Test
  void aReaderSeesTheStoreAsOfItsOpeningAndDisturbsNoWriter() throws Exception {
    try (DataFolder writer = write(folder)) {
      commit(writer, 0, 10);
      try (DataFolder reader = read(folder)) {
        commit(writer, 10, 20);

        assertThat(reader.pages().captureCount()).isEqualTo(10);
        assertThat(problems(reader)).isEmpty();
        assertThat(reader.pages().captures(Samples.page(15).capture().url())).isEmpty();
        assertThat(reader.pages().body(Samples.page(5).capture()))
            .isEqualTo(Samples.page(5).body());
        try (ChildJvm other = ChildJvm.start(Reader.class, folder)) {
          assertThat(other.line()).isEqualTo("20 []");
        }
        assertThat(reader.pages().captureCount()).isEqualTo(10);
      }
      commit(writer, 20, 30);
      assertThat(writer.pages().captureCount()).isEqualTo(30);
    }
  }

  @Test
  void aReaderOpenedAnyTimeBesideABusyWriterSeesAWholeState() throws Exception {
    try (ChildJvm child = ChildJvm.start(BusyWriter.class, folder)) {
      assertThat(child.line()).isEqualTo("open");
      long before = 0;
      for (int i = 0; i < 25 || (before == 0 && i < 1_000); i++) { // until it has committed
        try (DataFolder reader = read(folder)) {
          assertThat(problems(reader)).isEmpty();
          assertThat(reader.pages().captureCount()).isGreaterThanOrEqualTo(before);
          before = reader.pages().captureCount();
        }
      }
      assertThat(before).isPositive();
    }
  }

  @Test
  void aReaderChecksAStoreAlthoughItsWriterMergesFilesAwayMeanwhile() throws IOException {
    try (DataFolder writer = write(folder)) {
      commit(writer, 0, 10);
    }
    List<Path> files = Folders.rocks(folder, ".sst");
    try (DataFolder writer = write(folder);
        DataFolder reader = read(folder)) {
      commit(writer, 10, 20);
      writer.compact();
      assertThat(Folders.rocks(folder, ".sst")).as("files now").doesNotContainAnyElementsOf(files);

      assertThat(problems(reader)).isEmpty();
      assertThat(reader.pages().captureCount()).isEqualTo(10);
    }
  }

  @Test
  void aReaderIsToldOfAFileThatIsGoneAlthoughNobodyWrites() throws IOException {
    try (DataFolder writer = write(folder)) {
      commit(writer, 0, 10);
    }
    try (DataFolder reader = read(folder)) {
      Path gone = Folders.rocks(folder, ".sst").get(0);
      Files.delete(gone);

      assertThat(problems(reader)).singleElement().asString().contains(gone.toString());
    }
  }

  /** Commits pages until it is killed, and closes and opens the store all the time. */
  static final class BusyWriter {
    public static void main(String[] arguments) {
      write(Path.of(arguments[0])).close();
      System.out.println("open");
      for (int round = 0; ; round++) {
        try (DataFolder data = write(Path.of(arguments[0]))) { // turns its log into table files
          commit(data, round * 20, round * 20 + 20);
        }
      }
    }
  }

  @Test
  void aReaderNeedsNoTablesButThoseItAsksFor() {
    DataFolder.openForWriting(folder, List.of(new TableSpec("queue", TableSpec.Kind.ROWS))).close();

    try (DataFolder reader = read(folder)) {
      assertThat(problems(reader)).isEmpty();
    }
  }

  @Test
  void aReaderLeavesTheFolderAsItIs() throws IOException {
    try (DataFolder data = write(folder)) {
      commit(data, 0, 3);
    }
    List<String> before = listing();

    try (DataFolder reader = read(folder)) {
      assertThat(reader.pages().captureCount()).isEqualTo(3);
    }

    assertThat(listing()).isEqualTo(before);
  }

  @Test
  void aReaderCannotWrite() {
    write(folder).close();
    try (DataFolder reader = read(folder)) {
      assertThatThrownBy(() -> commit(reader, 0, 1)).isInstanceOf(StoreException.class);
    }
  }

  private List<String> listing() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file + " " + new String(bytes(file), StandardCharsets.ISO_8859_1))
          .sorted()
          .toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void assertFails(ThrowingCallable opening, Problem problem, String... parts) {
    assertThatThrownBy(opening)
        .isInstanceOfSatisfying(
            StoreException.class, failure -> assertThat(failure.problem()).isEqualTo(problem))
        .hasMessageContainingAll(parts);
  }
}
