package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.scope.Domains;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How many pages each seed, and each domain that has a budget, has had over all runs, and so
 * whether it may have more. Pages under way count, so that no budget is overrun.
 *
 * <p>Guarded by the frontier's lock, but for {@link #store}.
 */
final class Budgets {

  private final Tallies tallies;
  private final Domains domains = new Domains();
  private final Map<String, Long> ofSeeds = new HashMap<>();

  /** Only of domains that a seed names or spans, so there are not more of them than seeds. */
  private final Map<String, Long> ofDomains = new HashMap<>();

  Budgets(Tallies tallies) {
    this.tallies = tallies;
  }

  /** Which budget has nothing left for a URL, on a host that had so many pages; null if none. */
  @Nullable Refused spent(CrawlUrl url, PageBudgets budgets, long pagesOfHost) {
    if (isReached(budgets.host(), pagesOfHost)) {
      return spent(Refusal.BUDGET_HOST, budgets.host(), "of each host", url);
    }
    if (budgets.domain().isPresent()) {
      String domain = domain(url);
      if (isReached(budgets.domain(), ofDomain(domain))) {
        return spent(Refusal.BUDGET_DOMAIN, budgets.domain(), "of " + domain, url);
      }
    }
    return budgets.seed().isPresent() && isReached(budgets.seed(), ofSeed(url.seed()))
        ? spent(Refusal.BUDGET_SEED, budgets.seed(), "in all", url)
        : null;
  }

  private static boolean isReached(OptionalLong most, long pages) {
    return most.isPresent() && pages >= most.getAsLong();
  }

  private static Refused spent(Refusal why, OptionalLong most, String ofWhat, CrawlUrl url) {
    String pages = most.getAsLong() == 1 ? " page " : " pages ";
    return new Refused(why, most.getAsLong() + pages + ofWhat + " for seed " + url.seed());
  }

  private String domain(CrawlUrl url) {
    return domains.of(url.url().host());
  }

  private long ofSeed(String seed) {
    return ofSeeds.computeIfAbsent(seed, name -> tallies.count(seedTally(name)));
  }

  private long ofDomain(String domain) {
    return ofDomains.computeIfAbsent(domain, name -> tallies.count(domainTally(name)));
  }

  /** A page is asked for. */
  void take(CrawlUrl url, PageBudgets budgets) {
    ofSeeds.merge(url.seed(), ofSeed(url.seed()) + 1, (before, next) -> next);
    if (budgets.domain().isPresent()) {
      String domain = domain(url);
      ofDomains.put(domain, ofDomain(domain) + 1);
    }
  }

  /** A page that was asked for is not to be counted after all. */
  void giveBack(CrawlUrl url, PageBudgets budgets) {
    ofSeeds.computeIfPresent(url.seed(), (name, count) -> count - 1);
    if (budgets.domain().isPresent()) {
      ofDomains.computeIfPresent(domain(url), (name, count) -> count - 1);
    }
  }

  /** Counts a page that is stored with this batch. */
  void store(Batch batch, CrawlUrl url, PageBudgets budgets) {
    tallies.add(batch, seedTally(url.seed()), 1);
    if (budgets.domain().isPresent()) {
      tallies.add(batch, domainTally(domain(url)), 1);
    }
  }

  /** Captures are removed with this batch; they count no more. */
  void remove(Batch batch, List<Capture> gone) {
    Map<String, Long> bySeed = new HashMap<>();
    Map<String, Long> byDomain = new HashMap<>();
    for (Capture capture : gone) {
      bySeed.merge(capture.seed(), 1L, Long::sum);
      byDomain.merge(domains.of(capture.url().host()), 1L, Long::sum);
    }
    bySeed.forEach((seed, count) -> remove(batch, ofSeeds, seed, seedTally(seed), count));
    byDomain.forEach((name, count) -> remove(batch, ofDomains, name, domainTally(name), count));
  }

  /** No more than were counted: those of a domain are only while it has a budget. */
  private void remove(
      Batch batch, Map<String, Long> inMemory, String name, String tally, long count) {
    long counted = Math.min(count, tallies.count(tally));
    tallies.add(batch, tally, -counted);
    inMemory.computeIfPresent(name, (unused, before) -> before - counted);
  }

  /** The name of the tally of a seed's pages. */
  static String seedTally(String seed) {
    return "pages of " + seed;
  }

  /** Not "pages of", which belongs to seeds, whatever their names are. */
  private static String domainTally(String domain) {
    return "pages in " + domain;
  }
}
