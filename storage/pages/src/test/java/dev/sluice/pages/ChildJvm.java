package dev.sluice.pages;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java process, which runs a main class of the tests and prints lines. */
public final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** Starts a main class. */
  public static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /**
   * Starts a main class; the command line begins with {@code prefix}, which runs the rest of it.
   */
  public static ChildJvm start(List<String> prefix, Class<?> main, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // One processor's compiler and collector: such a process lives for a second.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Its process number. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The next line that it prints, or the word "end" when it has ended. */
  public String line() throws IOException {
    String line = output.readLine();
    return line == null ? "end" : line;
  }

  /** All further lines, until its end. */
  public List<String> lines() {
    return output.lines().toList();
  }

  /** Kills it with SIGKILL, at once; what it printed before can still be read. */
  public void kill() throws InterruptedException {
    process.toHandle().destroyForcibly(); // the process's own method would close its output
    process.waitFor();
  }

  /** Waits for its end and says how it ended. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
