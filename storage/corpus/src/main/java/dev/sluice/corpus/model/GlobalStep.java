package dev.sluice.corpus.model;

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
   * Drops candidates from a selection. What is dropped must depend on the candidates alone, never
   * on threads or time.
   *
   * @param candidates all candidates, also those that an earlier step dropped
   * @param selection what is still chosen; this step drops from it under its number
   * @param step the number of this step, to drop under
   */
  void choose(Candidates candidates, Selection selection, int step);

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
   * @param winner id, URL and time of whom it lost to
   * @param group how many candidates the winner stands for, itself included
   * @param measured the number that the step dropped it with, such as a similarity
   */
  record Loss(Winner winner, int group, double measured) {}
}
