package dev.sluice.pages.folder;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a data folder, held by one process at a time.
 *
 * <p>The lock is the operating system's lock on the file, not the file itself: it goes with the
 * process, however that ends. The file only tells others who holds it.
 */
public final class FolderLock implements AutoCloseable {

  /**
   * The files that this process has locked. The system drops a process's lock on a file as soon as
   * the process closes the file, by whichever of its descriptors: so a file that we hold must not
   * even be opened again, and the system cannot be asked whether we hold it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel file;

  private FolderLock(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Takes the lock of a data folder.
   *
   * @throws StoreException if another process holds it
   */
  public static FolderLock acquire(Path folder) {
    return acquire(folder, "end that one first, or name another folder with --data");
  }

  /**
   * Takes the lock.
   *
   * @param wayOut what can be done if another process holds it
   * @throws StoreException if another process holds it
   */
  public static FolderLock acquire(Path folder, String wayOut) {
    try {
      Path held = folder.toRealPath().resolve("lock");
      if (!HELD.add(held)) {
        throw inUse(folder, thisProcess(), wayOut);
      }
      return lock(folder, held, wayOut);
    } catch (IOException failure) {
      throw new StoreException(
          Problem.INACCESSIBLE,
          folder + "/lock cannot be written: " + failure.getMessage(),
          failure);
    }
  }

  private static FolderLock lock(Path folder, Path path, String wayOut) throws IOException {
    boolean locked = false;
    FileChannel file = null;
    try {
      file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (file.tryLock() == null) {
        throw inUse(folder, read(path), wayOut);
      }
      file.truncate(0);
      file.write(ByteBuffer.wrap((thisProcess() + "\n").getBytes(StandardCharsets.UTF_8)));
      locked = true;
      return new FolderLock(path, file);
    } finally {
      if (!locked) {
        release(path, file);
      }
    }
  }

  private static void release(Path path, @Nullable FileChannel file) throws IOException {
    if (file != null) {
      file.close();
    }
    HELD.remove(path);
  }

  private static String thisProcess() {
    return "process " + ProcessHandle.current().pid();
  }

  private static StoreException inUse(Path folder, @Nullable String holder, String wayOut) {
    return new StoreException(
        Problem.IN_USE,
        folder + " is in use by " + (holder == null ? "another process" : holder) + ": " + wayOut);
  }

  /**
   * Who holds the lock of a folder, such as "process 4711", or held it last; nothing if that cannot
   * be told.
   */
  public static Optional<String> holder(Path folder) {
    try {
      Path lock = folder.toRealPath().resolve("lock");
      return Optional.ofNullable(HELD.contains(lock) ? thisProcess() : read(lock));
    } catch (IOException noFolder) {
      return Optional.empty();
    }
  }

  private static @Nullable String read(Path lock) {
    try {
      String text = Files.readString(lock).strip();
      return text.isEmpty() ? null : text;
    } catch (IOException unreadable) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      release(path, file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
