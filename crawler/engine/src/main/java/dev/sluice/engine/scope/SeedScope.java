package dev.sluice.engine.scope;

import crawlercommons.domains.EffectiveTldFinder;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.Seed;
import dev.sluice.pages.model.PageUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scope that a list of seeds spans: a page is ours if it lies in the extent of a seed.
 *
 * <p>Seeds are looked up by host and by registered domain, so that a link costs two map look-ups
 * however many seeds there are. Where several seeds cover a page, the one that the link was found
 * for keeps it, otherwise the first.
 */
public final class SeedScope implements Scope {

  private final Map<String, List<Seed>> byHost = new HashMap<>();
  private final Map<String, List<Seed>> byDomain = new HashMap<>();
  private final Traps traps = new Traps();

  public SeedScope(List<Seed> seeds) {
    for (Seed seed : seeds) {
      String host = seed.url().host();
      boolean wholeDomain = seed.extent() == Seed.Extent.DOMAIN;
      Map<String, List<Seed>> index = wholeDomain ? byDomain : byHost;
      String key = wholeDomain ? registeredDomain(host) : host;
      index.computeIfAbsent(key, unused -> new ArrayList<>()).add(seed);
    }
  }

  @Override
  public Optional<CrawlUrl> follow(CrawlUrl from, PageUrl link) {
    return reach(from, link, from.depth() + 1);
  }

  @Override
  public Optional<CrawlUrl> redirect(CrawlUrl from, PageUrl target) {
    return reach(from, target, from.depth());
  }

  @Override
  public boolean covers(CrawlUrl url) {
    return seedFor(url.url(), url.depth(), url.seed()).isPresent();
  }

  private Optional<CrawlUrl> reach(CrawlUrl from, PageUrl target, int depth) {
    if (traps.looksLikeTrap(target)) {
      return Optional.empty();
    }
    return seedFor(target, depth, from.seed())
        .map(seed -> new CrawlUrl(target, depth, seed.name(), Optional.of(from.url())));
  }

  private Optional<Seed> seedFor(PageUrl url, int depth, String preferred) {
    List<Seed> covering = new ArrayList<>();
    addCovering(byHost.get(url.host()), url, depth, covering);
    if (!byDomain.isEmpty()) {
      addCovering(byDomain.get(registeredDomain(url.host())), url, depth, covering);
    }
    return covering.stream()
        .filter(seed -> seed.name().equals(preferred))
        .findFirst()
        .or(() -> covering.stream().findFirst());
  }

  private static void addCovering(
      @Nullable List<Seed> seeds, PageUrl url, int depth, List<Seed> covering) {
    if (seeds != null) {
      seeds.stream().filter(seed -> covers(seed, url, depth)).forEach(covering::add);
    }
  }

  private static boolean covers(Seed seed, PageUrl url, int depth) {
    boolean near = seed.maxDepth().isEmpty() || depth <= seed.maxDepth().getAsInt();
    boolean inside =
        seed.extent() != Seed.Extent.PREFIX || url.path().startsWith(folder(seed.url().path()));
    return near && inside;
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** The registered domain by the public suffix list; the host itself where there is none. */
  private static String registeredDomain(String host) {
    String domain = EffectiveTldFinder.getAssignedDomain(host, true, false);
    return domain == null ? host : domain;
  }
}
