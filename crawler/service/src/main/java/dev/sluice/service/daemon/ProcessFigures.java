package dev.sluice.service.daemon;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What this process takes of the machine.
 *
 * @param heapBytes of Java's heap that is in use, garbage included
 * @param heapMaxBytes what the heap may grow to
 * @param residentBytes memory in all, RocksDB's included; empty where the system does not tell
 * @param cpu processor time since its start
 * @param openFiles files and connections; empty where the system does not tell
 * @param threads of Java
 */
public record ProcessFigures(
    long heapBytes,
    long heapMaxBytes,
    OptionalLong residentBytes,
    Duration cpu,
    OptionalLong openFiles,
    int threads) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  /** As they are now. */
  public static ProcessFigures read() {
    Runtime runtime = Runtime.getRuntime();
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new ProcessFigures(
        runtime.totalMemory() - runtime.freeMemory(),
        runtime.maxMemory(),
        resident(),
        Duration.ofNanos(Math.max(0, system.getProcessCpuTime())),
        system instanceof UnixOperatingSystemMXBean unix
            ? OptionalLong.of(unix.getOpenFileDescriptorCount())
            : OptionalLong.empty(),
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  private static OptionalLong resident() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException notLinux) {
      return OptionalLong.empty();
    }
  }
}
