package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.pages.model.Batch;
import java.util.HashMap;
import java.util.Map;

/**
 * How many pages each seed has had, over all runs, and so whether it may have more. Pages under way
 * count, so that no budget is overrun.
 *
 * <p>Guarded by the frontier's lock, but for {@link #store}.
 */
final class Budgets {

  private final Tallies tallies;
  private final Map<String, Long> taken = new HashMap<>();

  Budgets(Tallies tallies) {
    this.tallies = tallies;
  }

  /** Whether there is nothing left for a URL of this seed, on a host that had so many pages. */
  boolean isSpent(CrawlUrl url, SeedPolicy policy, long pagesOfHost) {
    if (policy.maxPagesPerHost().isPresent()
        && pagesOfHost >= policy.maxPagesPerHost().getAsLong()) {
      return true;
    }
    return policy.maxPages().isPresent() && taken(url.seed()) >= policy.maxPages().getAsLong();
  }

  private long taken(String seed) {
    return taken.computeIfAbsent(seed, name -> tallies.count(tally(name)));
  }

  /** A page is asked for. */
  void take(String seed) {
    taken.merge(seed, taken(seed) + 1, (before, next) -> next);
  }

  /** A page that was asked for is not to be counted after all. */
  void giveBack(String seed) {
    taken.computeIfPresent(seed, (name, count) -> count - 1);
  }

  /** Counts a page that is stored with this batch. */
  void store(Batch batch, String seed) {
    tallies.add(batch, tally(seed), 1);
  }

  private static String tally(String seed) {
    return "pages of " + seed;
  }
}
