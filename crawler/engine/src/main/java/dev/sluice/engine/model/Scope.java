package dev.sluice.engine.model;

import dev.sluice.pages.model.PageUrl;
import java.util.OptionalInt;

/** Decides which pages belong to the crawl, and how each seed's pages are treated. */
public interface Scope {

  /** A link of a page: one step further from the seed. */
  Ruling follow(CrawlUrl from, PageUrl link);

  /**
   * The target of a redirect: as far from the seed as the URL that was asked for, and like it.
   * Since it does not count as a step, the number of redirects in a row has a limit of its own.
   */
  Ruling redirect(CrawlUrl from, PageUrl target);

  /** A URL that a sitemap lists: one step from the seed, however the sitemap was found. */
  Ruling listed(CrawlUrl sitemap, PageUrl url);

  /**
   * Whether a URL that was queued, perhaps with other seeds, belongs to the crawl now; if its seed
   * is gone and another one covers it, the answer names that one.
   */
  Ruling judge(CrawlUrl url);

  /** How a seed's pages are treated; {@link SeedPolicy#DEFAULT} if there is no such seed. */
  SeedPolicy policy(String seedName);

  /**
   * The scope that holds now, which answers all questions as this one would, if it were asked now.
   */
  default Scope asOfNow() {
    return this;
  }

  /** Whether anything may be asked for a seed now: there is one of this name, and not paused. */
  boolean mayAsk(String seedName);

  /**
   * How urgent a host is now: the priority of the most urgent of the seeds that reach it and are
   * not paused; empty if there is none.
   */
  OptionalInt urgency(String host);
}
