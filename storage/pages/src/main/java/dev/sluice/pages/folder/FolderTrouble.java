package dev.sluice.pages.folder;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.io.IOException;
import java.nio.file.Path;

/** Turns a failure of the file system into a message about a path and what could not be done. */
public final class FolderTrouble {

  private FolderTrouble() {}

  /** The path cannot be {@code how}, "read" or "made" say; a full disk is told as one. */
  public static StoreException cannotBe(String how, Path path, IOException failure) {
    String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    boolean full = reason.contains("No space left");
    return new StoreException(
        full ? Problem.DISK_FULL : Problem.INACCESSIBLE,
        full
            ? "the disk of " + path + " is full"
            : path + " cannot be " + how + " (" + reason + ")",
        failure);
  }
}
