package dev.sluice.pages.rocks;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be said of a RocksDB folder without opening it.
 *
 * <p>{@code CURRENT} names the manifest, to which each change of the set of table files is
 * appended: while its name and length stay, the set does.
 *
 * @param folder the folder
 * @param manifest name of the manifest; empty if there is no {@code CURRENT}
 * @param manifestBytes length of the manifest
 */
record StoreFiles(Path folder, Optional<String> manifest, long manifestBytes) {

  static StoreFiles read(Path folder) {
    try {
      byte[] current = Files.readAllBytes(folder.resolve("CURRENT"));
      // Bytes as they are: a damaged name is RocksDB's to refuse.
      String manifest = new String(current, StandardCharsets.ISO_8859_1).strip();
      return new StoreFiles(folder, Optional.of(manifest), length(folder, manifest));
    } catch (NoSuchFileException missing) {
      return new StoreFiles(folder, Optional.empty(), 0);
    } catch (IOException failure) {
      throw unreadable(folder, failure);
    }
  }

  private static long length(Path folder, String manifest) throws IOException {
    if (!manifest.matches("MANIFEST-\\d+")) {
      return 0;
    }
    try {
      return Files.size(folder.resolve(manifest));
    } catch (NoSuchFileException replacedMeanwhile) {
      return 0;
    }
  }

  boolean sameManifest(StoreFiles other) {
    return manifest.equals(other.manifest) && manifestBytes == other.manifestBytes;
  }

  /** Refuses a folder with data but without {@code CURRENT}, which RocksDB would begin anew. */
  void requireCurrent() {
    if (manifest.isEmpty() && hasData()) {
      throw new StoreException(
          Problem.CORRUPT,
          folder.resolve("CURRENT")
              + " is missing: restore that file from a backup or a copy of the folder");
    }
  }

  private boolean hasData() {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().matches(".*\\.(sst|log)"));
    } catch (IOException | UncheckedIOException failure) {
      throw unreadable(folder, failure);
    }
  }

  private static StoreException unreadable(Path folder, Exception failure) {
    return new StoreException(
        Problem.INACCESSIBLE, folder + " cannot be read (" + failure + ")", failure);
  }
}
