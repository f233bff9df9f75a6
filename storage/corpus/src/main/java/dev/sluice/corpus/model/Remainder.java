package dev.sluice.corpus.model;

import java.util.List;

/**
 * What is left of a candidate that steps took text out of.
 *
 * @param cuts all that was taken out of the text as the page steps left it
 * @param removed what each step took, in the order of the steps
 * @param characters Unicode code points that are left
 * @param textHash hash of the text that is left
 * @param textBytes its length in UTF-8
 */
public record Remainder(
    List<TextRange> cuts,
    List<Removed> removed,
    long characters,
    TextHash textHash,
    int textBytes) {

  /**
   * What one step took.
   *
   * @param step its number in the recipe
   * @param pieces how many pieces it named
   * @param characters by how many code points the text became shorter
   */
  public record Removed(int step, int pieces, long characters) {}

  public Remainder {
    cuts = List.copyOf(cuts);
    removed = List.copyOf(removed);
  }
}
