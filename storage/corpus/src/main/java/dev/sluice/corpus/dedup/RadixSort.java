package dev.sluice.corpus.dedup;

import java.util.Arrays;

/**
 * Sorts hashes: three passes over eleven bits each, which for numbers spread by chance takes a
 * quarter of the time that comparing them does.
 */
final class RadixSort {

  private static final int BITS = 11;
  private static final int BUCKETS = 1 << BITS;

  /** Fewer are sorted by comparing them, since the counts of all buckets cost as much. */
  private static final int FEW = 512;

  private RadixSort() {}

  /** Brings numbers into ascending order. */
  static void sort(int[] numbers) {
    if (numbers.length < FEW) {
      Arrays.sort(numbers);
      return;
    }
    int[] other = new int[numbers.length];
    int[] places = new int[BUCKETS];
    // An odd number of passes: the last leaves them in the other array.
    pass(numbers, other, 0, 0, places);
    pass(other, numbers, BITS, 0, places);
    // Negative numbers come first: their highest bit is turned over.
    pass(numbers, other, 2 * BITS, BUCKETS >> 2, places);
    System.arraycopy(other, 0, numbers, 0, numbers.length);
  }

  /** Orders by eleven bits from {@code shift} on, each changed by {@code flip}; keeps ties. */
  private static void pass(int[] from, int[] to, int shift, int flip, int[] places) {
    Arrays.fill(places, 0);
    for (int number : from) {
      places[bucket(number, shift, flip)]++;
    }
    int place = 0;
    for (int i = 0; i < BUCKETS; i++) {
      int size = places[i];
      places[i] = place;
      place += size;
    }
    for (int number : from) {
      to[places[bucket(number, shift, flip)]++] = number;
    }
  }

  private static int bucket(int number, int shift, int flip) {
    return (number >>> shift & BUCKETS - 1) ^ flip;
  }
}
