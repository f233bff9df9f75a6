package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.EarlierDocuments.Lookup;
import dev.sluice.corpus.model.Shelf;
import dev.sluice.pages.model.Scan;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;

/**
 * How alike two pages truly are, by the prints of those that it may be asked for, which lie on a
 * shelf. Four bytes a page, and what the shelf needs for each that lies there.
 */
final class Similarity implements AutoCloseable {

  private static final int NOT_NEEDED = -1;
  private static final int NEEDED = -2;

  private final ToDoubleBiFunction<byte[], byte[]> similarity;
  private final Lookup earlier;
  private final Shelf shelf;

  /** Numbers on the shelf by place. */
  private final int[] numbers;

  private int needed;

  Similarity(
      ToDoubleBiFunction<byte[], byte[]> similarity, Lookup earlier, Shelf shelf, int pages) {
    this.similarity = similarity;
    this.earlier = earlier;
    this.shelf = shelf;
    this.numbers = new int[pages];
    Arrays.fill(numbers, NOT_NEEDED);
  }

  /** Says that the page at this place may be asked for. */
  void need(int place) {
    needed += numbers[place] == NOT_NEEDED ? 1 : 0;
    numbers[place] = NEEDED;
  }

  /** Puts the prints that are needed on the shelf. */
  void fill(Candidates candidates, KeepOrder order, Progress progress) {
    if (needed == 0) {
      return;
    }
    try (Scan<byte[]> all = candidates.imprints()) {
      for (int candidate = 0; all.hasNext(); candidate++) {
        byte[] print = all.next();
        progress.piece();
        if (order.has(candidate) && numbers[order.place(candidate)] == NEEDED) {
          numbers[order.place(candidate)] = shelf.add(print);
        }
      }
    }
  }

  /** The true similarity of two pages, from 0 to 1. */
  double of(int place, int other) {
    return similarity.applyAsDouble(print(place), print(other));
  }

  /** The true similarity of a page and an earlier document, from 0 to 1. */
  double ofEarlier(int place, int document) {
    return similarity.applyAsDouble(print(place), earlier.imprint(document));
  }

  private byte[] print(int place) {
    return shelf.row(numbers[place]);
  }

  @Override
  public void close() {
    shelf.close();
  }
}
