package dev.sluice.pages.folder;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a folder that readers share and whoever deletes it holds alone.
 *
 * <p>Like {@link FolderLock} it is the operating system's lock on a file and goes with the process.
 * It lies in a file of its own, {@code readers}, which nobody else opens: the system drops all
 * locks that a process has on a file as soon as the process closes the file anywhere. For the same
 * reason the readers of one process share one open file, and are counted here. Reading takes no
 * right to write; where the file is missing there is no lock, and nothing to be protected from.
 */
public final class ReadersLock implements AutoCloseable {

  /** The name of the file. */
  public static final String FILE = "readers";

  /** What this process holds; also the lock of all that is done here. */
  private static final Map<Path, Held> HELD = new HashMap<>();

  private final @Nullable Path path;
  private boolean closed;

  private ReadersLock(@Nullable Path path) {
    this.path = path;
  }

  /** A lock of this process, and how many readers it is for; 0 for whoever deletes. */
  private record Held(FileChannel file, int readers) {}

  /**
   * Keeps a folder from being deleted until this is closed.
   *
   * @throws StoreException if somebody is deleting it
   */
  public static ReadersLock share(Path folder) {
    try {
      return take(folder, true, StandardOpenOption.READ)
          .orElseThrow(
              () -> new StoreException(Problem.IN_USE, folder + " is being deleted just now"));
    } catch (NoSuchFileException noLock) {
      return new ReadersLock(null);
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("locked", folder.resolve(FILE), failure);
    }
  }

  /**
   * Keeps readers away from a folder until this is closed; nothing if somebody reads it.
   *
   * @throws IOException if the file cannot be locked
   */
  public static Optional<ReadersLock> claim(Path folder) throws IOException {
    return take(folder, false, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /**
   * Makes the file in a new folder.
   *
   * @throws IOException if it cannot be made
   */
  public static void prepare(Path folder) throws IOException {
    Files.createFile(folder.resolve(FILE));
  }

  private static Optional<ReadersLock> take(Path folder, boolean shared, OpenOption... options)
      throws IOException {
    Path path = folder.toRealPath().resolve(FILE);
    synchronized (HELD) {
      Held held = HELD.get(path);
      if (held == null) {
        return lock(path, shared, options);
      }
      if (!shared || held.readers == 0) {
        return Optional.empty();
      }
      HELD.put(path, new Held(held.file, held.readers + 1));
      return Optional.of(new ReadersLock(path));
    }
  }

  private static Optional<ReadersLock> lock(Path path, boolean shared, OpenOption... options)
      throws IOException {
    FileChannel file = FileChannel.open(path, options);
    boolean locked = false;
    try {
      locked = file.tryLock(0, Long.MAX_VALUE, shared) != null;
    } finally {
      if (!locked) {
        file.close();
      }
    }
    if (!locked) {
      return Optional.empty();
    }
    HELD.put(path, new Held(file, shared ? 1 : 0));
    return Optional.of(new ReadersLock(path));
  }

  @Override
  public void close() {
    if (path == null) {
      return;
    }
    synchronized (HELD) {
      Held held = HELD.get(path);
      if (closed || held == null) {
        return;
      }
      closed = true;
      if (held.readers > 1) {
        HELD.put(path, new Held(held.file, held.readers - 1));
      } else {
        HELD.remove(path);
        unlock(path, held.file);
      }
    }
  }

  private static void unlock(Path path, FileChannel file) {
    try {
      file.close();
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("unlocked", path, failure);
    }
  }
}
