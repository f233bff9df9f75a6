package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.Lease.LookupLease;
import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The leases that are out: given, and then either ended by whoever had them, or expired.
 *
 * <p>A lease that is being ended, its outcome on the way to the disk, does not expire any more, but
 * still counts as work under way until it has ended.
 *
 * <p>Guarded by the frontier's lock.
 */
final class Leases {

  private final Duration life;
  private final Map<Long, Lease> out = new LinkedHashMap<>();
  private long lastId;
  private final Set<Long> ending = new HashSet<>();
  private int pages;
  private int lookups;

  Leases(Duration life) {
    this.life = life;
  }

  Lease give(HostQueue host, Place place, Scope scope, Instant now) {
    pages++;
    return given(new PageLease(++lastId, now.plus(life), host, place, scope, Optional.empty()));
  }

  /** To make a request that a robots.txt needs, or first to look up the address it goes to. */
  Lease give(HostQueue host, RobotsErrand errand, Instant now) {
    return host.isLocated()
        ? given(new RobotsLease(++lastId, now.plus(life), host, errand))
        : giveLookup(host, errand, now);
  }

  /** To look up the address that an errand, or what it stands for, needs. */
  Lease giveLookup(HostQueue host, RobotsErrand errand, Instant now) {
    lookups++;
    return given(new LookupLease(++lastId, now.plus(life), host, errand));
  }

  private Lease given(Lease lease) {
    out.put(lease.id(), lease);
    return lease;
  }

  /** Takes back the leases that have expired, which they do in the order of their giving. */
  List<Lease> takeExpired(Instant now) {
    if (out.isEmpty()) {
      return List.of();
    }
    List<Lease> expired = new ArrayList<>();
    for (Lease lease : out.values()) {
      if (lease.expiresAt().isAfter(now)) {
        break;
      }
      expired.add(lease);
    }
    for (Lease lease : expired) {
      out.remove(lease.id());
      forget(lease);
    }
    return expired;
  }

  /** Begins to end a lease; false if it has expired. */
  boolean beginToEnd(Lease lease) {
    return out.remove(lease.id()) != null && ending.add(lease.id());
  }

  void ended(Lease lease) {
    if (ending.remove(lease.id())) {
      forget(lease);
    }
  }

  private void forget(Lease lease) {
    pages -= lease instanceof PageLease ? 1 : 0;
    lookups -= lease instanceof LookupLease ? 1 : 0;
  }

  /** The number of the lease that was given last. */
  long lastId() {
    return lastId;
  }

  /** Whether a lease has not ended of those that were given up to this number. */
  boolean anyUpTo(long id) {
    return out.keySet().stream().findFirst().filter(first -> first <= id).isPresent()
        || ending.stream().anyMatch(lease -> lease <= id);
  }

  /** Whether nothing is under way. */
  boolean none() {
    return out.isEmpty() && ending.isEmpty();
  }

  /** How many pages are under way. */
  int pages() {
    return pages;
  }

  /** How many lookups are under way. */
  int lookups() {
    return lookups;
  }
}
