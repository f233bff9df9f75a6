package dev.sluice.corpus.dedup;

import java.util.Arrays;

/**
 * Selects few of a text's runs of tokens, such that two texts which share a run of {@link #tokens}
 * share a selected one: of each {@link #window} runs of {@link #length} in a row the one with the
 * smallest hash, of equal ones the last. What is selected of a span depends on the span alone, also
 * where a text runs in circles and a span overlaps with its copy.
 *
 * <p>Source: Schleimer, Wilkerson, Aiken: Winnowing, local algorithms for document fingerprinting,
 * SIGMOD 2003. It selects 2 of window + 1 runs on average: with half of the tokens for either, one
 * of thirteen for fifty tokens.
 *
 * @param tokens length of the runs that are looked for
 */
record Winnowing(int tokens) {

  /** Tokens of a run that may be selected. */
  int length() {
    return tokens / 2 + 1;
  }

  /** Of so many runs in a row at least one is selected. */
  int window() {
    return tokens - length() + 1;
  }

  /**
   * The places of the selected runs, ascending; none if there are fewer than {@link #window}.
   *
   * @param runs hashes of all runs of {@link #length} tokens
   */
  int[] select(long[] runs) {
    int window = window();
    int[] selected = new int[Math.max(0, runs.length - window + 1)];
    int count = 0;
    int smallest = -1;
    for (int first = 0; first + window <= runs.length; first++) {
      int last = first + window - 1;
      if (smallest < first) {
        smallest = smallest(runs, first, last);
        selected[count++] = smallest;
      } else if (Long.compareUnsigned(runs[last], runs[smallest]) <= 0) {
        smallest = last;
        selected[count++] = smallest;
      }
    }
    return Arrays.copyOf(selected, count);
  }

  private static int smallest(long[] runs, int first, int last) {
    int smallest = first;
    for (int i = first + 1; i <= last; i++) {
      if (Long.compareUnsigned(runs[i], runs[smallest]) <= 0) {
        smallest = i;
      }
    }
    return smallest;
  }
}
