package dev.sluice.spark.choose;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToIntFunction;

/**
 * Cuts what comes in the order of candidates into blocks: all that belongs to a few thousand
 * candidates in a row. The same items make the same blocks whenever they come by. A block is known
 * by the number of its first candidate.
 */
final class Blocks<T> implements Iterator<List<T>> {

  /** Candidates of a block, as a power of two. */
  private static final int BITS = 12;

  private final Iterator<T> items;
  private final ToIntFunction<T> number;
  private final int most;
  private final List<T> ahead = new ArrayList<>(1);

  /**
   * Blocks.
   *
   * @param number of the candidate that an item belongs to
   * @param most how many items a block may have, but for those of its last candidate
   */
  Blocks(Iterator<T> items, ToIntFunction<T> number, int most) {
    this.items = items;
    this.number = number;
    this.most = most;
    fill();
  }

  /** Blocks of candidates. */
  static Blocks<Candidate> of(Iterator<Candidate> candidates) {
    return new Blocks<>(candidates, Candidate::number, Integer.MAX_VALUE);
  }

  private void fill() {
    if (items.hasNext()) {
      ahead.add(items.next());
    }
  }

  @Override
  public boolean hasNext() {
    return !ahead.isEmpty();
  }

  @Override
  public List<T> next() {
    if (ahead.isEmpty()) {
      throw new NoSuchElementException();
    }
    List<T> block = new ArrayList<>();
    int first = number.applyAsInt(ahead.get(0));
    int last = first;
    while (!ahead.isEmpty()) {
      int next = number.applyAsInt(ahead.get(0));
      if (next >>> BITS != first >>> BITS || next != last && block.size() >= most) {
        break;
      }
      block.add(ahead.remove(0));
      last = next;
      fill();
    }
    return block;
  }
}
