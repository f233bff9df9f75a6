package dev.sluice.pages.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A set of the digests of up to a million bodies, by their first eight bytes: eight megabytes. It
 * says of a few that are not in it that they are, one of 10^13 for a full one.
 */
final class Digests {

  static final int MOST = 1 << 20;
  private static final int FIRST_SIZE = 1 << 10;

  private long[] firstBytes = new long[FIRST_SIZE];
  private int size;
  private boolean sorted;

  void add(byte[] digest) {
    if (size == firstBytes.length) {
      firstBytes = Arrays.copyOf(firstBytes, 2 * size);
    }
    firstBytes[size++] = first(digest);
    sorted = false;
  }

  boolean isFull() {
    return size >= MOST;
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean mayHold(byte[] digest) {
    if (!sorted) {
      Arrays.sort(firstBytes, 0, size);
      sorted = true;
    }
    return Arrays.binarySearch(firstBytes, 0, size, first(digest)) >= 0;
  }

  private static long first(byte[] digest) {
    return ByteBuffer.wrap(digest).getLong();
  }
}
