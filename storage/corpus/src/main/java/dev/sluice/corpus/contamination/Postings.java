package dev.sluice.corpus.contamination;

import java.util.Arrays;

/**
 * Which run of units of which item has a hash: rows ordered by hash, and a directory of where in
 * them hashes with the same first bits begin. 16 bytes a run, and 4 to 8 for the directory; a
 * question costs one look into each.
 */
final class Postings {

  private final int shift;
  private final int[] directory;
  private final long[] hashes;
  private final int[] items;
  private final int[] runs;

  private Postings(Builder rows) {
    int size = rows.count;
    int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(size));
    this.shift = Long.SIZE - bits;
    this.directory = new int[(1 << bits) + 1];
    this.hashes = new long[size];
    this.items = new int[size];
    this.runs = new int[size];
    for (int i = 0; i < size; i++) {
      directory[first(rows.hashes[i]) + 1]++;
    }
    for (int i = 1; i < directory.length; i++) {
      directory[i] += directory[i - 1];
    }
    place(rows);
  }

  private int first(long hash) {
    return (int) (hash >>> shift);
  }

  /** Puts the rows in the order of their hashes; equal ones stay in the order they came in. */
  private void place(Builder rows) {
    int[] next = Arrays.copyOf(directory, directory.length - 1);
    for (int i = 0; i < rows.count; i++) {
      long hash = rows.hashes[i];
      int bucket = first(hash);
      int at = next[bucket]++;
      while (at > directory[bucket] && Long.compareUnsigned(hashes[at - 1], hash) > 0) {
        hashes[at] = hashes[at - 1];
        items[at] = items[at - 1];
        runs[at] = runs[at - 1];
        at--;
      }
      hashes[at] = hash;
      items[at] = rows.items[i];
      runs[at] = rows.runs[i];
    }
  }

  /** The first row with this hash; -1 if there is none. */
  int find(long hash) {
    int bucket = first(hash);
    int end = directory[bucket + 1];
    for (int row = directory[bucket]; row < end; row++) {
      if (hashes[row] == hash) {
        return row;
      }
    }
    return -1;
  }

  /** Whether a row is there and has this hash. */
  boolean has(int row, long hash) {
    return row < hashes.length && hashes[row] == hash;
  }

  int item(int row) {
    return items[row];
  }

  int run(int row) {
    return runs[row];
  }

  int size() {
    return hashes.length;
  }

  /** Bytes of memory. */
  long bytes() {
    return 16L * hashes.length + 4L * directory.length;
  }

  /** Collects rows. For one thread. */
  static final class Builder {

    private static final int FIRST = 1_024;

    private long[] hashes = new long[FIRST];
    private int[] items = new int[FIRST];
    private int[] runs = new int[FIRST];
    private int count;

    void add(long hash, int item, int run) {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * count);
        items = Arrays.copyOf(items, 2 * count);
        runs = Arrays.copyOf(runs, 2 * count);
      }
      hashes[count] = hash;
      items[count] = item;
      runs[count++] = run;
    }

    Postings build() {
      return new Postings(this);
    }
  }
}
