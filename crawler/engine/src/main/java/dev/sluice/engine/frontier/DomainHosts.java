package dev.sluice.engine.frontier;

import dev.sluice.engine.scope.Domains;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.PageUrl;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many hosts of each registered domain are known: a server that answers for any name below its
 * own can make hosts without end.
 *
 * <p>Guarded by the frontier's lock.
 */
final class DomainHosts {

  private static final int MOST_REMEMBERED = 50_000;

  private final Tallies tallies;
  private final int most;
  private final Domains domains = new Domains();
  private final Map<String, Long> counts =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  DomainHosts(Tallies tallies, int most) {
    this.tallies = tallies;
    this.most = most;
  }

  /** Whether a domain has room for one more host. */
  boolean hasRoom(String hostKey) {
    String domain = domain(hostKey);
    return counts.computeIfAbsent(domain, name -> tallies.count(tally(name))) < most;
  }

  /** Counts a host that becomes known with this batch. */
  void add(Batch batch, String hostKey) {
    String domain = domain(hostKey);
    tallies.add(batch, tally(domain), 1);
    counts.computeIfPresent(domain, (name, count) -> count + 1);
  }

  /** Counts a host no more that is removed with this batch. */
  void remove(Batch batch, String hostKey) {
    String domain = domain(hostKey);
    tallies.add(batch, tally(domain), -1);
    counts.computeIfPresent(domain, (name, count) -> count - 1);
  }

  private String domain(String hostKey) {
    return domains.of(PageUrl.hostOfKey(hostKey));
  }

  /** The name of the tally of a domain's hosts. */
  static String tally(String domain) {
    return "hosts of " + domain;
  }
}
