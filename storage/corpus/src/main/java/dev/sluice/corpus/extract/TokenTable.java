package dev.sluice.corpus.extract;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/** Weights by the hash of their tokens, in two arrays: a look-up allocates nothing. */
final class TokenTable implements TokenWeights {

  /** An empty slot; no token that is known has this hash. */
  private static final long NONE = 0;

  private final long[] hashes;
  private final float[] weights;
  private final int mask;

  /** Reads a number of tokens, and for each its hash and weight. */
  TokenTable(DataInputStream in) throws IOException {
    int count = in.readInt();
    int size = Integer.highestOneBit(Math.max(2, count)) * 4;
    hashes = new long[size];
    weights = new float[size];
    mask = size - 1;
    Arrays.fill(hashes, NONE);
    for (int i = 0; i < count; i++) {
      long hash = in.readLong();
      int at = slot(hash);
      hashes[at] = hash;
      weights[at] = in.readFloat();
    }
  }

  /** Where a hash stands, or would. */
  private int slot(long hash) {
    int at = (int) (hash ^ hash >>> 32) & mask;
    while (hashes[at] != hash && hashes[at] != NONE) {
      at = at + 1 & mask;
    }
    return at;
  }

  @Override
  public float of(long hash) {
    int at = slot(hash);
    return hashes[at] == hash ? weights[at] : Float.NaN;
  }
}
