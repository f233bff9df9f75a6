package dev.sluice.corpus.dedup;

import java.util.Arrays;

/** A list of ints that grows and is used again: four bytes for each of the most it has held. */
final class IntList {

  private static final int FIRST = 16;

  private int[] values = new int[FIRST];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
  }

  int at(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }
}
