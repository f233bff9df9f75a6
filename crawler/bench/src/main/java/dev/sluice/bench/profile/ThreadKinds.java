package dev.sluice.bench.profile;

import dev.sluice.bench.process.ProcFiles.ThreadTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** CPU time by kind of thread, gathered by looking at a process again and again. */
public final class ThreadKinds {

  /** Nothing seen yet. */
  public ThreadKinds() {}

  private final Map<Long, ThreadTime> latest = new HashMap<>();

  /** What was seen at a look; of threads that are gone, the last that was seen counts. */
  public void look(Map<Long, ThreadTime> threads) {
    latest.putAll(threads);
  }

  /** CPU seconds by kind. */
  public Map<String, Double> seconds() {
    Map<String, Double> seconds = new TreeMap<>();
    latest
        .values()
        .forEach(time -> seconds.merge(kind(time.name()), time.cpuSeconds(), Double::sum));
    return seconds;
  }

  /**
   * The kind of a thread.
   *
   * @param name as the kernel keeps it, cut after 15 bytes
   */
  static String kind(String name) {
    if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) {
      return "JIT compiler";
    }
    if (name.startsWith("GC ") || name.startsWith("G1 ")) {
      return "garbage collector";
    }
    if (name.startsWith("VM ") || name.startsWith("Common-Cleaner")) {
      return "rest of the virtual machine";
    }
    if (name.startsWith("rocksdb")) {
      return "RocksDB's own threads";
    }
    if (name.startsWith("JFR")) {
      return "flight recorder";
    }
    return name.replaceAll("[-#_ ]*\\d+.*$", "");
  }
}
