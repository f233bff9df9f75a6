package dev.sluice.bench.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Spark writes down of a job: its stages, and what their tasks took. */
final class SparkEvents {

  /**
   * A stage.
   *
   * @param name the call that made it, such as {@code collect at InputFiles.java:70}
   * @param tasks that ended well
   * @param cpuSeconds of its tasks
   * @param wallSeconds of its tasks together
   * @param shuffleBytes that its tasks wrote for others
   */
  record Stage(String name, long tasks, double cpuSeconds, double wallSeconds, long shuffleBytes) {

    private Stage with(double cpu, double wall, long bytes) {
      return new Stage(name, tasks + 1, cpuSeconds + cpu, wallSeconds + wall, shuffleBytes + bytes);
    }
  }

  private final Map<Long, Stage> stages = new TreeMap<>();
  private long lostExecutors;

  private SparkEvents() {}

  /** Reads all logs in a folder. */
  static SparkEvents read(Path folder) throws IOException {
    SparkEvents events = new SparkEvents();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        events.add(file);
      }
    }
    return events;
  }

  private void add(Path file) throws IOException {
    if (String.valueOf(file.getFileName()).startsWith("appstatus")) {
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{\"Event\":\"SparkListenerTaskEnd\"")) {
          addTask(JsonMapper.shared().readTree(line));
        } else if (line.startsWith("{\"Event\":\"SparkListenerStageSubmitted\"")) {
          addStage(JsonMapper.shared().readTree(line).path("Stage Info"));
        } else if (line.startsWith("{\"Event\":\"SparkListenerExecutorRemoved\"")) {
          lostExecutors++;
        }
      }
    }
  }

  private void addStage(JsonNode info) {
    stages.putIfAbsent(
        info.path("Stage ID").asLong(), new Stage(info.path("Stage Name").asString(), 0, 0, 0, 0));
  }

  private void addTask(JsonNode event) {
    JsonNode metrics = event.path("Task Metrics");
    if (!event.path("Task End Reason").path("Reason").asString().equals("Success")) {
      return;
    }
    double cpu = metrics.path("Executor CPU Time").asLong() / 1e9;
    double wall = metrics.path("Executor Run Time").asLong() / 1e3;
    long bytes = metrics.path("Shuffle Write Metrics").path("Shuffle Bytes Written").asLong();
    stages.computeIfPresent(
        event.path("Stage ID").asLong(), (id, stage) -> stage.with(cpu, wall, bytes));
  }

  /** The stages whose tasks ran, in their order. */
  List<Stage> stages() {
    return stages.values().stream().filter(stage -> stage.tasks() > 0).toList();
  }

  /** Stages by the file that made them, such as {@code InputFiles}. */
  Map<String, Stage> bySource() {
    Map<String, Stage> sums = new LinkedHashMap<>();
    for (Stage stage : stages()) {
      String source = stage.name().replaceFirst(".* at (\\w+)\\.java.*", "$1");
      Stage sum = sums.getOrDefault(source, new Stage(source, 0, 0, 0, 0));
      sums.put(
          source,
          new Stage(
              source,
              sum.tasks() + stage.tasks(),
              sum.cpuSeconds() + stage.cpuSeconds(),
              sum.wallSeconds() + stage.wallSeconds(),
              sum.shuffleBytes() + stage.shuffleBytes()));
    }
    return sums;
  }

  /** All that was shuffled, in bytes. */
  long shuffleBytes() {
    return stages().stream().mapToLong(Stage::shuffleBytes).sum();
  }

  /** Executors that went away. */
  long lostExecutors() {
    return lostExecutors;
  }
}
