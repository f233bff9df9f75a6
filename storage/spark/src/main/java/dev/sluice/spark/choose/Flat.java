package dev.sluice.spark.choose;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** A walk over all that is made of each of several, of which one at a time is in memory. */
final class Flat<T, R> implements Iterator<R> {

  private final Iterator<T> items;
  private final Function<T, Iterator<R>> made;
  private Iterator<R> own = Collections.emptyIterator();

  Flat(Iterator<T> items, Function<T, Iterator<R>> made) {
    this.items = items;
    this.made = made;
  }

  @Override
  public boolean hasNext() {
    while (!own.hasNext() && items.hasNext()) {
      own = made.apply(items.next());
    }
    return own.hasNext();
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return own.next();
  }
}
