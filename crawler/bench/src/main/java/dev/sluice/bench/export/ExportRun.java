package dev.sluice.bench.export;

import dev.sluice.bench.command.Place;
import dev.sluice.bench.process.DiskUse;
import dev.sluice.bench.process.MeasuredProcess;
import dev.sluice.bench.process.ProcFiles;
import dev.sluice.bench.process.Usage;
import dev.sluice.bench.profile.ThreadKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One export by the launcher, watched from outside. */
public final class ExportRun {

  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration BETWEEN_DISK = Duration.ofSeconds(10);

  /** What the collector logs: how much there was before, after, and how much there could be. */
  private static final Pattern COLLECTED = Pattern.compile("Pause .* \\d+M->(\\d+)M\\(");

  private final Place place;
  private final Path out;
  private final Path log;
  private final Path collections;
  private final ThreadKinds threads = new ThreadKinds();
  private final Map<String, Duration> phases = new LinkedHashMap<>();
  private long diskBytes;

  /**
   * One that has not begun.
   *
   * @param name of its files in the folder for work
   */
  public ExportRun(Place place, String name) throws IOException, InterruptedException {
    this.place = place;
    this.out = place.fresh("out-" + name);
    this.log = place.work().resolve(name + ".log");
    this.collections = place.work().resolve(name + ".gc.log");
  }

  /**
   * What it cost.
   *
   * @param phases how long each was seen to last, in their order
   * @param heapBytes the most that was live after a collection of garbage
   * @param diskBytes the most that the output folder was seen to take, working files included
   */
  public record Cost(
      Usage usage, Duration time, Map<String, Duration> phases, long heapBytes, long diskBytes) {}

  /** CPU seconds by kind of thread. */
  Map<String, Double> threads() {
    return threads.seconds();
  }

  /** Where it is written to. */
  public Path out() {
    return out;
  }

  /**
   * Runs it to its end.
   *
   * @param words what follows {@code sluice export --out OUT}
   * @param javaOptions after those of the launcher
   */
  public Cost run(List<String> words, String javaOptions) throws IOException, InterruptedException {
    Files.deleteIfExists(collections);
    List<String> command =
        new ArrayList<>(
            List.of(place.home().resolve("sluice").toString(), "export", "--out", out.toString()));
    command.addAll(words);
    String options = javaOptions + " -Xlog:gc:file=" + collections + ":time:filecount=0";
    Instant begun = place.clock().instant();
    try (MeasuredProcess process =
        MeasuredProcess.start(
            command, Map.of("SLUICE_NO_BUILD", "1", "SLUICE_JAVA_OPTS", options), log)) {
      watch(process, begun);
      Duration time = Duration.between(begun, place.clock().instant());
      if (process.usage().exitCode() != 0) {
        throw new IOException("the export failed; " + log + " says why");
      }
      return new Cost(process.usage(), time, phases, heapBytes(), diskBytes);
    }
  }

  private void watch(MeasuredProcess process, Instant begun)
      throws IOException, InterruptedException {
    String phase = "start";
    Instant since = begun;
    Instant disk = begun;
    boolean ended = false;
    while (!ended) {
      ended = process.await(LOOK);
      process.pid().ifPresent(pid -> threads.look(ProcFiles.threads(pid)));
      Instant now = place.clock().instant();
      String next = ended ? "end" : phase(phase);
      if (!next.equals(phase)) {
        phases.merge(phase, Duration.between(since, now), Duration::plus);
        phase = next;
        since = now;
      }
      if (!ended && now.isAfter(disk) && Files.exists(out)) {
        diskBytes = Math.max(diskBytes, bytes());
        disk = now.plus(BETWEEN_DISK);
      }
    }
  }

  private String phase(String before) {
    try {
      JsonNode told =
          JsonMapper.shared().readTree(Files.readString(out.resolve(".work/progress.json")));
      return told.get("phase").asString();
    } catch (IOException | JacksonException notYet) {
      return before;
    }
  }

  /** A file can go while they are counted; then the next look counts. */
  private long bytes() throws InterruptedException {
    try {
      return DiskUse.bytes(out);
    } catch (IOException changing) {
      return 0;
    }
  }

  private long heapBytes() throws IOException {
    long most = 0;
    for (String line : Files.readAllLines(collections)) {
      Matcher collected = COLLECTED.matcher(line);
      if (collected.find()) {
        most = Math.max(most, Long.parseLong(collected.group(1)) << 20);
      }
    }
    return most;
  }
}
