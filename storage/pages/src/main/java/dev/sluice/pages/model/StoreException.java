package dev.sluice.pages.model;

/**
 * The store cannot do what was asked of it. The message names the file, table or key and says what
 * to do; {@link #problem} says which kind of trouble it is.
 */
public final class StoreException extends RuntimeException {

  /** The kinds of trouble with a store. */
  public enum Problem {
    /** Another process holds the data folder. */
    IN_USE,
    /** The folder is no Sluice store. */
    NOT_A_STORE,
    /** The store was written by a newer Sluice. */
    NEWER_VERSION,
    /** The store was written by an older Sluice whose layout this one does not read. */
    OLDER_VERSION,
    /** The disk is full. */
    DISK_FULL,
    /** A file or a row is damaged. */
    CORRUPT,
    /** The folder cannot be read or written. */
    INACCESSIBLE,
    /** The store, or the scan or snapshot, was closed before. */
    CLOSED
  }

  private static final long serialVersionUID = 1;

  private final Problem problem;

  public StoreException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  public StoreException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** Which kind of trouble it is. */
  public Problem problem() {
    return problem;
  }
}
