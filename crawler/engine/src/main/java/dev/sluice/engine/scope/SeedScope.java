package dev.sluice.engine.scope;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling;
import dev.sluice.engine.model.Ruling.Ours;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.TrapLimits;
import dev.sluice.pages.model.PageUrl;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scope that a list of seeds spans: a page is ours if it lies in the extent of a seed, its
 * patterns want it, and it is no trap.
 *
 * <p>Seeds are looked up by host and by registered domain, so that a link costs two map look-ups
 * however many seeds there are. Where several seeds cover a page, the one that the link was found
 * for keeps it, otherwise the first; those of the host go before those of its domain.
 *
 * <p>This is asked for every link of every page. Most links lead elsewhere, so the seeds are looked
 * at before the traps, and a refusal is a value that was made beforehand.
 */
public final class SeedScope implements Scope {

  private static final Refused NO_SEED = new Refused(Refusal.NO_SEED, "");
  private static final Refused PAUSED = new Refused(Refusal.PAUSED, "");

  private final Map<String, List<Territory>> byHost = new HashMap<>();
  private final Map<String, List<Territory>> byDomain = new HashMap<>();
  private final Map<String, SeedPolicy> policies = new HashMap<>();
  private final Domains domains = new Domains();
  private final Traps traps;
  private final int maxRedirects;
  private final Refused tooManyRedirects;

  /** The scope of these seeds, with the usual limits for traps. */
  public SeedScope(List<Seed> seeds, InstantSource clock) {
    this(seeds, TrapLimits.DEFAULT, clock);
  }

  public SeedScope(List<Seed> seeds, TrapLimits limits, InstantSource clock) {
    this.traps = new Traps(limits, clock);
    this.maxRedirects = limits.maxRedirects();
    this.tooManyRedirects =
        new Refused(Refusal.TOO_MANY_REDIRECTS, "at most " + maxRedirects + " in a row");
    for (Seed seed : seeds) {
      boolean wholeDomain = seed.extent() == Seed.Extent.DOMAIN;
      String host = seed.url().host();
      (wholeDomain ? byDomain : byHost)
          .computeIfAbsent(wholeDomain ? domains.of(host) : host, unused -> new ArrayList<>())
          .add(new Territory(seed));
      policies.putIfAbsent(seed.name(), seed.policy());
    }
  }

  @Override
  public Ruling follow(CrawlUrl from, PageUrl link) {
    return reach(from, link, from.depth() + 1, 0);
  }

  @Override
  public Ruling redirect(CrawlUrl from, PageUrl target) {
    int redirects = from.redirects() + 1;
    if (redirects > maxRedirects) {
      return tooManyRedirects;
    }
    if (from.kind() == Kind.SITEMAP) { // many a site moves /sitemap.xml, also to another host
      Optional<PageUrl> foundOn = Optional.of(from.url());
      return new Ours(
          new CrawlUrl(target, Kind.SITEMAP, from.depth(), from.seed(), foundOn, redirects));
    }
    return reach(from, target, from.depth(), redirects);
  }

  @Override
  public Ruling listed(CrawlUrl sitemap, PageUrl url) {
    return reach(sitemap, url, 1, 0);
  }

  @Override
  public Ruling judge(CrawlUrl url) {
    if (url.kind() == Kind.SITEMAP) { // wherever it lies, only the pages that it lists can be ours
      return policies.containsKey(url.seed()) ? unlessPaused(url) : NO_SEED;
    }
    Search search = search(url.url(), url.depth(), url.seed());
    if (search.found == null) {
      return search.refused;
    }
    Refused trap = search.found.startsAt(url.url()) ? null : traps.check(url.url());
    if (trap != null) {
      return trap;
    }
    String seed = search.found.name();
    return unlessPaused(seed.equals(url.seed()) ? url : url.ofSeed(seed));
  }

  /**
   * A URL of a paused seed is ours, and is queued when it is found; only its turn does not come.
   */
  private Ruling unlessPaused(CrawlUrl url) {
    return policy(url.seed()).paused() ? PAUSED : new Ours(url);
  }

  @Override
  public SeedPolicy policy(String seedName) {
    return policies.getOrDefault(seedName, SeedPolicy.DEFAULT);
  }

  @Override
  public boolean mayAsk(String seedName) {
    SeedPolicy policy = policies.get(seedName);
    return policy != null && !policy.paused();
  }

  @Override
  public OptionalInt urgency(String host) {
    return Stream.concat(
            byHost.getOrDefault(host, List.of()).stream(),
            byDomain.getOrDefault(domains.of(host), List.of()).stream())
        .map(territory -> policy(territory.name()))
        .filter(policy -> !policy.paused())
        .mapToInt(SeedPolicy::priority)
        .min();
  }

  private Ruling reach(CrawlUrl from, PageUrl target, int depth, int redirects) {
    Search search = search(target, depth, from.seed());
    if (search.found == null) {
      return search.refused;
    }
    Refused trap = search.found.startsAt(target) ? null : traps.check(target);
    if (trap != null) {
      return trap;
    }
    String seed = search.found.name();
    return new Ours(
        new CrawlUrl(target, Kind.PAGE, depth, seed, Optional.of(from.url()), redirects));
  }

  private Search search(PageUrl url, int depth, String preferred) {
    Search search = new Search(url, depth, preferred);
    if (!search.among(byHost.get(url.host())) && !byDomain.isEmpty()) {
      search.among(byDomain.get(domains.of(url.host())));
    }
    return search;
  }

  /** Looks for the seed that covers a URL, and remembers why others do not. */
  private static final class Search {

    private final PageUrl url;
    private final int depth;
    private final String preferred;
    private @Nullable Territory found;
    private Refused refused = NO_SEED;

    Search(PageUrl url, int depth, String preferred) {
      this.url = url;
      this.depth = depth;
      this.preferred = preferred;
    }

    /**
     * Looks at some seeds; true if the preferred one covers the URL, so that none can be better.
     */
    boolean among(@Nullable List<Territory> territories) {
      for (int i = 0; territories != null && i < territories.size(); i++) {
        Territory territory = territories.get(i);
        boolean isPreferred = territory.name().equals(preferred);
        Refused why = territory.refuses(url, depth);
        if (why == null && (isPreferred || found == null)) {
          found = territory;
        } else if (why != null && (isPreferred || refused == NO_SEED)) {
          refused = why;
        }
        if (isPreferred && why == null) {
          return true;
        }
      }
      return false;
    }
  }
}
