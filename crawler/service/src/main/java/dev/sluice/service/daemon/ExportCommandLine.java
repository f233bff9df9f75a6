package dev.sluice.service.daemon;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of a process that exports beside a crawl: this program by this Java, with the
 * least claim on processors and disk that a process can have, so that the crawl goes first.
 *
 * <p>The heap is bounded as the launcher does it, whatever the daemon itself was given.
 */
final class ExportCommandLine {

  private static final List<String> NICE = List.of("nice", "-n", "19");

  /** Linux's class for what runs when nothing else would: a crawl's threads are nice themselves. */
  private static final List<String> IDLE_PROCESSOR = List.of("chrt", "--idle", "0");

  private static final List<String> IDLE_DISK = List.of("ionice", "-c", "3");

  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xms128m",
          "-Xmx1g",
          "-XX:GCTimeRatio=4",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dfile.encoding=UTF-8",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8");

  private ExportCommandLine() {}

  /**
   * The words of it.
   *
   * @param recipe the name of a built-in recipe, or a file
   */
  static List<String> of(Path data, ExportOrder order, String recipe, ExportShelf shelf) {
    List<String> words = new ArrayList<>();
    Stream.of(NICE, IDLE_PROCESSOR, IDLE_DISK)
        .filter(tool -> isThere(tool.get(0)))
        .forEach(words::addAll);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(JAVA_OPTIONS);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.sluice.service.Main"));
    words.addAll(List.of("export", "--data", data.toString()));
    words.addAll(List.of("--snapshot", order.snapshot(), "--recipe", recipe));
    words.addAll(
        List.of(
            "--out", shelf.out(order.id()).toString(), "--threads", Integer.toString(threads())));
    order.since().ifPresent(older -> words.addAll(List.of("--since", older)));
    order.index().ifPresent(name -> words.addAll(List.of("--index", shelf.index(name).toString())));
    words.add("--give-way");
    return words;
  }

  /** Half of the processors: what is idle when the crawl waits for hosts is enough for it. */
  private static int threads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  private static boolean isThere(String tool) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
