package dev.sluice.pages.model;

import java.util.Iterator;

/** An ordered walk over rows, to be closed when done. For one thread at a time. */
public interface Scan<T> extends Iterator<T>, AutoCloseable {

  @Override
  void close();
}
