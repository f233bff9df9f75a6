package dev.sluice.pages.rocks;

import dev.sluice.pages.folder.FolderTrouble;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The file {@code sluice-seal}: which files a store had when its writer closed it, and how long
 * each was.
 *
 * <p>RocksDB takes a manifest or a log that ends early for what a killed process leaves, opens what
 * is before that and deletes the table files that it then knows nothing of. After a kill that is
 * right. But a store that was closed has lost something if its files are shorter or fewer than they
 * were; and a changed length field within the manifest looks like an early end, too, so of that
 * file the seal keeps a checksum. The seal is broken when a writer opens the store; a store without
 * one was not closed.
 */
final class StoreSeal {

  private static final String FILE = "sluice-seal";
  private static final String SEALED = "(?:CURRENT|MANIFEST-\\d+|\\d+\\.(?:sst|log))";

  private final Path folder;

  StoreSeal(Path folder) {
    this.folder = folder;
  }

  /** Seals a store that was just closed. One that cannot be sealed is like one that was killed. */
  void seal() {
    try {
      write();
    } catch (IOException diskIsFullOrGone) {
      unfinished().toFile().delete();
    }
  }

  /** Seals a store that nobody will ever write to. */
  void sealForGood() {
    try {
      write();
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("written", folder.resolve(FILE), failure);
    }
  }

  private void write() throws IOException {
    Files.write(unfinished(), lines(), StandardCharsets.UTF_8);
    Files.move(
        unfinished(),
        folder.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private Path unfinished() {
    return folder.resolve(FILE + ".tmp");
  }

  /** Says that the store is being written to. */
  void breakSeal() {
    try {
      Files.deleteIfExists(folder.resolve(FILE));
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  /**
   * Compares the store with its seal, where it has one.
   *
   * @throws StoreException that names the first file that is not as it was
   */
  void verify() {
    try {
      Optional<List<String>> sealed = read();
      if (sealed.isEmpty()) {
        return;
      }
      List<String> now = lines();
      for (String line : sealed.get()) {
        // A writer may have broken the seal meanwhile; then nothing is wrong.
        if (!now.contains(line) && read().equals(sealed)) {
          String name = line.substring(0, line.indexOf(' '));
          throw new StoreException(
              Problem.CORRUPT,
              folder.resolve(name)
                  + " is damaged or missing: it is not what it was when the store was closed."
                  + " Restore that file from a backup or a copy of the folder");
        }
      }
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private Optional<List<String>> read() throws IOException {
    try {
      return Optional.of(Files.readAllLines(folder.resolve(FILE), StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException notSealed) {
      return Optional.empty();
    }
  }

  /** One line for each file: its name, its length, and a checksum if it is small. */
  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.matches(SEALED)) {
          lines.add(line(file, name));
        }
      }
    }
    return lines;
  }

  private static String line(Path file, String name) throws IOException {
    try {
      String checksum = name.matches(".*\\.(sst|log)") ? "" : " " + checksum(file);
      return name + " " + Files.size(file) + checksum;
    } catch (NoSuchFileException deletedMeanwhile) {
      return name + " gone";
    }
  }

  private static String checksum(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    checksum.update(Files.readAllBytes(file));
    return Long.toHexString(checksum.getValue());
  }

  private StoreException unreadable(IOException failure) {
    return new StoreException(
        Problem.INACCESSIBLE, folder.resolve(FILE) + " cannot be used (" + failure + ")", failure);
  }
}
