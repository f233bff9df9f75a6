package dev.sluice.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A process whose cost is measured.
 *
 * <p>It runs under a shell that waits for it and then prints the kernel's count of its CPU time,
 * which no look at a living process can give to the end. Peak memory is read while it lives, since
 * it is gone afterwards; the kernel keeps the peak itself, so only the last moments can be missed.
 */
public final class MeasuredProcess implements AutoCloseable {

  /** Runs the words after the first and writes what {@code times} says to the first. */
  private static final String SHELL =
      "out=$1; shift; \"$@\"; code=$?; times > \"$out\"; exit $code";

  private final Process shell;
  private final Path times;
  private long peakBytes;

  private MeasuredProcess(Process shell, Path times) {
    this.shell = shell;
    this.times = times;
  }

  /**
   * Starts a program.
   *
   * @param environment added to this process's own
   * @param log where its output goes; {@code .times} is written beside it
   */
  public static MeasuredProcess start(
      List<String> command, Map<String, String> environment, Path log) throws IOException {
    Path times = log.resolveSibling(log.getFileName() + ".times");
    Files.deleteIfExists(times);
    List<String> words = new ArrayList<>(List.of("bash", "-c", SHELL, "bash", times.toString()));
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    Process shell = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new MeasuredProcess(shell, times);
  }

  /** Waits at most so long, looking at its memory; says whether it has ended. */
  public boolean await(Duration most) throws InterruptedException {
    shell.descendants().forEach(this::look);
    return shell.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(ProcessHandle process) {
    ProcFiles.peakBytes(process.pid()).ifPresent(bytes -> peakBytes = Math.max(peakBytes, bytes));
  }

  /** The number of the program itself: the innermost that the shell started. */
  public OptionalLong pid() {
    return shell.descendants().mapToLong(ProcessHandle::pid).max();
  }

  /** Asks the program to end (SIGTERM). */
  public void terminate() {
    shell.descendants().forEach(ProcessHandle::destroy);
  }

  /**
   * What it cost.
   *
   * @throws IllegalStateException if it has not ended
   */
  public Usage usage() throws IOException {
    if (shell.isAlive()) {
      throw new IllegalStateException("the process has not ended");
    }
    double seconds = ShellTimes.childrenSeconds(Files.readString(times));
    return new Usage(seconds, peakBytes, shell.exitValue());
  }

  /** Kills what is still there. */
  @Override
  public void close() {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
