package dev.sluice.testweb.model;

import java.util.Optional;

/**
 * A line of a sitemap (sitemaps.org), its values written as they stand.
 *
 * @param location a URL; <code>${site}</code> stands for the base URL of a site
 * @param lastModified a W3C date, or whatever a test wants to say
 * @param changeFrequency such as {@code daily}
 */
public record SitemapEntry(
    String location, Optional<String> lastModified, Optional<String> changeFrequency) {

  public static SitemapEntry of(String location) {
    return new SitemapEntry(location, Optional.empty(), Optional.empty());
  }

  public SitemapEntry modified(String date) {
    return new SitemapEntry(location, Optional.of(date), changeFrequency);
  }

  public SitemapEntry changing(String frequency) {
    return new SitemapEntry(location, lastModified, Optional.of(frequency));
  }
}
