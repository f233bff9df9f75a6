package dev.sluice.corpus.extract;

/** Hashes of tokens; to look for one allocates nothing. */
final class TokenSet {

  private static final int SMALLEST = 16;

  /** Zero is an empty slot, and so in no set: only what was made for it has this hash. */
  private long[] slots = new long[SMALLEST];

  private int size;

  void add(long hash) {
    if (3 * size > 2 * slots.length) {
      grow();
    }
    int at = slot(hash);
    size += slots[at] == hash ? 0 : 1;
    slots[at] = hash;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    for (long hash : old) {
      slots[slot(hash)] = hash;
    }
  }

  boolean contains(long hash) {
    return hash != 0 && slots[slot(hash)] == hash;
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** Where a hash stands, or would. */
  private int slot(long hash) {
    int mask = slots.length - 1;
    int at = (int) (hash ^ hash >>> 32) & mask;
    while (slots[at] != hash && slots[at] != 0) {
      at = at + 1 & mask;
    }
    return at;
  }
}
