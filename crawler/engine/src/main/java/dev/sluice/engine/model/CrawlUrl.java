package dev.sluice.engine.model;

import dev.sluice.pages.model.PageUrl;
import java.util.Optional;

/**
 * A URL that the crawl knows, and how it came to know it.
 *
 * @param url the address
 * @param depth links followed from the seed; redirects do not count
 * @param seed name of the seed whose scope it belongs to
 * @param foundOn the page that led here first; empty for a seed
 */
public record CrawlUrl(PageUrl url, int depth, String seed, Optional<PageUrl> foundOn) {}
