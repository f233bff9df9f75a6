package dev.sluice.engine.model;

import dev.sluice.pages.model.PageUrl;
import java.util.Optional;

/** Decides which pages belong to the crawl. */
public interface Scope {

  /** The link as a URL of the crawl, or nothing if it is not ours. */
  Optional<CrawlUrl> follow(CrawlUrl from, PageUrl link);

  /** The target of a redirect as a URL of the crawl, or nothing if it is not ours. */
  Optional<CrawlUrl> redirect(CrawlUrl from, PageUrl target);

  /** Whether a URL that was queued, perhaps with other seeds, belongs to the crawl now. */
  boolean covers(CrawlUrl url);
}
