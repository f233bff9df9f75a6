package dev.sluice.corpus.model;

import java.util.List;

/** What the page steps made of a page. */
public sealed interface Cleaned {

  /** What is known of the page now. */
  LedgerRow row();

  /**
   * The page passed all page steps: a document, unless a global step drops it.
   *
   * @param imprints what each of those steps that take imprints took of it, in their order
   */
  record Candidate(Document document, LedgerRow row, List<byte[]> imprints) implements Cleaned {

    public Candidate {
      imprints = List.copyOf(imprints);
    }
  }

  /** The page was dropped, and the row says why. */
  record Rejected(LedgerRow row) implements Cleaned {}
}
