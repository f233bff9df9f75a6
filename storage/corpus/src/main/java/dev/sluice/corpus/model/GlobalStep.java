package dev.sluice.corpus.model;

/** One step that compares candidates with each other and drops some in favour of others. */
public interface GlobalStep {

  /**
   * Drops candidates from a selection. What is dropped must depend on the candidates alone, never
   * on threads or time.
   *
   * @param candidates all candidates, also those that an earlier step dropped
   * @param selection what is still chosen; this step drops from it under its number
   * @param step the number of this step, to drop under
   */
  void choose(Candidates candidates, Selection selection, int step);

  /**
   * Why a candidate was dropped.
   *
   * @param winner the candidate that it was compared with
   * @param group how many candidates the winner stands for, itself included
   */
  Measurement reason(Signature winner, int group);
}
