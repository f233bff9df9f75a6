package dev.sluice.corpus.dedup;

/**
 * Who loses to whom among pages that are known by their places, the smaller the better. It is told,
 * worse page after worse page, who is like whom; documents of earlier exports come first, and are
 * better than any page.
 */
interface Clustering {

  /** Whether it would make a difference if the page were like the document. */
  boolean asksEarlier(int place, int document);

  /** The page is like the document. */
  void joinEarlier(int place, int document);

  /** Whether it would make a difference if the two pages were alike. */
  boolean asks(int worse, int better);

  /** The two pages are alike. */
  void join(int worse, int better);

  /**
   * To whom a page loses, once all is told.
   *
   * @return the winner's place, which is its own if it stays; the complement {@code ~number} of the
   *     number of an earlier document
   */
  int winner(int place);
}
