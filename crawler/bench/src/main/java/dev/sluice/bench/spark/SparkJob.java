package dev.sluice.bench.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One export that is submitted to Spark.
 *
 * @param layout where Spark is
 * @param jar the job
 * @param master such as {@code local[2]}
 * @param driverMemory such as {@code 1g}; in local mode the executor's as well
 * @param settings of Spark, besides
 */
public record SparkJob(
    SparkLayout layout,
    Path jar,
    String master,
    String driverMemory,
    Map<String, String> settings) {

  private static final String MAIN = "dev.sluice.service.SparkMain";

  public SparkJob {
    settings = Map.copyOf(settings);
  }

  /**
   * The words that submit it.
   *
   * @param events a folder for the log of events
   * @param words what the export is told
   */
  public List<String> command(Path events, List<String> words) throws IOException {
    Files.createDirectories(events);
    List<String> command = new ArrayList<>(List.of(layout.submit().toString()));
    command.addAll(List.of("--master", master, "--driver-memory", driverMemory));
    set(command, "spark.ui.enabled", "false");
    set(command, "spark.driver.bindAddress", "127.0.0.1");
    set(command, "spark.driver.host", "127.0.0.1");
    set(command, "spark.eventLog.enabled", "true");
    set(command, "spark.eventLog.dir", events.toUri().toString());
    set(command, "spark.eventLog.compress", "false");
    settings.forEach((name, value) -> set(command, name, value));
    command.addAll(List.of("--class", MAIN, jar.toString()));
    command.addAll(words);
    return command;
  }

  private static void set(List<String> command, String name, String value) {
    command.addAll(List.of("--conf", name + "=" + value));
  }

  /** Submits it; it ends by itself. */
  public Process start(Path events, Path log, List<String> words) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(events, words));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }
}
