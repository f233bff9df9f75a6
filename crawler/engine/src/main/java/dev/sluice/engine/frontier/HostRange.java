package dev.sluice.engine.frontier;

import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.scope.Domains;
import dev.sluice.pages.model.PageUrl;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Hosts whose keys lie beside each other: one of them, or a domain and all below it.
 *
 * @param from the first host key
 * @param to the first one beyond
 */
record HostRange(String from, String to) {

  /** What ends the key of a host, and what stands between it and the next label of one below. */
  private static final char BEYOND_BOTH = ',' + 1;

  /** The hosts on which something of these seeds can be queued. */
  static Set<HostRange> of(Iterable<Seed> seeds) {
    Domains domains = new Domains();
    Set<HostRange> ranges = new LinkedHashSet<>();
    for (Seed seed : seeds) {
      String host = seed.url().host();
      ranges.add(seed.extent() == Extent.DOMAIN ? below(domains.of(host)) : of(host));
      seed.sitemaps().forEach(sitemap -> ranges.add(of(sitemap.host())));
    }
    return ranges;
  }

  private static HostRange of(String host) {
    String key = PageUrl.hostKey(host);
    return new HostRange(key, key + '\0');
  }

  private static HostRange below(String domain) {
    String key = PageUrl.hostKey(domain);
    return new HostRange(key, key.substring(0, key.length() - 1) + BEYOND_BOTH);
  }

  /** What of it comes after a host. */
  HostRange after(String hostKey) {
    return new HostRange(hostKey + '\0', to);
  }
}
