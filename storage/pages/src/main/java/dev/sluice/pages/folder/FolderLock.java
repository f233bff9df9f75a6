package dev.sluice.pages.folder;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a data folder, held by one process at a time.
 *
 * <p>The lock is the operating system's lock on the file, not the file itself: it goes with the
 * process, however that ends. The file only tells others who holds it.
 */
public final class FolderLock implements AutoCloseable {

  private final FileChannel file;

  private FolderLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes the lock.
   *
   * @throws StoreException if another process holds it
   */
  public static FolderLock acquire(Path folder) {
    Path path = folder.resolve("lock");
    try {
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!tryLock(file)) {
        file.close();
        throw inUse(folder, path);
      }
      file.truncate(0);
      String holder = "process " + ProcessHandle.current().pid() + "\n";
      file.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
      return new FolderLock(file);
    } catch (IOException failure) {
      throw new StoreException(
          Problem.INACCESSIBLE, path + " cannot be written: " + failure.getMessage(), failure);
    }
  }

  private static boolean tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static StoreException inUse(Path folder, Path lock) {
    String holder = holder(lock);
    return new StoreException(
        Problem.IN_USE,
        folder
            + " is in use by "
            + (holder == null ? "another process" : holder)
            + ": end that one first, or name another folder with --data");
  }

  private static @Nullable String holder(Path lock) {
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
      file.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
