package dev.sluice.service.extract;

/** Says why one page cannot be read, while all others go on. */
final class UnreadablePageException extends Exception {

  UnreadablePageException(String message) {
    super(message);
  }
}
