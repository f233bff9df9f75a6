package dev.sluice.engine.model;

import java.util.List;
import java.util.Map;

/**
 * What a sitemap says: names of further sitemaps, or of pages.
 *
 * <p>Who follows an index counts the depth: the protocol allows no index within another, but real
 * sites have them.
 */
public sealed interface Sitemap {

  /** What it names, each URL once, in order. */
  List<SitemapEntry> entries();

  /** How many of its entries were passed over, by reason. */
  Map<Skip, Integer> skipped();

  /** Whether it was read to its end: not cut at a limit, and not damaged. */
  boolean complete();

  /** Why an entry was passed over. */
  enum Skip {
    /** It has no URL, or none of http or https. */
    NO_WEB_URL,
    /** The same URL stands further above. */
    REPEATED,
    /** There are more entries than the protocol allows. */
    TOO_MANY
  }

  /** A list of sitemaps. */
  record Index(List<SitemapEntry> entries, Map<Skip, Integer> skipped, boolean complete)
      implements Sitemap {

    public Index {
      entries = List.copyOf(entries);
      skipped = Map.copyOf(skipped);
    }
  }

  /** A list of pages. */
  record Urls(List<SitemapEntry> entries, Map<Skip, Integer> skipped, boolean complete)
      implements Sitemap {

    public Urls {
      entries = List.copyOf(entries);
      skipped = Map.copyOf(skipped);
    }
  }
}
