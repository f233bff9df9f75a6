package dev.sluice.service.daemon;

import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.HostResolver;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedFinding;
import dev.sluice.engine.model.SeedFinding.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the hosts of seeds what a crawl would meet there. */
public final class SeedProbe {

  /** For each seed the time of some requests with their delays, were they all of one host. */
  private static final Duration PER_SEED = Duration.ofSeconds(30);

  private static final Duration LEAST = Duration.ofMinutes(5);

  private final CrawlSettings settings;
  private final InstantSource clock;

  SeedProbe(CrawlSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** What is found of these seeds, in their order; each has at least one finding. */
  public List<SeedFinding> find(List<Seed> seeds) {
    Duration longest = PER_SEED.multipliedBy(seeds.size());
    return Seeds.probe(
        seeds,
        settings,
        HostResolver.SYSTEM,
        clock,
        longest.compareTo(LEAST) < 0 ? LEAST : longest);
  }

  /**
   * The same beside a crawl, which has turns of its own: hosts that it asks are not asked here too.
   *
   * @param crawled the seeds that are crawled now
   */
  public List<SeedFinding> find(List<Seed> seeds, List<Seed> crawled) {
    Map<Boolean, List<Seed>> busy =
        seeds.stream().collect(Collectors.partitioningBy(seed -> isCrawled(seed, crawled)));
    Map<String, List<SeedFinding>> found =
        find(busy.getOrDefault(false, List.of())).stream()
            .collect(Collectors.groupingBy(SeedFinding::seed));
    return seeds.stream()
        .flatMap(seed -> found.getOrDefault(seed.name(), List.of(notAsked(seed))).stream())
        .toList();
  }

  private static SeedFinding notAsked(Seed seed) {
    return new SeedFinding(
        seed.name(),
        seed.url(),
        Kind.NOT_ASKED,
        "its host is being crawled, and is not asked twice; what is known of "
            + seed.url()
            + " tells how it answers");
  }

  private static boolean isCrawled(Seed seed, List<Seed> crawled) {
    String host = seed.url().host();
    return crawled.stream()
        .filter(other -> !other.policy().paused())
        .anyMatch(other -> host.equals(other.url().host()) || isBelow(host, other));
  }

  private static boolean isBelow(String host, Seed other) {
    String domain = other.url().host().replaceFirst("^www\\.", "");
    return other.extent() == Extent.DOMAIN && (host.equals(domain) || host.endsWith("." + domain));
  }
}
