package dev.sluice.corpus.rule;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The n-grams of a text's characters, and which of them are repeated. Equal n-grams are told by
 * 64-bit hashes, which roll from one place to the next: each size costs one look at each character.
 *
 * <p>For one text and one thread.
 */
final class CharacterNgrams {

  private static final long BASE = 0x9e3779b97f4a7c15L;
  private static final long MIX = 0xbf58476d1ce4e5b9L;

  private final int[] characters;
  private final long[] hashes;
  private final int[] first;
  private final int[] counts;
  private final int[] slots;

  /** The n-grams of these code points. */
  CharacterNgrams(int[] characters) {
    this.characters = characters;
    this.hashes = new long[characters.length];
    this.first = new int[characters.length];
    this.counts = new int[characters.length];
    this.slots = new int[Math.max(16, 4 * Integer.highestOneBit(characters.length | 1))];
  }

  /** The code points of a text without white space. */
  static int[] withoutSpace(String text) {
    return text.codePoints().filter(c -> !Character.isWhitespace(c)).toArray();
  }

  /** How often the most frequent n-gram occurs; 0 if the text is shorter than one. */
  int top(int n) {
    int all = group(n, characters.length - n + 1);
    int top = 0;
    for (int i = 0; i < all; i++) {
      top = Math.max(top, counts[i]);
    }
    return top;
  }

  /**
   * Occurrences of n-grams that occur more than once, the first one included.
   *
   * @param all how many n-grams are looked at, from the first on
   */
  long repeated(int n, int all) {
    long repeated = 0;
    int looked = group(n, all);
    for (int i = 0; i < looked; i++) {
      repeated += counts[i] > 1 ? counts[i] : 0;
    }
    return repeated;
  }

  /** Characters that lie in a second or later copy of an n-gram. */
  int inCopies(int n) {
    int all = group(n, characters.length - n + 1);
    int covered = 0;
    int end = 0;
    for (int i = 0; i < all; i++) {
      if (first[i] != i) {
        covered += i + n - Math.max(end, i);
        end = i + n;
      }
    }
    return covered;
  }

  /** Different characters that occur in repeated n-grams. */
  int differentInRepeated(int n) {
    int all = group(n, characters.length - n + 1);
    BitSet seen = new BitSet();
    int end = 0;
    for (int i = 0; i < all; i++) {
      if (counts[first[i]] > 1) {
        for (int at = Math.max(end, i); at < i + n; at++) {
          seen.set(characters[at]);
        }
        end = i + n;
      }
    }
    return seen.cardinality();
  }

  /**
   * Groups the first so many n-grams: {@code first} tells for each the first one that is equal to
   * it, {@code counts} for each first one how many are.
   */
  private int group(int n, int wanted) {
    int all = Math.max(0, Math.min(wanted, characters.length - n + 1));
    hash(n, all);
    Arrays.fill(slots, 0);
    int mask = slots.length - 1;
    for (int i = 0; i < all; i++) {
      counts[i] = 0;
      int slot = (int) ((hashes[i] ^ hashes[i] >>> 32) * MIX >>> 33) & mask;
      while (slots[slot] != 0 && hashes[slots[slot] - 1] != hashes[i]) {
        slot = slot + 1 & mask;
      }
      if (slots[slot] == 0) {
        slots[slot] = i + 1;
      }
      first[i] = slots[slot] - 1;
      counts[first[i]]++;
    }
    return all;
  }

  private void hash(int n, int all) {
    long power = 1;
    long hash = 0;
    for (int i = 0; i < n && all > 0; i++) {
      power *= BASE;
      hash = hash * BASE + characters[i] + 1;
    }
    for (int i = 0; i < all; i++) {
      hashes[i] = hash;
      if (i + n < characters.length) {
        hash = hash * BASE + characters[i + n] + 1 - power * (characters[i] + 1);
      }
    }
  }
}
