package dev.sluice.pages.model;

import java.util.Optional;

/** An unchanging view of all captures. Safe for use by several threads; close it when done. */
public interface Snapshot extends AutoCloseable {

  /** What names this state of the store: equal ids of one store mean equal content. */
  String id();

  /** How many captures it holds. */
  long captureCount();

  /** All captures in the order of their keys: by site, then URL, then time. */
  Scan<Capture> captures();

  /** The capture of this key, if it holds it. */
  Optional<Capture> capture(CaptureKey key);

  /** The body of a capture; see {@link PageStore#body}. Cheapest in the order of the captures. */
  byte[] body(Capture capture);

  @Override
  void close();
}
