package dev.sluice.bench.command;

/** What was typed is not what a command understands; the message says what it would. */
public final class BadOptionException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public BadOptionException(String message) {
    super(message);
  }
}
