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
 * UTF-16 units ({@link CharsTrie}). The place that each first character leads to is looked up once
 * and kept, since the root has some thousands of branches.
 */
final class WordDictionary {

  private static final String FILE = "/com/ibm/icu/impl/data/icudata/brkitr/cjdict.dict";
  private static final int MAGIC = 0xda27;
  private static final int TRIE_OF_CHARS = 1;
  private static final int TYPE_BITS = 7;
  private static final int NUMBERS = 8;
  private static final int FIRST = 0x2e80;

  private static final WordDictionary ICU = read();

  private final String trie;

  /** The state after each character from {@link #FIRST} on; -1 if no word begins with it. */
  private final long[] states = new long[Character.MAX_VALUE + 1 - FIRST];

  private WordDictionary(String trie) {
    this.trie = trie;
    CharsTrie root = new CharsTrie(trie, 0);
    Arrays.fill(states, -1);
    for (int c = FIRST; c <= Character.MAX_VALUE; c++) {
      if (!Character.isSurrogate((char) c) && root.reset().next(c) != Result.NO_MATCH) {
        states[c - FIRST] = root.getState64();
      }
    }
  }

  /** The dictionary that comes with ICU, read when first asked for. */
  static WordDictionary icu() {
    return ICU;
  }

  /** A walk through the dictionary, for one thread. */
  Walk walk() {
    return new Walk();
  }

  /** A place in the dictionary, which moves along a word. */
  final class Walk {

    private final CharsTrie at = new CharsTrie(trie, 0);
    private Result result = Result.NO_MATCH;

    /** Goes to the words that begin with a character; false if there are none. */
    boolean begin(char c) {
      long state = c < FIRST ? -1 : states[c - FIRST];
      result = state == -1 ? Result.NO_MATCH : at.resetToState64(state).current();
      return state != -1;
    }

    /** Goes on by a character; false if no word goes on like that. */
    boolean next(char c) {
      result = result.hasNext() ? at.next(c) : Result.NO_MATCH;
      return result != Result.NO_MATCH;
    }

    /** The cost of the word that ends here; -1 if none does. */
    int cost() {
      return result.hasValue() ? at.getValue() : -1;
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
