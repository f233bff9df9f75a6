package dev.sluice.bench.corpus;

import dev.sluice.bench.command.BadOptionException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts to measure on, as {@code sluice extract} writes them.
 *
 * @param texts the field {@code text} of each line
 * @param bytes how long they are in UTF-8, together
 */
record TextFile(List<String> texts, long bytes) {

  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1e6;

  TextFile {
    texts = List.copyOf(texts);
  }

  /** Reads lines of JSON. */
  static TextFile read(String name) throws IOException {
    if (name.isEmpty()) {
      throw new BadOptionException("--texts names a file of JSON lines with 'text'");
    }
    JsonMapper mapper = JsonMapper.shared();
    try (Stream<String> lines = Files.lines(Path.of(name))) {
      List<String> texts =
          lines.map(line -> mapper.readTree(line).path("text").asString("")).toList();
      long bytes =
          texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
      return new TextFile(texts, bytes);
    }
  }

  /** How many megabytes a second of processor time some work takes, in the fastest of rounds. */
  double speed(int rounds, Consumer<String> work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double fastest = 0;
    for (int round = 0; round < Math.max(1, rounds); round++) {
      long before = threads.getCurrentThreadCpuTime();
      texts.forEach(work);
      double seconds = (threads.getCurrentThreadCpuTime() - before) / NANOS;
      fastest = Math.max(fastest, bytes / MEGABYTE / seconds);
    }
    return fastest;
  }
}
