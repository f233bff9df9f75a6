package dev.sluice.pages.model;

/** An unchanging view of all captures. Safe for use by several threads; close it when done. */
public interface Snapshot extends AutoCloseable {

  /** What names this state of the store: equal ids of one store mean equal content. */
  String id();

  /** How many captures it holds. */
  long captureCount();

  /** All captures in the order of their keys: by site, then URL, then time. */
  Scan<Capture> captures();

  /** The bytes of a body; see {@link PageStore#body}. */
  byte[] body(ContentHash hash);

  @Override
  void close();
}
