package dev.sluice.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the kernel tells of processes in {@code /proc}. */
public final class ProcFiles {

  /** The unit of times in {@code /proc}: 1/100 s on every Linux that Java runs on (USER_HZ). */
  private static final double TICKS_PER_SECOND = 100;

  private ProcFiles() {}

  /**
   * CPU time of a thread.
   *
   * @param name its first 15 bytes, as the kernel keeps it
   */
  public record ThreadTime(String name, double cpuSeconds) {}

  /** The value of {@code VmHWM}, in bytes; nothing if the process is gone. */
  public static Optional<Long> peakBytes(long pid) {
    return read(Path.of("/proc/" + pid + "/status")).flatMap(ProcFiles::peakBytes);
  }

  static Optional<Long> peakBytes(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }

  /** CPU time of a process, of all its threads that ever were; nothing if it is gone. */
  public static Optional<Double> cpuSeconds(long pid) {
    return read(Path.of("/proc/" + pid + "/stat")).map(stat -> threadTime(stat).cpuSeconds());
  }

  /** CPU time of each living thread of a process by its number; empty if the process is gone. */
  public static Map<Long, ThreadTime> threads(long pid) {
    Map<Long, ThreadTime> times = new HashMap<>();
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : tasks) {
        read(task.resolve("stat"))
            .ifPresent(
                stat -> times.put(Long.parseLong(task.getFileName().toString()), threadTime(stat)));
      }
    } catch (IOException gone) {
      return Map.of();
    }
    return times;
  }

  /** The second field is the name in parentheses, which may hold anything, spaces too. */
  static ThreadTime threadTime(String stat) {
    int end = stat.lastIndexOf(')');
    String name = stat.substring(stat.indexOf('(') + 1, end);
    List<String> fields = List.of(stat.substring(end + 2).split(" "));
    long ticks = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    return new ThreadTime(name, ticks / TICKS_PER_SECOND);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
