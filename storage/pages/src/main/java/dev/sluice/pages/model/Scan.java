package dev.sluice.pages.model;

import java.util.Iterator;

/** An ordered walk over rows, to be closed when done. For one thread at a time. */
public interface Scan<T> extends Iterator<T>, AutoCloseable {

  @Override
  void close();

  /** A walk over what is in memory, with nothing to close. */
  static <T> Scan<T> of(Iterator<T> each) {
    return new Scan<>() {
      @Override
      public boolean hasNext() {
        return each.hasNext();
      }

      @Override
      public T next() {
        return each.next();
      }

      @Override
      public void close() {}
    };
  }
}
