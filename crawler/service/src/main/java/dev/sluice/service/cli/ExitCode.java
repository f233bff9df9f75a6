package dev.sluice.service.cli;

/** The program's exit codes, as {@code docs/reference/cli.md} lists them. */
final class ExitCode {

  /** All is well. */
  static final int OK = 0;

  /** The command ran, and what it looked at is not well. */
  static final int PROBLEM_FOUND = 1;

  /** What the user wrote is wrong: an option, a seed file, a recipe. */
  static final int USAGE = 2;

  /** A folder, a store or a disk is in the way. */
  static final int STORAGE = 3;

  /** A defect of the program. */
  static final int DEFECT = 4;

  /** What a shell makes of SIGINT. Of a process that a signal ends, Java itself gives the code. */
  static final int ENDED_BY_SIGNAL = 130;

  private ExitCode() {}
}
