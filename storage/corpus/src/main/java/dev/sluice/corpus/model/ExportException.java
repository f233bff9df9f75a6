package dev.sluice.corpus.model;

/** An export that cannot go on; the message names the file and says what to do. */
public final class ExportException extends RuntimeException {

  /** The kinds of trouble with an export. */
  public enum Problem {
    /** The output folder holds something else, or a finished export. */
    FOLDER_NOT_EMPTY,
    /** Another export is writing to the folder. */
    FOLDER_IN_USE,
    /** The folder or a file in it cannot be written. */
    NOT_WRITABLE,
    /** The disk is full. */
    DISK_FULL,
    /** A file of the unfinished export is damaged. */
    DAMAGED,
    /** A page lacks a value that the recipe needs of every page. */
    VALUE_MISSING,
    /** Somebody asked to stop. */
    STOPPED,
    /** The numbers do not add up, or a limit of the format is reached. */
    INCONSISTENT
  }

  private static final long serialVersionUID = 1;

  private final Problem problem;

  public ExportException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  public ExportException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** Which kind of trouble it is. */
  public Problem problem() {
    return problem;
  }
}
