package dev.sluice.spark.prepare;

import dev.sluice.spark.model.PageRow;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import scala.Tuple2;

/**
 * Sorted pages, each capture once: of several with the same key, the one whose facts and body are
 * the least as bytes, whatever order they came in. Tells the next one without taking it.
 */
final class Distinct implements Iterator<PageRow> {

  private final Iterator<Tuple2<byte[], PageRow>> sorted;
  private Optional<PageRow> following;
  private Optional<PageRow> next;

  Distinct(Iterator<Tuple2<byte[], PageRow>> sorted) {
    this.sorted = sorted;
    this.following = read();
    this.next = settle();
  }

  private Optional<PageRow> read() {
    return sorted.hasNext() ? Optional.of(sorted.next()._2()) : Optional.empty();
  }

  private Optional<PageRow> settle() {
    if (following.isEmpty()) {
      return Optional.empty();
    }
    PageRow least = following.get();
    following = read();
    while (following.isPresent() && Arrays.equals(following.get().key(), least.key())) {
      least = isLess(following.get(), least) ? following.get() : least;
      following = read();
    }
    return Optional.of(least);
  }

  private static boolean isLess(PageRow one, PageRow other) {
    int facts = Arrays.compareUnsigned(one.facts(), other.facts());
    return facts < 0 || facts == 0 && Arrays.compareUnsigned(one.body(), other.body()) < 0;
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  /** What comes next. */
  PageRow peek() {
    return next.orElseThrow();
  }

  @Override
  public PageRow next() {
    PageRow taken = next.orElseThrow(NoSuchElementException::new);
    next = settle();
    return taken;
  }
}
