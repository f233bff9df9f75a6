package dev.sluice.pages.model;

/** How a capture stands to the one before it of the same URL. Stored by ordinal: append only. */
public enum Change {
  /** There is none before it. */
  FIRST,
  /** The body is another one. */
  CHANGED,
  /** The server sent the same body again. */
  SAME_CONTENT,
  /** The server said that nothing has changed (304), and sent no body. */
  NOT_MODIFIED
}
