package dev.sluice.testweb.model;

/** How an answer ended. */
public enum Ending {
  /** It is still being sent. */
  OPEN,
  /** The server sent all it wanted to send. */
  COMPLETE,
  /** The server broke the connection on purpose. */
  RESET,
  /** The client left, or the web was closed. */
  BROKEN
}
