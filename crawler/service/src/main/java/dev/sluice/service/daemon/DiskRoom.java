package dev.sluice.service.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much room there is on a folder's disk.
 *
 * @param folder need not exist yet
 */
public record DiskRoom(Path folder) {

  /** With less, a store is as good as full: to open it can take that much. */
  public static final long LEAST_BYTES = 64L << 20;

  /** Free space, in bytes; the most that there can be if nobody knows. */
  public long freeBytes() {
    Path there = folder.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      return Files.getFileStore(there).getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }

  /** Whether a store can be written there. */
  public boolean isEnough() {
    return freeBytes() >= LEAST_BYTES;
  }
}
