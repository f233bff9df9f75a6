package dev.sluice.corpus.model;

import java.util.Arrays;

/**
 * Where the tokens of a text lie, in order and without overlap: offsets in UTF-16 units, two ints a
 * token, so that rules can walk over a text's words without a string for each.
 */
public final class TokenSpans {

  /** Even places: start, shifted left by one, with the flag of words in the lowest bit. */
  private final int[] bounds;

  private final int count;
  private final int wordCount;

  private TokenSpans(int[] bounds, int count, int wordCount) {
    this.bounds = bounds;
    this.count = count;
    this.wordCount = wordCount;
  }

  /** The number of tokens. */
  public int count() {
    return count;
  }

  /** The number of tokens that are words. */
  public int wordCount() {
    return wordCount;
  }

  /** Where a token begins. */
  public int start(int token) {
    return bounds[2 * token] >> 1;
  }

  /** Where it ends, exclusive. */
  public int end(int token) {
    return bounds[2 * token + 1];
  }

  /** True if it holds at least one letter or digit. */
  public boolean isWord(int token) {
    return (bounds[2 * token] & 1) != 0;
  }

  /** Collects the tokens of a text in order. For one thread. */
  public static final class Builder {

    private int[] bounds;
    private int count;
    private int wordCount;

    /** A builder for about so many tokens. */
    public Builder(int expected) {
      this.bounds = new int[2 * Math.max(8, expected)];
    }

    /** The number of tokens so far. */
    public int count() {
      return count;
    }

    /** Adds a token after all others; texts have less than 2^30 units. */
    public void add(int start, int end, boolean isWord) {
      if (2 * count == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * bounds.length);
      }
      bounds[2 * count] = start << 1 | (isWord ? 1 : 0);
      bounds[2 * count + 1] = end;
      count++;
      wordCount += isWord ? 1 : 0;
    }

    /** Takes back all tokens but the first so many. */
    public void keep(int first) {
      while (count > first) {
        count--;
        wordCount -= bounds[2 * count] & 1;
      }
    }

    /** What was collected. */
    public TokenSpans build() {
      return new TokenSpans(Arrays.copyOf(bounds, 2 * count), count, wordCount);
    }
  }
}
