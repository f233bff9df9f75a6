package dev.sluice.corpus.model;

/** What the page steps made of a page. */
public sealed interface Cleaned {

  /** The page passed all page steps: a document, unless a global step drops it. */
  record Candidate(Document document) implements Cleaned {}

  /** The page was dropped, and why. */
  record Rejected(LedgerRow row) implements Cleaned {}
}
