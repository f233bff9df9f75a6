package dev.sluice.testweb.model;

import java.io.IOException;
import java.time.Duration;

/**
 * The server's end of one connection, while one request is being answered.
 *
 * <p>A fault writes raw bytes here, waits, or breaks the connection. Every method throws an {@link
 * IOException} when the client has gone; the fault lets it pass, and the referee notes the moment.
 */
public interface Wire {
  Request request();

  /** How many times this fault has been asked for, this request included: 1 is the first. */
  int occurrence();

  /** Sends a well-formed answer; the connection stays open if client and server agree. */
  void reply(Reply reply) throws IOException;

  /** Notes the status for the referee; to be called before a raw status line is sent. */
  void noteStatus(int status);

  /** Sends raw bytes at once; the connection closes after the fault returns. */
  void send(byte[] bytes) throws IOException;

  /**
   * Sends the last raw bytes. The answer counts as ended just before: once a client has these
   * bytes, it may go on.
   */
  void sendLast(byte[] bytes) throws IOException;

  /** Waits; returns early, with an exception, if the client leaves in the meantime. */
  void pause(Duration time) throws IOException;

  /** Says that no more will be sent, and goes on listening. */
  void halfClose() throws IOException;

  /** Breaks the connection with a TCP reset. */
  void reset() throws IOException;
}
