package dev.sluice.engine.model;

import java.util.Optional;

/** What the scope says of a URL: that it belongs to the crawl, or why it does not. */
public sealed interface Ruling {

  /**
   * The URL belongs to the crawl.
   *
   * @param url the URL with the seed that it belongs to and its depth under that seed
   */
  record Ours(CrawlUrl url) implements Ruling {}

  /**
   * The URL does not belong to the crawl.
   *
   * @param why the reason, to be counted
   * @param detail the limit or pattern that it met, for people; empty if the reason says all
   */
  record Refused(Refusal why, String detail) implements Ruling {

    /** The reason and the detail in words. */
    public String sentence() {
      return detail.isEmpty() ? why.words() : why.words() + ": " + detail;
    }
  }

  /** The URL of the crawl, if it is one. */
  default Optional<CrawlUrl> ours() {
    return this instanceof Ours ours ? Optional.of(ours.url()) : Optional.empty();
  }
}
