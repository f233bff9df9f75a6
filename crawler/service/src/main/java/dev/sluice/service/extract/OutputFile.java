package dev.sluice.service.extract;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.pages.settings.SettingsException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where lines go: the standard output, or a file that appears under its name only when it is whole.
 */
final class OutputFile implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Optional<Path> target;
  private final String name;
  private final OutputStream out;

  private OutputFile(Optional<Path> target, String name, OutputStream out) {
    this.target = target;
    this.name = name;
    this.out = out;
  }

  /**
   * Opens it.
   *
   * @throws SettingsException if a file is there that may not be replaced
   */
  static OutputFile open(ExtractRequest request, OutputStream standardOutput) {
    if (request.out().isEmpty()) {
      OutputStream out = new BufferedOutputStream(standardOutput, BUFFER_BYTES);
      return new OutputFile(Optional.empty(), "the standard output", out);
    }
    Path file = request.out().get();
    if (Files.isDirectory(file)) {
      throw new SettingsException(
          "--out: " + file + " is a folder; name a file, such as " + file.resolve("pages.jsonl"));
    }
    if (Files.exists(file) && !request.overwrite()) {
      throw new SettingsException(
          "--out: " + file + " is there already; name another file, or replace it by --overwrite");
    }
    try {
      OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(unfinished(file)), BUFFER_BYTES);
      return new OutputFile(Optional.of(file), file.toString(), Packed.writing(file, out));
    } catch (IOException notWritable) {
      throw trouble(file.toString(), notWritable);
    }
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  void write(byte[] line) {
    try {
      out.write(line);
    } catch (IOException notWritable) {
      throw trouble(name, notWritable);
    }
  }

  /** Gives the file its name. */
  void finish() {
    try {
      if (target.isEmpty()) {
        out.flush();
        return;
      }
      out.close();
      Path file = target.get();
      Files.move(unfinished(file), file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException notWritable) {
      throw trouble(name, notWritable);
    }
  }

  /** Takes away what is unfinished. */
  @Override
  public void close() {
    if (target.isEmpty()) {
      return;
    }
    try {
      out.close();
      Files.deleteIfExists(unfinished(target.get()));
    } catch (IOException alsoFailed) {
      // It stays, and the next run writes over it. What went wrong first is on its way.
    }
  }

  private static ExportException trouble(String name, IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    boolean full = reason.contains("No space left") || reason.contains("quota exceeded");
    return full
        ? new ExportException(
            Problem.DISK_FULL,
            "cannot write " + name + ": the disk is full; free some space there, then begin again",
            cause)
        : new ExportException(
            Problem.NOT_WRITABLE,
            "cannot write " + name + ": " + cause.getClass().getSimpleName() + " " + reason,
            cause);
  }
}
