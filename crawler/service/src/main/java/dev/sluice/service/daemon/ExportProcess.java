package dev.sluice.service.daemon;

import dev.sluice.service.daemon.ExportOrder.Maker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that makes an export: a child of this one, or one that an earlier daemon left. */
final class ExportProcess {

  /** Two looks at the start of one process can differ: the system keeps it as a time since boot. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final ProcessHandle handle;
  private final Optional<Process> child;

  private ExportProcess(ProcessHandle handle, Optional<Process> child) {
    this.handle = handle;
    this.child = child;
  }

  /**
   * Starts one.
   *
   * @param log where its output goes; what was there is replaced
   */
  static ExportProcess start(List<String> command, Path log) throws IOException {
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    child.getOutputStream().close();
    return new ExportProcess(child.toHandle(), Optional.of(child));
  }

  /** One that was started before, if it is still there. */
  static Optional<ExportProcess> find(Maker maker) {
    return ProcessHandle.of(maker.pid())
        .filter(ProcessHandle::isAlive)
        .filter(handle -> isNear(started(handle), maker.startedAt()))
        .map(handle -> new ExportProcess(handle, Optional.empty()));
  }

  private static Instant started(ProcessHandle handle) {
    return handle.info().startInstant().orElse(Instant.EPOCH);
  }

  private static boolean isNear(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(TOLERANCE) <= 0;
  }

  /** What it is recognised by. */
  Maker maker() {
    return new Maker(handle.pid(), started(handle));
  }

  /** Asks it to end, by SIGTERM. */
  void askToEnd() {
    handle.destroy();
  }

  /** Ends it at once, by SIGKILL: an export can be gone on with after that, too. */
  void kill() {
    handle.destroyForcibly();
  }

  /** Waits for its end, at most so long; says whether it has ended. */
  boolean awaitEnd(Duration most) {
    try {
      if (child.isPresent()) {
        return child.get().waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
      }
      handle.onExit().get(most.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException goesOn) {
      return false;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Its exit code; nothing of a process that another one started. */
  OptionalInt exitCode() {
    return child.stream().mapToInt(Process::exitValue).findFirst();
  }
}
