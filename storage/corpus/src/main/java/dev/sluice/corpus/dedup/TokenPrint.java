package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.TokenSpans;

/**
 * The tokens of a page as they are compared: a hash of 32 bits each, and where it lies in the text.
 * About five bytes a token. Two runs of fifty tokens that differ in one are taken for equal once in
 * four billion times.
 */
final class TokenPrint {

  private static final int HASH_BYTES = 4;
  private static final int GAP_BITS = 2;
  private static final int LARGEST_GAP = (1 << GAP_BITS) - 1;
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final int[] starts;
  private final int[] ends;
  private final int[] hashes;

  private TokenPrint(int count) {
    this.starts = new int[count];
    this.ends = new int[count];
    this.hashes = new int[count];
  }

  /** The print of a text's tokens, words and marks alike, in the letters that they have. */
  static TokenPrint of(Segments segments) {
    String text = segments.text();
    TokenSpans spans = segments.spans();
    TokenPrint print = new TokenPrint(spans.count());
    for (int token = 0; token < spans.count(); token++) {
      print.starts[token] = spans.start(token);
      print.ends[token] = spans.end(token);
      print.hashes[token] = hash(text, spans.start(token), spans.end(token));
    }
    return print;
  }

  /** FNV-1a over UTF-16 units, mixed. */
  private static int hash(String text, int start, int end) {
    long hash = FNV_BASIS;
    for (int i = start; i < end; i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return Mix.upper(hash);
  }

  /** The print that bytes were made of. */
  static TokenPrint of(byte[] bytes) {
    if (bytes.length == 0) {
      return new TokenPrint(0);
    }
    Packed in = new Packed(bytes);
    TokenPrint print = new TokenPrint(in.small());
    int before = 0;
    for (int token = 0; token < print.count(); token++) {
      int packed = in.small();
      int gap = packed & LARGEST_GAP;
      int start = before + (gap < LARGEST_GAP ? gap : in.small());
      before = start + (packed >>> GAP_BITS);
      print.starts[token] = start;
      print.ends[token] = before;
      print.hashes[token] = (int) in.fixed(HASH_BYTES);
    }
    return print;
  }

  byte[] toBytes() {
    Packed out = new Packed();
    out.small(count());
    int before = 0;
    for (int token = 0; token < count(); token++) {
      int gap = starts[token] - before;
      out.small(ends[token] - starts[token] << GAP_BITS | Math.min(gap, LARGEST_GAP));
      if (gap >= LARGEST_GAP) {
        out.small(gap);
      }
      out.fixed(hashes[token], HASH_BYTES);
      before = ends[token];
    }
    return out.written();
  }

  int count() {
    return hashes.length;
  }

  /** Where a token begins in the text, in UTF-16 units. */
  int start(int token) {
    return starts[token];
  }

  /** Where it ends, exclusive. */
  int end(int token) {
    return ends[token];
  }

  /**
   * Hashes of all runs of so many tokens, by the token that they begin with: polynomials modulo
   * 2^64 over the tokens' hashes, each made from the one before, then mixed.
   */
  long[] runs(int length) {
    int count = Math.max(0, count() - length + 1);
    long[] runs = new long[count];
    long highest = 1;
    for (int i = 1; i < length; i++) {
      highest *= FNV_PRIME;
    }
    long rolling = 0;
    for (int token = 0; token < count(); token++) {
      rolling = rolling * FNV_PRIME + Mix.of(hashes[token]);
      if (token >= length - 1) {
        int first = token - length + 1;
        runs[first] = Mix.of(rolling);
        rolling -= Mix.of(hashes[first]) * highest;
      }
    }
    return runs;
  }
}
