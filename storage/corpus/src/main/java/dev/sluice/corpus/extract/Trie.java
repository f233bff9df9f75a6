package dev.sluice.corpus.extract;

import java.util.Arrays;

/**
 * Words of small ASCII letters, digits and hyphens as a tree of their beginnings, in one array;
 * capitals are taken for small letters. Made by one thread, then read by many.
 */
final class Trie {

  /** Before the first letter. */
  static final int ROOT = 1;

  /** Where no word goes on. */
  static final int NOWHERE = 0;

  private static final int LETTERS = 40;
  private static final byte[] PLACES = places();

  private int[] next = new int[64 * LETTERS];
  private boolean[] words = new boolean[64];
  private boolean[] patterns = new boolean[64];
  private int count = 2;

  /** For each ASCII character its place among the letters, from 1; 0 for those of no word. */
  private static byte[] places() {
    byte[] places = new byte[128];
    for (char c = 'a'; c <= 'z'; c++) {
      places[c] = (byte) (c - 'a' + 1);
      places[Character.toUpperCase(c)] = places[c];
    }
    for (char c = '0'; c <= '9'; c++) {
      places[c] = (byte) (c - '0' + 27);
    }
    places['-'] = 37;
    places['_'] = 38;
    return places;
  }

  /**
   * Adds a word.
   *
   * @param pattern whether it is found in longer ones that begin like it
   * @throws IllegalArgumentException if it has characters that no word has here
   */
  void add(String word, boolean pattern) {
    int at = ROOT;
    for (int i = 0; i < word.length(); i++) {
      int place = place(word.charAt(i));
      if (place == 0) {
        throw new IllegalArgumentException("only ASCII letters, digits, - and _: " + word);
      }
      int slot = at * LETTERS + place;
      at = next[slot] == NOWHERE ? grow(slot) : next[slot];
    }
    words[at] = true;
    patterns[at] |= pattern;
  }

  private int grow(int slot) {
    if (count == words.length) {
      next = Arrays.copyOf(next, 2 * next.length);
      words = Arrays.copyOf(words, 2 * count);
      patterns = Arrays.copyOf(patterns, 2 * count);
    }
    next[slot] = count;
    return count++;
  }

  private static int place(char c) {
    return c < PLACES.length ? PLACES[c] : 0;
  }

  /** Where a letter leads from a place; nowhere if no word goes on with it. */
  int next(int at, char c) {
    return next[at * LETTERS + place(c)];
  }

  /** Whether a word ends here. */
  boolean isWord(int at) {
    return words[at];
  }

  /** Whether all that goes on from here is found as well. */
  boolean isPattern(int at) {
    return patterns[at];
  }
}
