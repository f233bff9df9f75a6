package dev.sluice.pages.rocks;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
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
    return because(problem, "cannot open the store " + folder, failure);
  }

  /** The store could not do what was asked; {@code what} names the table, row or file. */
  static StoreException using(Path folder, String what, RocksDBException failure) {
    return because(problem(failure), "cannot use " + what + " in the store " + folder, failure);
  }

  private static StoreException because(Problem problem, String what, RocksDBException failure) {
    String reason =
        switch (problem) {
          case DISK_FULL ->
              ": the disk is full. Nothing that was committed is lost: free some space and run the"
                  + " same command again";
          case CORRUPT ->
              ": a file is damaged or missing ("
                  + failure.getMessage()
                  + blobFiles(failure)
                  + "). Restore that file from a backup or a copy of the folder;"
                  + " 'sluice store check' tells what else is affected";
          default -> ": " + failure.getMessage();
        };
    return new StoreException(problem, what + reason, failure);
  }

  /** RocksDB names the file in all its errors but those of blob files. */
  private static String blobFiles(RocksDBException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("lob") && !message.contains(".blob") ? ", in a .blob file" : "";
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
