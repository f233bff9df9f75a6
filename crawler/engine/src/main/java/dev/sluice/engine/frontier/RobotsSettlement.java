package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.Lease.LookupLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.Findings.Link;
import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.model.Lookup.Found;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.robots.Robots;
import dev.sluice.engine.robots.RobotsFetch;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.PageUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Settles what came of an errand for a robots.txt: a redirect is followed, perhaps to another host;
 * what it says in the end is kept, and the sitemaps that it names are queued. A host that has no
 * address has no robots.txt either, so lookups end here too.
 *
 * <p>Batches are put together without the frontier's lock, which is taken when they are committed.
 */
final class RobotsSettlement {

  private final Tables tables;
  private final Scope scope;
  private final Politeness politeness;
  private final Dispatch dispatch;
  private final Gate gate;
  private final Intake intake;

  RobotsSettlement(
      Tables tables,
      Scope scope,
      Politeness politeness,
      Dispatch dispatch,
      Gate gate,
      Intake intake) {
    this.tables = tables;
    this.scope = scope;
    this.politeness = politeness;
    this.dispatch = dispatch;
    this.gate = gate;
    this.intake = intake;
  }

  /**
   * Commits what came of a request.
   *
   * @param redirectTarget where the answer redirects to, if it does
   */
  void settle(RobotsLease lease, FetchResult result, Optional<PageUrl> redirectTarget) {
    Optional<RobotsFetch> following = lease.errand().fetch().next(result, redirectTarget);
    if (isCancelled(result)) {
      gate.ended(
          lease,
          () -> {
            lease.host().errands().add(lease.errand());
            dispatch.putBack(lease.host(), Optional.of(result.endedAt()), gate.now());
          });
    } else if (following.isPresent()) {
      follow(lease, result, following.get());
    } else {
      settle(lease, lease.errand(), result);
    }
  }

  private static boolean isCancelled(FetchResult result) {
    return result instanceof Failure failure && failure.kind() == FetchFailure.CANCELLED;
  }

  private void follow(RobotsLease lease, FetchResult result, RobotsFetch following) {
    HostQueue host = lease.host();
    Duration crawlDelay = following.crawlDelay().orElse(host.clock().crawlDelay());
    HostClock next = clock(host, lease.errand(), result, crawlDelay);
    try (Batch batch = tables.newBatch()) {
      tables.hosts().put(batch, host.key(), host.after(next));
      batch.commit();
    }
    gate.ended(
        lease,
        () -> {
          host.setClock(next);
          HostQueue asked = dispatch.openAnew(following.url().host(), host.urgency());
          HostQueue owner = dispatch.openAnew(following.origin().host(), host.urgency());
          asked.errands().add(new RobotsErrand(following, lease.errand().seed()));
          owner.setAwaitsRobots(owner != asked);
          dispatch.queues().wake(asked); // before the host, most often the same, may leave
          dispatch.putBack(host, result, gate.now());
        });
  }

  private HostClock clock(
      HostQueue host, RobotsErrand errand, FetchResult result, Duration crawlDelay) {
    Optional<Duration> seedDelay = scope.policy(errand.seed()).delay();
    return politeness.after(result, host.key(), host.clock(), crawlDelay, seedDelay);
  }

  /** Ends the errand of a lease: keeps what came of it, and queues the sitemaps that it names. */
  private void settle(Lease lease, RobotsErrand errand, FetchResult result) {
    RobotsRecord record = errand.fetch().settle(result);
    HostQueue host = lease.host();
    boolean own = host.key().equals(PageUrl.hostKey(record.origin().host()));
    Duration crawlDelay = own ? Robots.crawlDelay(record) : host.clock().crawlDelay();
    HostClock next = clock(host, errand, result, crawlDelay);
    try (Batch batch = tables.newBatch();
        Discovery.Found found = intake.find(sitemaps(record, errand.seed()), result.endedAt())) {
      tables.robots().add(batch, record);
      tables.hosts().put(batch, host.key(), host.after(next));
      intake.commit(
          batch,
          found,
          List.of(),
          result.endedAt(),
          () -> {
            dispatch.leases().ended(lease);
            host.setClock(next);
            settled(lease, errand, record, result);
          });
    }
  }

  private static List<Link> sitemaps(RobotsRecord record, String seed) {
    Optional<PageUrl> robotsTxt = Optional.of(record.origin().resolve("/robots.txt"));
    List<Link> sitemaps = new ArrayList<>();
    for (PageUrl url : Robots.sitemaps(record)) {
      sitemaps.add(Link.to(new CrawlUrl(url, Kind.SITEMAP, 0, seed, robotsTxt)));
    }
    return sitemaps;
  }

  /** Brings the memory up to date, with the lock held. */
  private void settled(Lease lease, RobotsErrand errand, RobotsRecord record, FetchResult result) {
    HostQueue host = lease.host();
    tables.robots().committed(record);
    host.errands().remove(errand); // a lookup leaves it there
    HostQueue owner = dispatch.openAnew(record.origin().host(), host.urgency());
    dispatch.givenUp().count(owner, record, result);
    owner.setAwaitsRobots(false);
    dispatch.queues().wake(owner); // before the host, most often the same, may leave
    if (lease instanceof LookupLease) {
      dispatch.putBack(host, Optional.empty(), gate.now());
    } else {
      dispatch.putBack(host, result, gate.now());
    }
  }

  /** Takes note of an address that was found. */
  void settle(LookupLease lease, Found found) {
    String ip = found.address().getHostAddress();
    gate.ended(lease, () -> dispatch.located(lease.host(), ip));
  }

  /** Commits that a host has no address. */
  void settle(LookupLease lease, Failure noAddress) {
    if (isCancelled(noAddress)) {
      gate.ended(
          lease, () -> dispatch.putBack(lease.host(), Optional.empty(), noAddress.endedAt()));
    } else {
      settle(lease, lease.errand(), noAddress);
    }
  }
}
