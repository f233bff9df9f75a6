package dev.sluice.service.daemon;

import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.HostResolver;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedFinding;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

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
}
