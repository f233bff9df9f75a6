package dev.sluice.bench.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A standalone cluster on loopback: a master and workers, each a JVM of its own. */
public final class SparkCluster implements AutoCloseable {

  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final String REGISTERED = "Successfully registered with master";
  private static final int MOST_LOOKS = 1200;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final String HOST = "127.0.0.1";

  private final SparkLayout layout;
  private final Path work;
  private final List<Process> processes = new ArrayList<>();
  private String url = "";

  private SparkCluster(SparkLayout layout, Path work) {
    this.layout = layout;
    this.work = work;
  }

  /**
   * Starts one, and waits until its workers have found it.
   *
   * @param work for logs and what workers write
   * @param memory of each worker, such as {@code 1g}; each has one core
   */
  public static SparkCluster start(SparkLayout layout, Path work, int workers, String memory)
      throws IOException {
    SparkCluster cluster = new SparkCluster(layout, Files.createDirectories(work));
    try {
      cluster.startMaster();
      for (int i = 0; i < workers; i++) {
        cluster.startWorker(i, memory);
      }
      return cluster;
    } catch (IOException failure) {
      cluster.close();
      throw failure;
    }
  }

  private void startMaster() throws IOException {
    Path log = work.resolve("master.log");
    run(
        log,
        "org.apache.spark.deploy.master.Master",
        "--host",
        HOST,
        "--port",
        "0",
        "--webui-port",
        "0");
    Matcher said = MASTER.matcher("");
    await(log, text -> said.reset(text).find());
    url = said.group(1);
  }

  private void startWorker(int number, String memory) throws IOException {
    Path log = work.resolve("worker-" + number + ".log");
    run(
        log,
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        HOST,
        "--webui-port",
        "0",
        "--cores",
        "1",
        "--memory",
        memory,
        "--work-dir",
        work.resolve("worker-" + number).toString(),
        url);
    await(log, text -> text.contains(REGISTERED));
  }

  private void run(Path log, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(layout.sparkClass().toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    builder.environment().put("SPARK_DAEMON_MEMORY", "256m");
    builder.environment().put("SPARK_MASTER_OPTS", "-Dspark.master.rest.enabled=false");
    processes.add(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  /** A condition of a log. */
  @FunctionalInterface
  interface Said {
    boolean in(String text);
  }

  /** Waits until a log says something, two minutes at most. */
  static void await(Path log, Said awaited) throws IOException {
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      if (Files.exists(log) && awaited.in(Files.readString(log))) {
        return;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    String said = Files.exists(log) ? Files.readString(log) : "nothing";
    throw new IOException("it does not say what was waited for: " + log + " has\n" + said);
  }

  /** Where jobs are submitted to. */
  public String url() {
    return url;
  }

  /** The executors that run now. */
  public List<ProcessHandle> executors() {
    return processes.stream()
        .flatMap(process -> process.toHandle().descendants())
        .filter(it -> it.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
        .toList();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    for (Process process : processes) {
      try {
        process.waitFor(BETWEEN_LOOKS.toMillis() * MOST_LOOKS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
