package dev.sluice.spark.model;

import dev.sluice.corpus.model.Signature;
import java.util.List;

/**
 * What is chosen by of a page that passed all page steps.
 *
 * @param number its number among all such pages, in the order of their keys, from 0
 * @param imprints one for each step that takes imprints, in the order of the recipe
 */
public record CandidateRow(int number, Signature signature, List<byte[]> imprints) {

  public CandidateRow {
    imprints = List.copyOf(imprints);
  }
}
