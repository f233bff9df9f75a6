package dev.sluice.corpus.model;

import java.util.List;
import java.util.Map;

/** What the page steps made of a page. */
public sealed interface Cleaned {

  /** What is known of the page now. */
  LedgerRow row();

  /**
   * The page passed all page steps: a document, unless a global step drops it.
   *
   * @param scores those measured values that the recipe ranks pages by, by their names
   * @param imprints what each of those steps that take imprints took of it, in their order
   */
  record Candidate(
      Document document, LedgerRow row, Map<String, Double> scores, List<byte[]> imprints)
      implements Cleaned {

    public Candidate {
      scores = Map.copyOf(scores);
      imprints = List.copyOf(imprints);
    }
  }

  /** The page was dropped, and the row says why. */
  record Rejected(LedgerRow row) implements Cleaned {}
}
