package dev.sluice.service.extract;

/** Says why one page cannot be read, while all others go on. */
final class UnreadablePageException extends Exception {

  private final String reason;

  UnreadablePageException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why, in words for people. */
  String reason() {
    return reason;
  }
}
