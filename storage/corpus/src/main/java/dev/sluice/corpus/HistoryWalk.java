package dev.sluice.corpus;

import dev.sluice.pages.model.Scan;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the pages of two snapshots, and knows which host is next, and the number of its next
 * capture among those that one or the other has.
 */
final class HistoryWalk {

  private final Scan<PageHistory> pages;
  private @Nullable PageHistory following;
  private long number;

  HistoryWalk(Scan<PageHistory> pages) {
    this.pages = pages;
    this.following = pages.hasNext() ? pages.next() : null;
  }

  boolean hasNext() {
    return following != null;
  }

  /** The host of the next page. */
  String host() {
    return peek().url().host();
  }

  /** The number of the next page's first capture, from 0. */
  long number() {
    return number;
  }

  PageHistory next() {
    PageHistory next = peek();
    number += next.captures().size();
    following = pages.hasNext() ? pages.next() : null;
    return next;
  }

  private PageHistory peek() {
    if (following == null) {
      throw new IllegalStateException("no more pages");
    }
    return following;
  }
}
