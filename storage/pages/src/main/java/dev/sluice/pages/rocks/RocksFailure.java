package dev.sluice.pages.rocks;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.Status;

/** Turns RocksDB's errors into ours: what happened, to which file, and what to do. */
final class RocksFailure {

  private RocksFailure() {}

  /** The store could not be opened. */
  static StoreException opening(Path folder, RocksDBException failure) {
    Problem problem = problem(failure);
    if (problem == Problem.IN_USE) {
      return new StoreException(
          problem, folder + " is in use by another process: end that one first", failure);
    }
    String damaged = problem == Problem.CORRUPT ? unopenableFiles(folder) : "";
    return because(folder, problem, "cannot open the store " + folder + damaged, failure);
  }

  /** RocksDB blames the manifest for some table files that it cannot open; so try each of them. */
  private static String unopenableFiles(Path folder) {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sst")).sorted().toList()) {
        try (Options options = new Options();
            SstFileReader reader = new SstFileReader(options)) {
          reader.open(file.toString());
        } catch (RocksDBException unopenable) {
          names.add(String.valueOf(file.getFileName()));
        }
      }
    } catch (IOException folderIsGone) {
      return ""; // the caller's failure says more
    }
    return names.isEmpty() ? "" : ", of which " + String.join(", ", names) + " cannot be opened";
  }

  /** The store could not do what was asked; {@code what} names the table, row or file. */
  static StoreException using(Path folder, String what, RocksDBException failure) {
    return because(
        folder, problem(failure), "cannot use " + what + " in the store " + folder, failure);
  }

  private static StoreException because(
      Path folder, Problem problem, String what, RocksDBException failure) {
    String reason =
        switch (problem) {
          case DISK_FULL ->
              ": the disk is full. Nothing that was committed is lost: free some space and run the"
                  + " same command again";
          case CORRUPT ->
              ": a file is damaged or missing ("
                  + failure.getMessage()
                  + unnamedFile(failure)
                  + "). Restore that file from a backup or a copy of the folder;"
                  + " '"
                  + check(folder)
                  + "' tells what else is affected";
          default -> ": " + failure.getMessage();
        };
    return new StoreException(problem, what + reason, failure);
  }

  /** Tables of an index lie in a folder with its mark. */
  private static String check(Path folder) {
    boolean isIndex = Files.exists(folder.resolveSibling("sluice-index"));
    return isIndex ? "sluice index check" : "sluice store check";
  }

  /** RocksDB names the file in all its errors but those of its log. */
  private static String unnamedFile(RocksDBException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("/") || message.contains("CURRENT")) {
      return "";
    }
    return ", in the write-ahead log, a .log file";
  }

  private static Problem problem(RocksDBException failure) {
    String message = String.valueOf(failure.getMessage());
    Status status = failure.getStatus();
    if (message.contains("No space left") || hasSubCode(status, Status.SubCode.NoSpace)) {
      return Problem.DISK_FULL;
    }
    // RocksDB says "While lock file" for a LOCK that somebody else holds.
    if (message.contains("lock file") || message.contains("lock hold by")) {
      return Problem.IN_USE;
    }
    boolean corrupt = status != null && status.getCode() == Status.Code.Corruption;
    if (corrupt || message.startsWith("Corruption") || message.contains("No such file")) {
      return Problem.CORRUPT;
    }
    return Problem.INACCESSIBLE;
  }

  private static boolean hasSubCode(@Nullable Status status, Status.SubCode subCode) {
    return status != null && status.getSubCode() == subCode;
  }
}
