package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.TokenSpans;
import dev.sluice.corpus.text.ComparedCharacters;
import java.util.Arrays;

/**
 * The words or characters of a text as they are compared, each as a 64-bit hash, in order: what
 * shingles are made of. Words are those of the shared segmentation; a word of which nothing is left
 * ({@link ComparedCharacters}) is none.
 *
 * <p>The hash of a word is a polynomial of its code points, mixed; so words are hashed where they
 * lie, and only in a text that is not in NFC are they copied. For one text and one thread.
 */
final class Pieces {

  private static final long BASE = 0x9e3779b97f4a7c15L;

  private final boolean zeroDigits;
  private long[] hashes;
  private int count;

  /** The code point before was a digit that counted. */
  private boolean afterDigit;

  private Pieces(boolean zeroDigits, int expected) {
    this.zeroDigits = zeroDigits;
    this.hashes = new long[Math.max(8, expected)];
  }

  /**
   * The words of a text.
   *
   * @param zeroDigits true to take each run of digits for one zero
   */
  static Pieces words(Segments segments, boolean zeroDigits) {
    TokenSpans tokens = segments.spans();
    String text = segments.text();
    // A text that is composed is given back itself, and so need not be cut into copies.
    boolean composed = ComparedCharacters.composed(text).equals(text);
    Pieces pieces = new Pieces(zeroDigits, tokens.wordCount());
    for (int token = 0; token < tokens.count(); token++) {
      if (tokens.isWord(token)) {
        int start = tokens.start(token);
        int end = tokens.end(token);
        if (composed) {
          pieces.addWord(text, start, end);
        } else {
          String word = ComparedCharacters.composed(text.substring(start, end));
          pieces.addWord(word, 0, word.length());
        }
      }
    }
    return pieces;
  }

  /**
   * The code points of a text.
   *
   * @param zeroDigits true to take each run of digits for one zero
   */
  static Pieces characters(String text, boolean zeroDigits) {
    String composed = ComparedCharacters.composed(text);
    Pieces pieces = new Pieces(zeroDigits, composed.length());
    for (int at = 0; at < composed.length(); ) {
      int codePoint = composed.codePointAt(at);
      at += Character.charCount(codePoint);
      pieces.addCharacter(codePoint);
    }
    return pieces;
  }

  private void addWord(String text, int start, int end) {
    afterDigit = false;
    long hash = 0;
    for (int at = start; at < end; ) {
      int codePoint = text.codePointAt(at);
      at += Character.charCount(codePoint);
      int compared = compared(codePoint);
      if (compared != ComparedCharacters.NONE) {
        hash = hash * BASE + compared;
      }
    }
    if (hash != 0) {
      add(Mix.of(hash));
    }
  }

  private void addCharacter(int codePoint) {
    int compared = compared(codePoint);
    if (compared != ComparedCharacters.NONE) {
      add(Mix.of(compared));
    } else if (ComparedCharacters.isSpace(codePoint)) {
      afterDigit = false;
    }
  }

  private int compared(int codePoint) {
    int compared = ComparedCharacters.of(codePoint);
    if (!zeroDigits || compared == ComparedCharacters.NONE) {
      return compared;
    }
    boolean digit = ComparedCharacters.isDigit(compared);
    boolean repeated = digit && afterDigit;
    afterDigit = digit;
    return repeated ? ComparedCharacters.NONE : digit ? '0' : compared;
  }

  private void add(long hash) {
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * count);
    }
    hashes[count] = hash;
    count++;
  }

  int count() {
    return count;
  }

  /**
   * The shingles: the hash of each run of so many pieces, in 32 bits, in the order of the text and
   * as often as they stand there. Two different shingles have the same with a probability of 2^-32.
   *
   * @param size the number of pieces in one
   * @return none if there are fewer pieces
   */
  int[] shingles(int size) {
    int[] shingles = new int[Math.max(count - size + 1, 0)];
    long leaving = power(size);
    long hash = 0;
    for (int i = 0; i < count; i++) {
      hash = hash * BASE + hashes[i];
      if (i >= size) {
        hash -= hashes[i - size] * leaving;
      }
      if (i >= size - 1) {
        shingles[i - size + 1] = Mix.upper(hash);
      }
    }
    return shingles;
  }

  private static long power(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= BASE;
    }
    return power;
  }
}
