package dev.sluice.engine.frontier;

import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.scope.Domains;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.UrlRange;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Hosts whose keys lie beside each other: one of them, or a domain and all below it.
 *
 * @param from the first host key
 * @param to the first one beyond
 */
record HostRange(String from, String to) {

  /** All hosts, since no name has a character beyond {@code z}. */
  static final HostRange ALL = new HostRange("", "{");

  /** What ends the key of a host, and what stands between it and the next label of one below. */
  private static final char BEYOND_BOTH = ',' + 1;

  /** The hosts on which something of these seeds can be queued. */
  static Set<HostRange> of(Iterable<Seed> seeds) {
    Domains domains = new Domains();
    Set<HostRange> ranges = new LinkedHashSet<>();
    for (Seed seed : seeds) {
      ranges.add(ofExtent(seed, domains));
      seed.sitemaps().forEach(sitemap -> ranges.add(of(sitemap.host())));
    }
    return ranges;
  }

  /** The hosts of a seed's extent. */
  static HostRange ofExtent(Seed seed, Domains domains) {
    String host = seed.url().host();
    return seed.extent() == Extent.DOMAIN ? below(domains.of(host)) : of(host);
  }

  /** One host. */
  static HostRange of(String host) {
    return ofKey(PageUrl.hostKey(host));
  }

  /** A host, or a domain, and all below it. */
  static HostRange below(String domain) {
    String key = PageUrl.hostKey(domain);
    return new HostRange(key, key.substring(0, key.length() - 1) + BEYOND_BOTH);
  }

  /** The hosts of some URLs. */
  static HostRange of(UrlRange urls) {
    String from = new String(urls.from(), StandardCharsets.UTF_8);
    int end = from.indexOf(')') + 1;
    return end == from.length()
        ? new HostRange(from, new String(urls.to(), StandardCharsets.UTF_8))
        : ofKey(from.substring(0, end));
  }

  private static HostRange ofKey(String hostKey) {
    return new HostRange(hostKey, hostKey + '\0');
  }

  /** What of it comes after a host. */
  HostRange after(String hostKey) {
    return new HostRange(hostKey + '\0', to);
  }

  /** Whether it begins before a host, so that what comes after the host is less than all of it. */
  boolean reachesBeyond(String hostKey) {
    return from.compareTo(hostKey) <= 0;
  }
}
