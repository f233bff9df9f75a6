package dev.sluice.corpus.site;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registered domains of hosts by the public suffix list, remembered, since pages come in the
 * order of their hosts. What is remembered is bounded: when it is full it is forgotten as a whole.
 * Safe for use by several threads.
 */
public final class Domains {

  private static final int MOST_REMEMBERED = 1 << 12;

  private final Map<String, String> known = new ConcurrentHashMap<>();

  /** The registered domain of a host; the host itself where there is none, as for addresses. */
  public String of(String host) {
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(host, Domains::lookUp);
  }

  private static String lookUp(String host) {
    String domain = EffectiveTldFinder.getAssignedDomain(host, true, false);
    return domain == null ? host : domain;
  }
}
