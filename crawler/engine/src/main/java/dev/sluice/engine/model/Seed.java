package dev.sluice.engine.model;

import dev.sluice.pages.model.PageUrl;
import java.util.OptionalInt;

/**
 * Where a crawl starts, and how far it may go from there.
 *
 * @param name what the seed is called in reports; the URL as written, unless the file names it
 * @param url the first page
 * @param extent which pages belong to the seed
 * @param maxDepth links that may be followed from the first page; unlimited if empty
 */
public record Seed(String name, PageUrl url, Extent extent, OptionalInt maxDepth) {

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
