package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.robots.RobotsFetch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  Leases(Duration life) {
    this.life = life;
  }

  Lease give(HostQueue host, Place place, Instant now) {
    pages++;
    return given(new PageLease(++lastId, now.plus(life), host, place));
  }

  Lease give(HostQueue host, RobotsFetch fetch, Instant now) {
    return given(new RobotsLease(++lastId, now.plus(life), host, fetch));
  }

  private Lease given(Lease lease) {
    out.put(lease.id(), lease);
    return lease;
  }

  /** Takes back the leases that have expired, which they do in the order of their giving. */
  List<Lease> takeExpired(Instant now) {
    List<Lease> expired =
        out.values().stream().takeWhile(lease -> !lease.expiresAt().isAfter(now)).toList();
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
  }

  /** Whether no request is under way. */
  boolean none() {
    return out.isEmpty() && ending.isEmpty();
  }

  /** How many pages are under way. */
  int pages() {
    return pages;
  }
}
