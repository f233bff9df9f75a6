package dev.sluice.corpus.model;

/** What the page steps made of a page. */
public sealed interface Cleaned {

  /** What is known of the page now. */
  LedgerRow row();

  /** The page passed all page steps: a document, unless a global step drops it. */
  record Candidate(Document document, LedgerRow row) implements Cleaned {}

  /** The page was dropped, and the row says why. */
  record Rejected(LedgerRow row) implements Cleaned {}
}
