package dev.sluice.engine.archive;

/** A record that does not say what a page's record has to say; the message says what. */
final class UnreadableRecordException extends Exception {

  private static final long serialVersionUID = 1;

  UnreadableRecordException(String message) {
    super(message);
  }
}
