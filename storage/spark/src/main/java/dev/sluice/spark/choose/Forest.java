package dev.sluice.spark.choose;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Which numbers are connected, for those few of all that were named: a table with open addressing
 * of numbers and their parents. The root of a tree is its smallest number. Twelve to 24 bytes a
 * number. For one thread.
 */
final class Forest {

  private static final int FREE = -1;
  private static final int FIRST_SLOTS = 1 << 10;
  private static final int GOLDEN = 0x9E3779B9;

  private int[] numbers = new int[FIRST_SLOTS];
  private int[] parents = new int[FIRST_SLOTS];
  private int count;

  Forest() {
    Arrays.fill(numbers, FREE);
  }

  private int slot(int number) {
    int mask = numbers.length - 1;
    int slot = number * GOLDEN >>> 7 & mask;
    while (numbers[slot] != FREE && numbers[slot] != number) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void name(int number) {
    if (numbers[slot(number)] == number) {
      return;
    }
    if (2 * count >= numbers.length) {
      grow();
    }
    int slot = slot(number);
    numbers[slot] = number;
    parents[slot] = number;
    count++;
  }

  private void grow() {
    int[] oldNumbers = numbers;
    int[] oldParents = parents;
    numbers = new int[2 * oldNumbers.length];
    parents = new int[numbers.length];
    Arrays.fill(numbers, FREE);
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] != FREE) {
        int slot = slot(oldNumbers[i]);
        numbers[slot] = oldNumbers[i];
        parents[slot] = oldParents[i];
      }
    }
  }

  /** The smallest number that a number is connected with; itself if it was never named. */
  int root(int number) {
    int at = slot(number);
    if (numbers[at] == FREE) {
      return number;
    }
    while (parents[at] != numbers[at]) {
      int parent = slot(parents[at]);
      parents[at] = parents[parent];
      at = slot(parents[at]);
    }
    return numbers[at];
  }

  /** Connects two numbers; false if they were. */
  boolean join(int one, int other) {
    name(one);
    name(other);
    int first = root(one);
    int second = root(other);
    parents[slot(Math.max(first, second))] = Math.min(first, second);
    return first != second;
  }

  /** Goes over all numbers that were named. */
  void each(IntConsumer to) {
    for (int number : numbers) {
      if (number != FREE) {
        to.accept(number);
      }
    }
  }

  int count() {
    return count;
  }
}
