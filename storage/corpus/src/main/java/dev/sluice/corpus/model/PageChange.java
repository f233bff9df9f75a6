package dev.sluice.corpus.model;

import java.util.Locale;

/** What a document is to whoever has the documents of an older snapshot. */
public enum PageChange {
  /** The older snapshot has no document of its page. */
  ADDED,
  /** The older snapshot has another document of its page, or the same one with another text. */
  CHANGED;

  /** As documents tell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
