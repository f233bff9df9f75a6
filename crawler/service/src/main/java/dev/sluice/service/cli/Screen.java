package dev.sluice.service.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One line of progress on the standard error stream: rewritten in place on a terminal, printed now
 * and then where the output goes to a file or a pipe.
 */
final class Screen {

  private static final Duration ON_TERMINAL = Duration.ofMillis(400);
  private static final Duration IN_FILE = Duration.ofSeconds(10);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err = System.err;
  private final boolean terminal = Boolean.getBoolean("sluice.terminal");
  private final InstantSource clock;
  private final Duration between;
  private Instant next;

  Screen(InstantSource clock) {
    this(clock, IN_FILE);
  }

  /**
   * @param inFile time between two lines where the output goes to a file or a pipe
   */
  Screen(InstantSource clock, Duration inFile) {
    this.clock = clock;
    this.between = terminal ? ON_TERMINAL : inFile;
    this.next = clock.instant().plus(between);
  }

  /** Whether a new line is due; making it can be left out otherwise. */
  boolean due() {
    return !clock.instant().isBefore(next);
  }

  void show(String line) {
    next = clock.instant().plus(between);
    err.print(terminal ? CLEAR_LINE + line : line + System.lineSeparator());
    err.flush();
  }

  /** Takes the line away from a terminal. */
  void end() {
    if (terminal) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }
}
