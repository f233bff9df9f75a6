package dev.sluice.engine.scope;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registered domains of hosts by the public suffix list, remembered.
 *
 * <p>A look-up costs a microsecond or two, and a crawl asks for the same hosts again and again.
 * What is remembered is bounded: when it is full it is forgotten as a whole, which costs the next
 * look-ups and needs no order of use. Safe for use by several threads.
 */
public final class Domains {

  private static final int MOST_REMEMBERED = 1 << 16;

  private final Map<String, String> known = new ConcurrentHashMap<>();

  /** The registered domain of a host; the host itself where there is none, as for addresses. */
  public String of(String host) {
    String domain = known.get(host);
    if (domain == null) {
      domain = lookUp(host);
      if (known.size() >= MOST_REMEMBERED) {
        known.clear();
      }
      known.put(host, domain);
    }
    return domain;
  }

  private static String lookUp(String host) {
    String domain = EffectiveTldFinder.getAssignedDomain(host, true, false);
    return domain == null ? host : domain;
  }
}
