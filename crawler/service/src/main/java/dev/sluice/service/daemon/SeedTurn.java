package dev.sluice.service.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A turn at changing the files of a folder: a lock on a hidden file that is there for as long.
 *
 * <p>The system takes the lock from a process that dies. Since the file is deleted at the end of a
 * turn, a lock counts only if the file is still the one at that place.
 */
final class SeedTurn implements AutoCloseable {

  private static final String FILE = ".sluice-edit";
  private static final long LONGEST = 1 << 30; // of which all but the last byte are none on disk
  private static final int TRIES = 500;
  private static final long BETWEEN_TRIES_MS = 20;

  private final Path file;
  private final Optional<FileChannel> channel;

  private SeedTurn(Path file, Optional<FileChannel> channel) {
    this.file = file;
    this.channel = channel;
  }

  /** A turn at looking only, for which nobody needs to wait. */
  static SeedTurn atLooking(Path folder) {
    return new SeedTurn(folder, Optional.empty());
  }

  /** Waits for a turn, for some seconds. */
  static SeedTurn await(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<FileChannel> channel = tried(file);
      if (channel.isPresent()) {
        return new SeedTurn(file, channel);
      }
      pause();
    }
    throw new FileSystemException(
        file.toString(),
        null,
        "another process has been changing them for " + TRIES * BETWEEN_TRIES_MS / 1000 + " s");
  }

  private static Optional<FileChannel> tried(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (isLocked(channel) && isAt(file, channel)) {
      return Optional.of(channel);
    }
    channel.close();
    return Optional.empty();
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
      return lock.isPresent();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }

  /**
   * Gives the file a length of its own and asks for that of the file at the place. To open it once
   * more would not do: on POSIX systems a process that closes a file loses its locks on it.
   */
  private static boolean isAt(Path file, FileChannel channel) throws IOException {
    long length = ThreadLocalRandom.current().nextLong(1, LONGEST);
    channel.truncate(0);
    channel.write(ByteBuffer.allocate(1), length - 1);
    try {
      return Files.size(file) == length;
    } catch (NoSuchFileException deleted) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES_MS);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isPresent()) {
      Files.deleteIfExists(file); // while the lock is held: it is still this one
      channel.get().close();
    }
  }
}
