package dev.sluice.corpus.model;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToLongFunction;

/**
 * What a global step compares, as pure functions of single candidates: all that an engine needs
 * which brings equal keys together in another way than {@link GlobalStep#choose}, and comes to the
 * same choice.
 *
 * <p>Keys are hashes of 64 bits, those of candidates that are never compared are different. Of
 * candidates that are equal by rank, the one with the smaller number is better.
 */
public sealed interface Comparison {

  /** Of the captures of one URL, which have numbers in a row, one stays: see {@link CaptureRun}. */
  record OfCaptures() implements Comparison {}

  /**
   * Of all candidates with the same key the best stays. A loser is dropped with the number of all.
   *
   * @param rank smaller is better
   * @param key of a candidate
   */
  record OfEqual(ToLongFunction<Signature> rank, ToLongFunction<Signature> key)
      implements Comparison {}

  /**
   * Candidates that share a key may be alike; of those that are, the best stays. A loser is dropped
   * with its similarity to the winner, or, if that is not verified, with how many candidates stand
   * behind the winner.
   *
   * @param rank smaller is better
   * @param keys makes the keys of a candidate from its signature and imprint
   * @param similarity of two imprints, from 0 to 1
   * @param verify least similarity of two candidates that share a key; 0 to ask for none
   * @param star whether each must be like the one that it loses to, rather than connected
   */
  record OfAlike(
      ToLongFunction<Signature> rank,
      Keys keys,
      ToDoubleBiFunction<byte[], byte[]> similarity,
      double verify,
      boolean star)
      implements Comparison {

    /** How many of the best of a key others are compared with, where that is more than one. */
    public static final int BEST = 64;

    /** Whether candidates that share a key are looked at more closely. */
    public boolean verified() {
      return verify > 0;
    }

    /** How many of the best of a key others are compared with. */
    public int most() {
      return verified() || star ? BEST : 1;
    }
  }

  /** Makes the keys of a candidate. */
  @FunctionalInterface
  interface Keys {

    /** The keys, which may repeat. */
    long[] of(Signature signature, byte[] imprint);
  }

  /**
   * Pieces of texts that many pages have are cut.
   *
   * @param pieces of a page
   * @param minPages how many pages must have one
   * @param keepsFirst whether the first page keeps it
   * @param cutter cuts
   */
  record OfPieces(PiecesOf pieces, long minPages, boolean keepsFirst, Cutter cutter)
      implements Comparison {

    /**
     * Whether a page loses a piece.
     *
     * @param first the first page that has it
     * @param pages how many have it
     */
    public boolean cuts(int page, int first, long pages) {
      return pages >= minPages && !(keepsFirst && page == first);
    }
  }

  /** Tells the pieces of a page. */
  @FunctionalInterface
  interface PiecesOf {

    /** The pieces in the order of the text. */
    List<Piece> of(Signature signature, byte[] imprint);
  }

  /**
   * A piece of a text.
   *
   * @param key equal for equal pieces of pages that are compared
   * @param start where it begins, in UTF-16 units
   * @param end where it ends, exclusive
   */
  record Piece(long key, int start, int end) {}

  /**
   * Spans of tokens that were there before are cut.
   *
   * @param spans of a page
   * @param cutter cuts
   */
  record OfSpans(SpansOf spans, Cutter cutter) implements Comparison {}

  /** Tells the spans of a page. */
  @FunctionalInterface
  interface SpansOf {

    /** The spans of a page that has an imprint. */
    Spans of(Signature signature, byte[] imprint);
  }

  /**
   * The spans of tokens of one page. Two pages with a long span in common share the key of a
   * selected run; where a selected run occurs twice, the windows around it, which are as long as a
   * span must be, are compared.
   */
  interface Spans {

    /** The keys of the selected runs, in the order of the text. */
    long[] selected();

    /**
     * The windows that can occur twice.
     *
     * @param repeated which of the selected runs do
     */
    Windows near(BitSet repeated);

    /**
     * What is to be cut, in order and without overlap.
     *
     * @param page its number
     * @param firsts where each of the windows occurs first: page and token, by {@link Windows#at}
     */
    List<TextRange> cuts(int page, Windows windows, long[] firsts);
  }

  /**
   * Windows of a page.
   *
   * @param starts the tokens that they begin with, ascending
   * @param keys equal for equal windows of pages that are compared
   */
  record Windows(int[] starts, long[] keys) {

    /** Page and token as one number, smaller the earlier it comes. */
    public static long at(int page, int token) {
      return (long) page << Integer.SIZE | token;
    }
  }

  /** Takes pieces out of texts. */
  @FunctionalInterface
  interface Cutter {

    /**
     * What is left of a text.
     *
     * @param text as the page steps left it
     * @param own what the step cuts
     * @param before what the steps before left of it
     * @param step number of the step
     */
    Remainder cut(String text, List<TextRange> own, Optional<Remainder> before, int step);
  }
}
