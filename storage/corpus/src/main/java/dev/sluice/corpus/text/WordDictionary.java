package dev.sluice.corpus.text;

import com.ibm.icu.util.BytesTrie.Result;
import com.ibm.icu.util.CharsTrie;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * ICU's dictionary of Chinese and Japanese words, with a cost for each word: the rarer, the higher.
 *
 * <p>It is the file that ICU's own break iterators read: a header, eight numbers, and a trie of
 * UTF-16 units ({@link CharsTrie}). Most words have two characters, and most pairs of characters
 * are no beginning of a word. So what each pair leads to is looked up once and kept in a table, and
 * a filter of one bit a pair, which stays in the processor's cache, turns most others away.
 */
final class WordDictionary {

  private static final String FILE = "/com/ibm/icu/impl/data/icudata/brkitr/cjdict.dict";
  private static final int MAGIC = 0xda27;
  private static final int TRIE_OF_CHARS = 1;
  private static final int TYPE_BITS = 7;
  private static final int NUMBERS = 8;
  private static final int FIRST = 0x2e80;
  private static final int MIX = 0x9e3779b1;

  /** The filter has 2 to the power of this bits, about ten for each pair. */
  private static final int FILTER_BITS = 21;

  private static final int NO_COST = -1;
  private static final long NO_STATE = -1;

  private static final WordDictionary ICU = read();

  private final String trie;

  /**
   * The cost of each character from {@link #FIRST} on as a word; {@link #NO_COST} if it is none.
   */
  private final int[] costs = new int[Character.MAX_VALUE + 1 - FIRST];

  private final long[] filter = new long[(1 << FILTER_BITS) / Long.SIZE];

  /**
   * The pairs that words begin with, by open addressing: both characters in the upper half, and in
   * the lower what the pair costs as a word, {@link #NO_COST} if it is none. Both lie together,
   * since fetching them from memory is what a look costs. 0 for an empty place.
   */
  private long[] pairs = new long[1 << 10];

  /** The trie's state behind a pair, {@link #NO_STATE} if no word goes on. */
  private long[] pairStates = new long[pairs.length];

  private int pairCount;

  private WordDictionary(String trie) {
    this.trie = trie;
    Arrays.fill(costs, NO_COST);
    CharsTrie words = new CharsTrie(trie, 0);
    for (int c = FIRST; c <= Character.MAX_VALUE; c++) {
      if (!Character.isSurrogate((char) c)) {
        addBeginning((char) c, words);
      }
    }
  }

  private void addBeginning(char first, CharsTrie words) {
    Result result = words.reset().next(first);
    costs[first - FIRST] = result.hasValue() ? words.getValue() : NO_COST;
    if (result.hasNext()) {
      long state = words.getState64();
      StringBuilder seconds = new StringBuilder();
      words.getNextChars(seconds);
      for (int i = 0; i < seconds.length(); i++) {
        Result behind = words.resetToState64(state).next(seconds.charAt(i));
        int cost = behind.hasValue() ? words.getValue() : NO_COST;
        addPair(
            pair(first, seconds.charAt(i)), cost, behind.hasNext() ? words.getState64() : NO_STATE);
      }
    }
  }

  private void addPair(int pair, int cost, long state) {
    if (2 * ++pairCount > pairs.length) {
      grow();
    }
    put(pair, cost, state);
    int bit = hash(pair) >>> Integer.SIZE - FILTER_BITS;
    filter[bit >> 6] |= 1L << bit;
  }

  private void grow() {
    long[] oldPairs = pairs;
    long[] oldStates = pairStates;
    pairs = new long[2 * oldPairs.length];
    pairStates = new long[pairs.length];
    for (int i = 0; i < oldPairs.length; i++) {
      if (oldPairs[i] != 0) {
        put((int) (oldPairs[i] >>> Integer.SIZE), (int) oldPairs[i], oldStates[i]);
      }
    }
  }

  private void put(int pair, int cost, long state) {
    int slot = slot(pair);
    pairs[slot] = (long) pair << Integer.SIZE | cost & 0xffffffffL;
    pairStates[slot] = state;
  }

  private static int pair(char first, char second) {
    return first << Character.SIZE | second;
  }

  private static int hash(int pair) {
    return (pair ^ pair >>> 15) * MIX;
  }

  /** Where a pair is, or would be. */
  private int slot(int pair) {
    int mask = pairs.length - 1;
    int slot = hash(pair) >>> 7 & mask;
    while (pairs[slot] != 0 && (int) (pairs[slot] >>> Integer.SIZE) != pair) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /** The dictionary that comes with ICU, read when first asked for. */
  static WordDictionary icu() {
    return ICU;
  }

  /** The cost of a character as a word; -1 if it is none. */
  int cost(char c) {
    return c < FIRST ? NO_COST : costs[c - FIRST];
  }

  /** A walk through the dictionary, for one thread. */
  Walk walk() {
    return new Walk();
  }

  /** A place in the dictionary behind at least two characters, which moves along a word. */
  final class Walk {

    private final CharsTrie at = new CharsTrie(trie, 0);
    private int cost = NO_COST;

    /** The trie's state, if it is not where the trie is. */
    private long state = NO_STATE;

    private boolean goesOn;

    /** Goes to the words that begin with two characters; false if there are none. */
    boolean begin(char first, char second) {
      int pair = pair(first, second);
      int bit = hash(pair) >>> Integer.SIZE - FILTER_BITS;
      return (filter[bit >> 6] >>> bit & 1) != 0 && begin(pair);
    }

    private boolean begin(int pair) {
      int slot = slot(pair);
      long found = pairs[slot];
      cost = (int) found;
      state = pairStates[slot];
      goesOn = state != NO_STATE;
      return (int) (found >>> Integer.SIZE) == pair;
    }

    /** Goes on by a character; false if no word goes on like that. */
    boolean next(char c) {
      if (!goesOn) {
        return false;
      }
      if (state != NO_STATE) {
        at.resetToState64(state);
        state = NO_STATE;
      }
      Result result = at.next(c);
      cost = result.hasValue() ? at.getValue() : NO_COST;
      goesOn = result.hasNext();
      return result != Result.NO_MATCH;
    }

    /** The cost of the word that ends here; -1 if none does. */
    int cost() {
      return cost;
    }
  }

  private static WordDictionary read() {
    try (InputStream in = CharsTrie.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("ICU has no " + FILE);
      }
      return new WordDictionary(trie(ByteBuffer.wrap(in.readAllBytes())));
    } catch (IOException damagedJar) {
      throw new UncheckedIOException(damagedJar);
    }
  }

  /** The trie out of a file of ICU's: header, numbers (the first is the trie's place), trie. */
  private static String trie(ByteBuffer file) {
    int headerBytes = file.getChar(0);
    if (file.getChar(2) != MAGIC) {
      throw new IllegalStateException(FILE + " is no file of ICU's");
    }
    file.position(headerBytes);
    ByteBuffer body = file.slice();
    int start = body.getInt(0);
    int end = body.getInt(3 * Integer.BYTES);
    int type = body.getInt(4 * Integer.BYTES) & TYPE_BITS;
    if (type != TRIE_OF_CHARS || start < NUMBERS * Integer.BYTES) {
      throw new IllegalStateException(FILE + " has another form than it had");
    }
    char[] chars = new char[(end - start) / Character.BYTES];
    body.position(start);
    body.slice().asCharBuffer().get(chars);
    return new String(chars);
  }
}
