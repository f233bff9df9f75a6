package dev.sluice.corpus.rule;

import java.util.Arrays;

/**
 * Which of some things are alike, by their hashes: each belongs to the group that the first of its
 * kind began. Made for one text, used again for each size of n-gram.
 */
final class Groups {

  private static final long MIX = 0xbf58476d1ce4e5b9L;

  private final int[] slots;
  private final int[] first;
  private final int[] sizes;
  private final boolean[] repeated;
  private int count;

  /** Room for so many things at most. */
  Groups(int most) {
    this.slots = new int[Integer.highestOneBit(Math.max(most, 1)) * 4];
    this.first = new int[most];
    this.sizes = new int[most];
    this.repeated = new boolean[most];
  }

  /** Groups the first {@code howMany} of these hashes. */
  void group(long[] hashes, int howMany) {
    begin(howMany);
    for (int i = 0; i < count; i++) {
      add(hashes, i);
    }
    mark();
  }

  /**
   * Groups pieces that are each longer, by so many words or characters, than what was grouped last:
   * there can be another like it only if there was of its beginning and of its end.
   */
  void groupLonger(long[] hashes, int howMany, int longer) {
    begin(howMany);
    for (int i = 0; i < count; i++) {
      if (canRepeat(i, longer)) {
        add(hashes, i);
      } else {
        first[i] = i;
        sizes[i] = 1;
      }
    }
    mark();
  }

  /**
   * Whether a piece that is longer by so much than what was grouped last can have another like it.
   */
  boolean canRepeat(int i, int longer) {
    return repeated[i] && repeated[i + longer];
  }

  private void begin(int howMany) {
    count = howMany;
    Arrays.fill(slots, 0);
  }

  private void add(long[] hashes, int i) {
    int mask = slots.length - 1;
    int slot = slot(hashes[i]) & mask;
    while (slots[slot] != 0 && hashes[slots[slot] - 1] != hashes[i]) {
      slot = slot + 1 & mask;
    }
    if (slots[slot] == 0) {
      slots[slot] = i + 1;
      sizes[i] = 0;
    }
    first[i] = slots[slot] - 1;
    sizes[first[i]]++;
  }

  private void mark() {
    for (int i = 0; i < count; i++) {
      repeated[i] = sizes[first[i]] > 1;
    }
  }

  /** Where a hash is looked for first, before it is cut to the size of a table. */
  static int slot(long hash) {
    long mixed = (hash ^ hash >>> 30) * MIX;
    return (int) (mixed ^ mixed >>> 31);
  }

  int count() {
    return count;
  }

  /** The first of those that are like {@code i}. */
  int first(int i) {
    return first[i];
  }

  /** How many are like {@code i}, itself included. */
  int size(int i) {
    return sizes[first[i]];
  }

  /** How many kinds there are. */
  int kinds() {
    int kinds = 0;
    for (int i = 0; i < count; i++) {
      kinds += first[i] == i ? 1 : 0;
    }
    return kinds;
  }

  /** How many are like another one. */
  int repeats() {
    int repeats = 0;
    for (int i = 0; i < count; i++) {
      repeats += repeated[i] ? 1 : 0;
    }
    return repeats;
  }

  /** The first of the kind of which there are most; of several such kinds, of the earliest. */
  int largest() {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (first[i] == i && sizes[i] > sizes[best]) {
        best = i;
      }
    }
    return best;
  }
}
