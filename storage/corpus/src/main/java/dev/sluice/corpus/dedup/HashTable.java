package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.TextHash;
import java.util.Arrays;

/**
 * An open-addressing table from text hash to the best candidate with it: 32 bytes a slot in plain
 * arrays, at most half full until it doubles. Hashes are uniform, so their low bits are the slot.
 */
final class HashTable {

  private static final int SMALLEST = 1 << 10;
  private static final int FREE = -1;

  private long[] high;
  private long[] low;
  private long[] rank;
  private int[] candidate;
  private int[] group;
  private int used;

  HashTable(int expected) {
    int slots = SMALLEST;
    while (slots < 2L * expected && slots < 1 << 29) {
      slots <<= 1;
    }
    high = new long[slots];
    low = new long[slots];
    rank = new long[slots];
    candidate = new int[slots];
    group = new int[slots];
    Arrays.fill(candidate, FREE);
  }

  /** Counts a candidate, and keeps it if its rank is smaller than the best one's. */
  void offer(TextHash hash, int offered, long offeredRank) {
    int slot = slot(hash);
    if (candidate[slot] == FREE) {
      put(slot, hash, offered, offeredRank);
      group[slot] = 1;
      growWhenHalfFull();
      return;
    }
    group[slot]++;
    if (offeredRank < rank[slot]) {
      put(slot, hash, offered, offeredRank);
    }
  }

  /** The slot of a hash, or the free one where it would go. */
  int slot(TextHash hash) {
    int mask = candidate.length - 1;
    int slot = (int) hash.low() & mask;
    while (candidate[slot] != FREE && !(low[slot] == hash.low() && high[slot] == hash.high())) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  int candidate(int slot) {
    return candidate[slot];
  }

  int group(int slot) {
    return group[slot];
  }

  private void put(int slot, TextHash hash, int offered, long offeredRank) {
    high[slot] = hash.high();
    low[slot] = hash.low();
    rank[slot] = offeredRank;
    candidate[slot] = offered;
  }

  private void growWhenHalfFull() {
    used++;
    if (2L * used <= candidate.length) {
      return;
    }
    HashTable larger = new HashTable(candidate.length);
    for (int i = 0; i < candidate.length; i++) {
      if (candidate[i] != FREE) {
        TextHash hash = new TextHash(high[i], low[i]);
        int slot = larger.slot(hash);
        larger.put(slot, hash, candidate[i], rank[i]);
        larger.group[slot] = group[i];
      }
    }
    high = larger.high;
    low = larger.low;
    rank = larger.rank;
    candidate = larger.candidate;
    group = larger.group;
  }
}
