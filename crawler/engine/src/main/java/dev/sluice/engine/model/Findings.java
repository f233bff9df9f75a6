package dev.sluice.engine.model;

import dev.sluice.pages.model.Directive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer brought besides its bytes.
 *
 * @param links the pages and sitemaps in scope that it leads to
 * @param refused how many links are not followed, by why
 * @param directives what the page's owner asks, by the page and its header
 * @param textDigest of its visible text, equal for pages that say the same; 0 if it has none
 */
public record Findings(
    List<Link> links, Map<Refusal, Integer> refused, List<Directive> directives, long textDigest) {

  /** Of an answer that brought nothing. */
  public static final Findings NONE = of(List.of());

  public Findings {
    links = List.copyOf(links);
    refused = Map.copyOf(refused);
    directives = List.copyOf(directives);
  }

  /** Of an answer that brought links alone. */
  public static Findings of(List<Link> links) {
    return new Findings(links, Map.of(), List.of(), 0);
  }

  /**
   * A URL that was found.
   *
   * @param url where it leads
   * @param lastModified when the page was changed, as a sitemap says
   * @param changesEach how often it changes, as a sitemap says
   */
  public record Link(CrawlUrl url, Optional<Instant> lastModified, Optional<Duration> changesEach) {

    /** A link of a page, of which nothing more is known. */
    public static Link to(CrawlUrl url) {
      return new Link(url, Optional.empty(), Optional.empty());
    }
  }
}
