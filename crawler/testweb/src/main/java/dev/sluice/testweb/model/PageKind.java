package dev.sluice.testweb.model;

/** What a generated page is worth to a corpus. */
public enum PageKind {
  /** Prose of its own. */
  OK,
  /** The same main text as another page. */
  DUPLICATE,
  /** The main text of another page with one paragraph changed. */
  NEAR_DUPLICATE,
  /** Hardly any text. */
  JUNK_SHORT,
  /** Mostly symbols. */
  JUNK_SYMBOLS,
  /** A list of bullets, no sentence. */
  JUNK_LIST;

  public boolean isJunk() {
    return this == JUNK_SHORT || this == JUNK_SYMBOLS || this == JUNK_LIST;
  }
}
