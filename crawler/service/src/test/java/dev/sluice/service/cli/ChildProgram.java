package dev.sluice.service.cli;

import dev.sluice.service.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The program as a process of its own, which can be killed; closing it kills it. */
final class ChildProgram implements AutoCloseable {

  private static final AtomicInteger STARTED = new AtomicInteger();

  private final Process process;
  private final Path out;
  private final Path err;

  private ChildProgram(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts the program; what it prints goes to files of this folder. */
  static ChildProgram start(Path logs, Object... arguments) throws IOException {
    return startCommand(logs, List.of(), arguments);
  }

  /** Starts a command line that begins with {@code prefix}, which runs the program. */
  static ChildProgram startCommand(Path logs, List<String> prefix, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    // What a shell starts in the background ignores SIGINT, and so would all that this starts.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.addAll(commandLine(arguments));
    Files.createDirectories(logs);
    int number = STARTED.incrementAndGet();
    Path out = logs.resolve(number + ".out");
    Path err = logs.resolve(number + ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new ChildProgram(process, out, err);
  }

  /** The command line that runs the program with these arguments. */
  static List<String> commandLine(Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A process of a few seconds is served best by the quick compiler.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(
        List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return command;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Its process number. */
  long pid() {
    return process.pid();
  }

  /** Kills it with SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Sends a signal, such as INT. */
  void signal(String name) throws IOException, InterruptedException {
    List<String> command = List.of("kill", "-" + name, Long.toString(process.pid()));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
    }
  }

  /** Waits for its end; if that does not come in time, kills it and fails. */
  Ran end(long seconds) throws IOException, InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      kill();
      throw new AssertionError(
          "the program did not end within " + seconds + " s; it said: " + out() + err());
    }
    return new Ran(process.exitValue(), out(), err());
  }

  /** What it has printed so far. */
  String out() throws IOException {
    return Files.readString(out);
  }

  /** What it has printed on the standard error stream so far. */
  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
