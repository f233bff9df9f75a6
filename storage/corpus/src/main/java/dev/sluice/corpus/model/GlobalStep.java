package dev.sluice.corpus.model;

import java.util.List;
import java.util.Optional;

/**
 * One step that compares candidates with each other and drops some in favour of others.
 *
 * <p>What it compares is made of each page by itself, by pure functions: {@link #imprint}, then
 * {@link #keys}. Whoever brings equal keys together, sorted runs on a disk or the shuffle of a
 * cluster, comes to the same choice.
 */
public interface GlobalStep {

  /** Whether it keeps something of each candidate beside its signature. */
  default boolean takesImprints() {
    return false;
  }

  /**
   * What it keeps of a candidate beside its signature. A pure function, called while pages are
   * cleaned and by several threads; what it gives is handed back by {@link Candidates#imprints}.
   *
   * @param draft the page as the last page step left it
   */
  default byte[] imprint(Draft draft) {
    throw new IllegalStateException("the step takes no imprints");
  }

  /**
   * The keys under which a candidate is filed: it is compared with those that share one. A pure
   * function.
   *
   * @param imprint what {@link #imprint} gave for it; empty if the step takes none
   */
  default long[] keys(Signature signature, byte[] imprint) {
    return new long[0];
  }

  /**
   * The space of its keys, as {@link KeySpace} names it: under it the keys of an export's documents
   * are kept for later exports, and {@link EarlierDocuments#lookup} finds those of earlier ones.
   * Empty if it compares candidates of one export only.
   */
  default Optional<String> space() {
    return Optional.empty();
  }

  /**
   * Whether the imprints of documents are kept beside their keys, to be asked for by {@link
   * EarlierDocuments.Lookup#imprint}: for a step that looks more closely at what shares a key.
   */
  default boolean keepsImprints() {
    return false;
  }

  /**
   * Drops candidates from a selection. What is dropped must depend on the candidates alone, never
   * on threads or time.
   *
   * @param candidates all candidates, also those that an earlier step dropped
   * @param selection what is still chosen; this step drops from it under its number
   * @param step the number of this step, to drop under
   */
  void choose(Candidates candidates, Selection selection, int step);

  /** What it compares: how another engine comes to the same choice. */
  default Comparison comparison() {
    throw new IllegalStateException("the step compares in its own way only");
  }

  /** Whether it takes text out of candidates, by {@link Candidates#cuts}. */
  default boolean takesText() {
    return false;
  }

  /**
   * How many characters must be left of a candidate that it took text out of, at least 1. One with
   * fewer is dropped in favour of nobody; what is measured of its loss is how many are left.
   */
  default long leastLeft() {
    return 1;
  }

  /**
   * What it took out of a candidate, as ledger and document tell it; the same names for all.
   *
   * @param pieces how many pieces it cut
   * @param characters by how many code points the text became shorter
   */
  default List<Measurement> removed(int pieces, long characters) {
    return List.of();
  }

  /** What a candidate that it drops has in common with the one that it lost to. */
  default Likeness likeness() {
    return Likeness.SIMILAR_TEXT;
  }

  /** What a candidate has in common with one that it lost to. */
  enum Likeness {
    /** They are states of one page, whatever they say: no copies of each other. */
    SAME_URL,
    /** They say the same, but for case and white space. */
    SAME_TEXT,
    /** They say nearly the same. */
    SIMILAR_TEXT
  }

  /** Why a candidate was dropped. */
  Measurement reason(Loss loss);

  /**
   * What is known of a candidate's loss.
   *
   * @param winner id, URL and time of whom it lost to; its own if too little is left of it
   * @param group how many candidates the winner stands for, itself included
   * @param measured the number that the step dropped it with, such as a similarity
   */
  record Loss(Winner winner, int group, double measured) {}
}
