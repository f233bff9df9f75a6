package dev.sluice.engine.model;

import dev.sluice.pages.model.PageUrl;
import java.util.Optional;

/**
 * A URL that the crawl knows, and how it came to know it.
 *
 * @param url the address
 * @param kind what is expected there
 * @param depth links followed from the seed; redirects do not count
 * @param seed name of the seed whose scope it belongs to
 * @param foundOn the page that led here first; empty for a seed
 * @param redirects how many of them in a row led here; 0 for a link or a seed
 */
public record CrawlUrl(
    PageUrl url, Kind kind, int depth, String seed, Optional<PageUrl> foundOn, int redirects) {

  /** What is expected at a URL. Stored by ordinal: append only. */
  public enum Kind {
    /** A page, to be kept. */
    PAGE,
    /** A sitemap: a list of pages, read for its links and not kept. */
    SITEMAP
  }

  /** What a link or a seed leads to. */
  public CrawlUrl(PageUrl url, Kind kind, int depth, String seed, Optional<PageUrl> foundOn) {
    this(url, kind, depth, seed, foundOn, 0);
  }

  /** A page that a link or a seed leads to. */
  public CrawlUrl(PageUrl url, int depth, String seed, Optional<PageUrl> foundOn) {
    this(url, Kind.PAGE, depth, seed, foundOn);
  }

  /** The same URL as one of another seed. */
  public CrawlUrl ofSeed(String name) {
    return new CrawlUrl(url, kind, depth, name, foundOn, redirects);
  }
}
