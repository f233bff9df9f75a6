package dev.sluice.service.cli;

import dev.sluice.corpus.ExportRequest;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.service.daemon.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Exports in small parts and shards, so that a few hundred pages meet everything that happens
 * between parts: for tests, as a process of its own.
 */
public final class SmallExport {

  private static final int PART_CAPTURES = 20;
  private static final int SHARD_TEXT_BYTES = 40_000;
  private static final int MOST_PAGES_OF_DISK = 2_000;

  private SmallExport() {}

  /**
   * Takes what to do, the data folder, the output folder, the format and the file of a vocabulary;
   * {@code grow} takes besides the disk that the output folder lies on, and a file for what is
   * found there.
   */
  public static void main(String[] words) throws IOException, InterruptedException {
    ExportRequest request = request(Path.of(words[2]), words[3], Path.of(words[4]));
    switch (words[0]) {
      case "once" -> run(Path.of(words[1]), request, ExportWatch.none());
      case "grow" -> grow(Path.of(words[1]), request, Path.of(words[5]), Path.of(words[6]));
      case "lose" -> lose(Path.of(words[1]), request, Path.of(words[5]));
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  static ExportRequest request(Path out, String format, Path vocabulary) {
    ExportRequest request =
        ExportRequest.of(Recipes.load("web"), out)
            .withThreads(2)
            .withPartCaptures(PART_CAPTURES)
            .withShardTextBytes(SHARD_TEXT_BYTES);
    return format.equals("megatron")
        ? request.withFormat(format, vocabulary, Optional.of("gpt2"), "E=256")
        : request.withFormat(format);
  }

  static void run(Path data, ExportRequest request, ExportWatch watch) {
    Wiring wiring = new Wiring();
    try (DataFolder folder = wiring.openForReading(data);
        Snapshot snapshot = folder.pages().snapshot()) {
      wiring.export().run(snapshot, request, watch);
    }
  }

  /**
   * Runs on a disk that is larger each time, until it suffices; tells what lies there meanwhile.
   */
  private static void grow(Path data, ExportRequest request, Path disk, Path told)
      throws IOException, InterruptedException {
    for (int pages = 4; pages < MOST_PAGES_OF_DISK; pages += 1 + pages / 12) {
      mount("-o", "remount,size=" + 4 * pages + "k", disk.toString());
      try {
        run(data, request, ExportWatch.none());
        return;
      } catch (ExportException stopped) {
        if (stopped.problem() != Problem.DISK_FULL) {
          throw stopped;
        }
        tell(request.folder(), stopped.getMessage(), told);
      }
    }
    throw new IllegalStateException("the disk is never large enough");
  }

  /** A line for the message, and one for each file that has its name, with its digest. */
  private static void tell(Path out, String message, Path told) throws IOException {
    StringBuilder lines = new StringBuilder(message.replace('\n', ' ')).append('\n');
    for (Path file : Files.isDirectory(out) ? Trees.files(out) : List.<Path>of()) {
      if (!file.startsWith(out.resolve(".work"))) {
        lines.append(file.getFileName()).append('\t');
        lines.append(ContentHash.of(Files.readAllBytes(file)).hex()).append('\n');
      }
    }
    Files.writeString(told, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Takes the disk away while shards are written. */
  private static void lose(Path data, ExportRequest request, Path disk) {
    run(
        data,
        request,
        (phase, done, total) -> {
          if (phase == ExportWatch.Phase.WRITE && done == 1) {
            unmount(disk);
          }
        });
  }

  private static void unmount(Path disk) {
    try {
      command("umount", "-l", disk.toString());
    } catch (IOException | InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void mount(String... words) throws IOException, InterruptedException {
    command("mount", words[0], words[1], words[2]);
  }

  private static void command(String... words) throws IOException, InterruptedException {
    if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
      throw new IOException(String.join(" ", words) + " failed");
    }
  }
}
