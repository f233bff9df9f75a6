package dev.sluice.engine.model;

/** Why a fetch brought no answer. */
public enum FetchFailure {
  /** The host name has no address. */
  UNKNOWN_HOST,
  /** All of the host's addresses are in a range that the crawl may not connect to. */
  ADDRESS_REFUSED,
  /** No connection could be made. */
  NO_CONNECTION,
  /** The server's certificate is not valid for its name, or TLS failed otherwise. */
  TLS,
  /** The answer was not complete within the deadline. */
  TIMEOUT,
  /** The connection broke before the answer was complete. */
  BROKEN,
  /** The answer was not HTTP, or its encoding was damaged. */
  MALFORMED,
  /** The crawl was stopped meanwhile. */
  CANCELLED,
  /** An error of the crawler itself; its log has the stack trace. */
  INTERNAL;

  /** Whether another attempt could bring an answer. */
  public boolean passing() {
    return this != ADDRESS_REFUSED && this != INTERNAL;
  }
}
