package dev.sluice.bench.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a daemon takes at a moment.
 *
 * @param life which process it is, counted from 1
 * @param seconds since the start of that process
 * @param heapBytes that are alive: after a whole collection of garbage
 */
record Vitals(int life, double seconds, long heapBytes, long rssBytes, long openFiles) {

  private static final Pattern USED = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");

  /** Looks at a daemon; has it collect its garbage first. */
  static Vitals of(DaemonProcess daemon, int life, double seconds)
      throws IOException, InterruptedException {
    jcmd(daemon.pid(), "GC.run");
    long heap = usedBytes(jcmd(daemon.pid(), "GC.heap_info"));
    JsonNode process = daemon.get("/api/v1/status").get("process");
    return new Vitals(
        life, seconds, heap, process.get("rss_bytes").asLong(), process.get("open_files").asLong());
  }

  static long usedBytes(String heapInfo) {
    Matcher used = USED.matcher(heapInfo);
    if (!used.find()) {
      throw new IllegalArgumentException("not what jcmd says of a heap: " + heapInfo);
    }
    return Long.parseLong(used.group(1)) << 10;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(List.of(tool.toString(), Long.toString(pid), command))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd cannot ask the daemon: " + said);
    }
    return said;
  }
}
