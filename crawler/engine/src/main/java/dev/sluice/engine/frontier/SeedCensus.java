package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.HostTable.Known;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.HostStandings;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedCounts;
import dev.sluice.engine.scope.Domains;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Tells how much there is of seeds. All of it but how hosts stand was counted when it was
 * committed, so that a seed costs four look-ups, however large it is.
 */
public final class SeedCensus {

  private static final int AT_ONCE = 1_000;
  private static final int LOOK_UPS = 4;

  private final Tallies tallies;
  private final HostTable hosts;
  private final Domains domains = new Domains();

  /** The census of what these tables hold, asked for by name. */
  public SeedCensus(Function<String, Table> tables) {
    this.tallies = new Tallies(tables.apply(Tallies.TABLE.name()));
    this.hosts = new HostTable(tables);
  }

  /** How much there is of each seed, in their order. */
  public List<SeedCounts> counts(List<Seed> seeds) {
    boolean bySeed = tallies.countsBySeed();
    List<SeedCounts> counts = new ArrayList<>(seeds.size());
    for (int from = 0; from < seeds.size(); from += AT_ONCE) {
      List<Seed> some = seeds.subList(from, Math.min(seeds.size(), from + AT_ONCE));
      counts.addAll(countsOfFew(some, bySeed));
    }
    return counts;
  }

  private List<SeedCounts> countsOfFew(List<Seed> seeds, boolean bySeed) {
    List<String> names = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (Seed seed : seeds) {
      String host = seed.url().host();
      names.add(Budgets.seedTally(seed.name()));
      names.add(UrlTable.queuedOf(seed.name()));
      names.add(UrlTable.overBudgetOf(seed.name()));
      names.add(DomainHosts.tally(domains.of(host)));
      keys.add(PageUrl.hostKey(host));
    }
    List<Long> found = tallies.counts(names);
    List<Boolean> known = hosts.areKnown(keys);
    List<SeedCounts> counts = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      int at = LOOK_UPS * i;
      boolean isDomain = seeds.get(i).extent() == Extent.DOMAIN;
      counts.add(
          new SeedCounts(
              found.get(at),
              bySeed ? OptionalLong.of(found.get(at + 1)) : OptionalLong.empty(),
              bySeed ? OptionalLong.of(found.get(at + 2)) : OptionalLong.empty(),
              isDomain ? found.get(at + 3) : known.get(i) ? 1 : 0));
    }
    return counts;
  }

  /**
   * How the hosts of a seed's extent stand. They are read one by one: a thousand, which is as many
   * as links bring in of a domain, cost about 2 ms.
   */
  public HostStandings hosts(Seed seed, int atMost) {
    List<Known> some = hosts.within(HostRange.ofExtent(seed, domains), atMost + 1);
    boolean all = some.size() <= atMost;
    Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
    for (Standing standing : Standing.values()) {
      counts.put(standing, 0);
    }
    int seen = Math.min(some.size(), atMost);
    some.subList(0, seen).forEach(host -> counts.merge(host.record().standing(), 1, Integer::sum));
    return new HostStandings(seen, all, counts);
  }
}
