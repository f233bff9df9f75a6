package dev.sluice.corpus.model;

/** Takes what a step cuts out of the texts of candidates. For one thread. */
public interface TextCuts {

  /**
   * Cuts a piece out of a candidate's text. Pieces come in the order of candidates, and within one
   * in the order of the text, without overlap.
   *
   * @param start where it begins in the text as the page steps left it, in UTF-16 units
   * @param end where it ends, exclusive; neither lies inside a code point
   */
  void cut(int candidate, int start, int end);
}
