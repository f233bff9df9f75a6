package dev.sluice.engine.model;

import dev.sluice.pages.model.PageUrl;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where a crawl starts, and how far it may go from there.
 *
 * @param name what the seed is called in reports; the URL as written, unless the file names it
 * @param url the first page
 * @param extent which pages belong to the seed
 * @param maxDepth links that may be followed from the first page; unlimited if empty
 * @param patterns which pages of the extent are not wanted; the first page always is
 * @param policy how its pages are treated
 * @param sitemaps sitemaps to read besides those that robots.txt names
 */
public record Seed(
    String name,
    PageUrl url,
    Extent extent,
    OptionalInt maxDepth,
    Patterns patterns,
    SeedPolicy policy,
    List<PageUrl> sitemaps) {

  public Seed {
    sitemaps = List.copyOf(sitemaps);
  }

  /** A seed without patterns and sitemaps, treated as seeds are by default. */
  public Seed(String name, PageUrl url, Extent extent, OptionalInt maxDepth) {
    this(name, url, extent, maxDepth, Patterns.NONE, SeedPolicy.DEFAULT, List.of());
  }

  /** Which pages belong to a seed. */
  public enum Extent {
    /** All pages of the seed's host. */
    HOST,
    /** All pages of the registered domain (public suffix list) and its subdomains. */
    DOMAIN,
    /** The pages of the host whose path begins as the seed's does, up to its last slash. */
    PREFIX
  }
}
