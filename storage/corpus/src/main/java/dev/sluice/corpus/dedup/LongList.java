package dev.sluice.corpus.dedup;

import java.util.Arrays;

/** A list of longs that grows. For one thread. */
final class LongList {

  private long[] numbers = new long[16];
  private int count;

  void add(long number) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = number;
  }

  int count() {
    return count;
  }

  long at(int index) {
    return numbers[index];
  }

  /** All of them, in the order in which they came. */
  long[] toArray() {
    return Arrays.copyOf(numbers, count);
  }

  void clear() {
    count = 0;
  }
}
