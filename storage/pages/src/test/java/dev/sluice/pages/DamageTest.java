package dev.sluice.pages;

import static dev.sluice.pages.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damages one file of a store at a time. Whoever opens the store next, to write or to read, must be
 * told, at the latest by the check, and told which file or which row.
 */
class DamageTest {

  private static final int PAGES = 300;

  @TempDir static Path stores;

  /** All data is in table files. */
  private static Path tables;

  /** All data is in the write-ahead log, as a killed process leaves it. */
  private static Path log;

  /** All data is in the write-ahead log of a store that was closed. */
  private static Path closedLog;

  @BeforeAll
  static void fill() throws IOException {
    tables = stores.resolve("tables");
    log = stores.resolve("log");
    try (DataFolder data = Samples.write(tables)) {
      commit(data, 0, PAGES);
      Folders.copy(tables, log);
    }
    closedLog = Folders.copy(tables, stores.resolve("closed-log"));
    Samples.write(tables).close(); // opening turns the log into table files
    assertThat(Folders.rocks(tables, ".sst")).hasSizeGreaterThanOrEqualTo(3);
  }

  /**
   * Without its seal the store is as a killed process leaves it, and RocksDB must see the damage.
   */
  private static Path unsealed(Path store) throws IOException {
    Files.deleteIfExists(store.resolve("rocks/sluice-seal"));
    return store;
  }

  /** What becomes of a file. */
  private interface Damage {
    void to(Path file) throws IOException;
  }

  @Test
  void withoutDamageEverythingIsThere() throws IOException {
    for (Path store : List.of(tables, log, closedLog)) {
      assertThat(findings(Folders.copy(store, newFolder()))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".sst", "MANIFEST", "CURRENT"})
  void aChangedByteInAnyFileIsNamed(String file) throws IOException {
    Random random = new Random(file.hashCode());
    for (int i = 0; i < 4; i++) {
      double place = 0.1 + 0.8 * random.nextDouble();
      int change = 1 + random.nextInt(255);
      assertNamed(tables, file, path -> flip(path, place, change));
    }
  }

  @Test
  void aChangedByteInTheWriteAheadLogIsNamed() throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < 6; i++) {
      double place = 0.9 * random.nextDouble();
      int change = 1 + random.nextInt(255);
      assertNamed(log, ".log", path -> flip(path, place, change));
    }
  }

  @Test
  void aChangedByteAnywhereInTheManifestIsNamed() throws IOException {
    // RocksDB takes a changed length field for the end of the file, and what follows for lost.
    Path copy = Folders.copy(tables, newFolder());
    Path manifest = Folders.rocks(copy, "MANIFEST").get(0);
    byte[] bytes = Files.readAllBytes(manifest);
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x10;
      Files.write(manifest, changed);

      assertThat(findings(copy, false))
          .as("byte %d", at)
          .anySatisfy(finding -> assertThat(finding).contains(manifest.toString()));
    }
  }

  @Test
  void aStoreThatWasClosedMissesItsLog() throws IOException {
    assertNamed(closedLog, ".log", Files::delete);
    assertNamed(closedLog, ".log", path -> cut(path, 2));
    assertNamed(closedLog, ".log", path -> cut(path, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {".sst", "MANIFEST", "CURRENT"})
  void aFileThatIsMissingIsNamed(String file) throws IOException {
    assertNamed(tables, file, Files::delete);
  }

  @ParameterizedTest
  @ValueSource(strings = {".sst", "MANIFEST", "CURRENT"})
  void aFileThatWasCutIsNamed(String file) throws IOException {
    assertNamed(tables, file, path -> cut(path, 2));
    assertNamed(tables, file, path -> cut(path, Integer.MAX_VALUE));
  }

  @Test
  void aLogThatWasCutIsWhatAKilledProcessLeavesAndGivesWholeBatchesUpToThere() throws IOException {
    Path copy = Folders.copy(log, newFolder());
    cut(Folders.rocks(copy, ".log").get(0), 2);

    try (DataFolder data = Samples.write(copy)) {
      assertThat(data.pages().captureCount()).isBetween(PAGES / 3L, PAGES * 2L / 3);
      assertThat(Samples.problems(data)).isEmpty();
    }
  }

  private static Path newFolder() throws IOException {
    return Files.createTempDirectory(stores, "copy").resolve("data");
  }

  private void assertNamed(Path store, String file, Damage damage) throws IOException {
    for (Path original : Folders.rocks(store, file)) {
      if (Files.size(original) == 0) {
        continue;
      }
      Path copy = Folders.copy(store, newFolder());
      if (!sealMatters(store, file)) {
        unsealed(copy);
      }
      Path damaged = copy.resolve(store.relativize(original).toString());
      damage.to(damaged);

      List<String> findings = findings(copy);

      String name = damaged.getFileName().toString();
      String kind = file.startsWith(".") ? file + " file" : name;
      assertThat(findings)
          .as("damage to %s", name)
          .anySatisfy(
              finding ->
                  assertThat(finding)
                      .contains(copy.toString())
                      .satisfiesAnyOf(
                          text -> assertThat(text).contains(name),
                          text -> assertThat(text).contains(kind)));
    }
  }

  private static boolean sealMatters(Path store, String file) {
    return file.equals("MANIFEST") || store.equals(closedLog);
  }

  /** What a reader is told, and then a writer; empty if one of them is told nothing. */
  private static List<String> findings(Path copy) {
    List<String> reader = findings(copy, false);
    List<String> writer = findings(copy, true);
    if (reader.isEmpty() || writer.isEmpty()) {
      return List.of();
    }
    return Stream.concat(reader.stream(), writer.stream()).toList();
  }

  private static List<String> findings(Path copy, boolean write) {
    try (DataFolder data = write ? Samples.write(copy) : Samples.read(copy)) {
      List<String> problems = new ArrayList<>();
      long captures = data.check(problems::add).captures();
      // Nothing may be missing of which no problem tells.
      assertThat(captures)
          .as("captures, with no problem named")
          .satisfiesAnyOf(
              count -> assertThat(count).isEqualTo(PAGES),
              count -> assertThat(problems).isNotEmpty());
      return problems;
    } catch (StoreException failure) {
      assertThat(failure.problem()).as(failure.getMessage()).isEqualTo(Problem.CORRUPT);
      return List.of(String.valueOf(failure.getMessage()));
    }
  }

  private static void flip(Path file, double place, int change) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) (bytes.length * place)] ^= (byte) change;
    Files.write(file, bytes);
  }

  private static void cut(Path file, int part) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / part));
  }
}
