package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says what is wrong with a file, and what to do. */
public final class FileTrouble {

  private static final String GO_ON = "run the same command again: it goes on where it stopped";

  private FileTrouble() {}

  /** A file that cannot be written. */
  public static ExportException writing(Path file, IOException cause) {
    if (isFull(cause)) {
      return new ExportException(
          Problem.DISK_FULL,
          "cannot write " + file + ": the disk is full; free some space there, then " + GO_ON,
          cause);
    }
    if (isGone(file)) {
      return gone(file, cause);
    }
    return new ExportException(
        Problem.NOT_WRITABLE,
        "cannot write " + file + ": " + reason(cause) + "; make it writable, then " + GO_ON,
        cause);
  }

  /** A file of the unfinished export that cannot be read. */
  public static ExportException reading(Path file, Exception cause) {
    if (isGone(file)) {
      return gone(file, cause);
    }
    return new ExportException(
        Problem.DAMAGED,
        "cannot read " + file + ": " + reason(cause) + "; delete it, then " + GO_ON,
        cause);
  }

  /** A file of a finished export that cannot be read. */
  public static ExportException readingFinished(Path file, Exception cause) {
    return new ExportException(
        Problem.DAMAGED,
        "cannot read "
            + file
            + ": "
            + reason(cause)
            + "; if it is damaged, take it from a copy or export again into another folder",
        cause);
  }

  /** Whether not the file alone is missing, but the folder that it belongs in. */
  private static boolean isGone(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && !Files.exists(folder);
  }

  private static ExportException gone(Path file, Exception cause) {
    Path folder = file.toAbsolutePath().getParent();
    return new ExportException(
        Problem.NOT_WRITABLE,
        "cannot go on with "
            + file.getFileName()
            + ": "
            + folder
            + " is gone; if it was moved, or its disk taken away, bring it back, then "
            + GO_ON,
        cause);
  }

  private static boolean isFull(IOException cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("No space left")
        || message.contains("not enough space")
        || message.contains("quota exceeded");
  }

  private static String reason(Exception cause) {
    if (cause instanceof AccessDeniedException) {
      return "access is denied";
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
