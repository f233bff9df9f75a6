package dev.sluice.engine.model;

/**
 * Why a fetch brought no answer: one name for each way in which it can end. The names are stored
 * and printed.
 */
public enum FetchFailure {
  /** The host has no address, or its name is none. */
  UNKNOWN_HOST(Stage.LOOKUP, true),
  /** The name servers did not say in time whether the host has an address. */
  LOOKUP_TIMEOUT(Stage.LOOKUP, true),
  /** All of the host's addresses are in a range that the crawl may not connect to. */
  ADDRESS_REFUSED(Stage.LOOKUP, false),
  /** The address refuses connections, or there is no way to it. */
  NO_CONNECTION(Stage.CONNECT, true),
  /** The address does not react to an attempt to connect. */
  CONNECT_TIMEOUT(Stage.CONNECT, true),
  /** The server's certificate is not valid for its name, or TLS failed otherwise. */
  TLS(Stage.TLS, true),
  /** The server fell silent during the TLS handshake. */
  TLS_TIMEOUT(Stage.TLS, true),
  /** The connection ended before the header was complete. */
  NO_ANSWER(Stage.HEADER, true),
  /** The server fell silent before the header was complete. */
  HEADER_TIMEOUT(Stage.HEADER, true),
  /** The header has too many lines, a line that is too long, or too many bytes in all. */
  HEADER_TOO_LARGE(Stage.HEADER, true),
  /** The header is not HTTP, or contradicts itself about where the body ends. */
  MALFORMED(Stage.HEADER, true),
  /** The server fell silent before the body was complete. */
  BODY_TIMEOUT(Stage.BODY, true),
  /** The connection broke before the body was complete, or the body's chunks are damaged. */
  BROKEN(Stage.BODY, true),
  /** The body's content coding is damaged or unknown. */
  UNDECODABLE(Stage.BODY, true),
  /** The answer was not complete within the deadline, however busy the server looked. */
  TIMEOUT(Stage.WHOLE, true),
  /** The crawl was stopped meanwhile. */
  CANCELLED(Stage.CRAWLER, true),
  /** An error of the crawler itself; its log has the stack trace. */
  INTERNAL(Stage.CRAWLER, false);

  /** How far a fetch came, in the order in which it goes. */
  public enum Stage {
    /** Asking for the host's address. */
    LOOKUP,
    /** Connecting to it. */
    CONNECT,
    /** Agreeing on keys with the server that is there. */
    TLS,
    /** Sending the request and reading status and header. */
    HEADER,
    /** Reading and decoding the body. */
    BODY,
    /** Any of these: the exchange as a whole. */
    WHOLE,
    /** None of these: the server has no part in it. */
    CRAWLER
  }

  private final Stage stage;
  private final boolean passing;

  FetchFailure(Stage stage, boolean passing) {
    this.stage = stage;
    this.passing = passing;
  }

  /** How far the fetch came. */
  public Stage stage() {
    return stage;
  }

  /** Whether another attempt could bring an answer. */
  public boolean passing() {
    return passing;
  }
}
