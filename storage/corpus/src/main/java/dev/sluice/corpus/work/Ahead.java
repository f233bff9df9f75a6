package dev.sluice.corpus.work;

import dev.sluice.pages.model.Scan;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A scan that finds its next element before it is asked for.
 *
 * @param <T> what is found
 */
public abstract class Ahead<T> implements Scan<T> {

  private Optional<T> next = Optional.empty();

  /** What comes next; empty at the end. */
  public abstract Optional<T> find();

  @Override
  public boolean hasNext() {
    if (next.isEmpty()) {
      next = find();
    }
    return next.isPresent();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T found = next.orElseThrow();
    next = Optional.empty();
    return found;
  }
}
