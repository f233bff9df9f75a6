package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.engine.robots.Robots;
import dev.sluice.engine.robots.RobotsFetch;
import dev.sluice.engine.robots.RobotsRules;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.TableSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands out the next request that may be made now, and takes back what came of it.
 *
 * <p>Threads {@link #take} leases and {@link #finish} them. What is in memory (clocks, heads of
 * queues, leases) is guarded by one lock, that of {@link Waiters}; batches are put together and
 * committed outside of it, after which the memory is brought up to date.
 */
public final class Frontier {

  /** The tables it needs. */
  public static final List<TableSpec> TABLES = tables();

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** How many given up servers are named in {@link #progress}. */
  private static final int MOST_NAMED = 20;

  private final DataFolder data;
  private final Scope scope;
  private final FrontierSettings settings;
  private final InstantSource clock;
  private final UrlTable urls;
  private final HostTable hosts;
  private final Robots robots;
  private final Discovery discovery;
  private final Politeness politeness;
  private final Outcomes outcomes;

  private final Waiters waiters;
  private final Leases leases;
  private final HostQueues queues = new HostQueues();
  private final Map<Origin, Integer> failedRobots = new LinkedHashMap<>(); // attempts in this run
  private long pagesDone;
  private boolean stopped;

  /** The frontier in a data folder; it goes on where the last one ended. */
  public Frontier(DataFolder data, Scope scope, FrontierSettings settings, InstantSource clock) {
    this.data = data;
    this.scope = scope;
    this.settings = settings;
    this.clock = clock;
    this.urls = new UrlTable(data::table);
    this.hosts = new HostTable(data.table(HostTable.TABLE.name()));
    this.robots = new Robots(data.table(Robots.TABLE.name()));
    this.discovery = new Discovery(data, urls, hosts);
    this.politeness = new Politeness(settings.delay(), settings.retry());
    this.outcomes = new Outcomes(settings.retry().maxAttempts());
    this.waiters = new Waiters(clock);
    this.leases = new Leases(settings.leaseLife());
    Instant now = clock.instant();
    hosts.forEach(
        (key, stored) -> queues.offer(queues.open(key, politeness.afterRestart(stored, now))));
  }

  private static List<TableSpec> tables() {
    List<TableSpec> tables = new ArrayList<>(UrlTable.TABLES);
    tables.add(HostTable.TABLE);
    tables.add(Robots.TABLE);
    return List.copyOf(tables);
  }

  /** Queues the first pages of seeds, those that are not known yet; says how many those are. */
  public int add(List<Seed> seeds) {
    List<CrawlUrl> links =
        seeds.stream()
            .map(seed -> new CrawlUrl(seed.url(), 0, seed.name(), Optional.empty()))
            .toList();
    try (Batch batch = data.newBatch();
        Discovery.Found found = discovery.add(batch, links, clock.instant())) {
      batch.commit();
      changing(() -> enqueue(found.places()));
      bringForward(links);
      return found.places().size();
    }
  }

  /**
   * Puts seeds that were queued before, as links found far from another seed, to where seeds stand.
   * A host that is being asked is left alone: the seed could be what it is asked for.
   */
  private void bringForward(List<CrawlUrl> seeds) {
    List<Place> forward = new ArrayList<>();
    changing(
        () -> {
          try (Batch batch = data.newBatch()) {
            seeds.forEach(seed -> bringForward(batch, seed).ifPresent(forward::add));
            batch.commit();
          }
          enqueue(forward);
        });
  }

  private Optional<Place> bringForward(Batch batch, CrawlUrl seed) {
    Optional<HostQueue> host = queues.find(PageUrl.hostKey(seed.url().host()));
    return urls.find(seed.url())
        .filter(known -> known.status() == UrlStatus.QUEUED && known.url().depth() > 0)
        .filter(known -> host.isEmpty() || host.get().state() != HostQueue.State.BUSY)
        .map(known -> bringForward(batch, seed, known, host));
  }

  private Place bringForward(
      Batch batch, CrawlUrl seed, UrlRecord known, Optional<HostQueue> host) {
    Place place = UrlTable.place(known);
    host.ifPresent(held -> held.removed(place));
    return urls.replace(
        batch,
        place,
        new UrlRecord(seed, UrlStatus.QUEUED, known.since(), known.attempts(), known.detail()));
  }

  /**
   * Waits for a request that may be made.
   *
   * @return nothing if the frontier was stopped, or there will be nothing more to do
   */
  public Optional<Lease> take() throws InterruptedException {
    waiters.lockInterruptibly();
    try {
      while (!stopped) {
        Optional<Lease> lease = tryTake(clock.instant());
        if (lease.isPresent()) {
          return lease;
        }
        if (isDrained()) {
          waiters.wakeAll();
          return Optional.empty();
        }
        waiters.awaitUntil(nextEvent(clock.instant()));
      }
      return Optional.empty();
    } finally {
      waiters.passOn();
      waiters.unlock();
    }
  }

  private Optional<Lease> tryTake(Instant now) {
    takeBackExpired(now);
    while (!isLimitReached()) {
      Optional<HostQueue> host = queues.pollDue(now);
      if (host.isEmpty()) {
        return Optional.empty();
      }
      Optional<Lease> lease = nextRequest(host.get(), now);
      if (lease.isPresent()) {
        return lease;
      }
    }
    return Optional.empty();
  }

  private boolean isLimitReached() {
    return settings.maxPages().isPresent()
        && pagesDone + leases.pages() >= settings.maxPages().getAsLong();
  }

  private boolean isDrained() {
    return leases.none() && (queues.nobodyWaits() || isLimitReached());
  }

  private Instant nextEvent(Instant now) {
    Instant latest = now.plus(LONGEST_WAIT);
    return isLimitReached()
        ? latest
        : queues.firstDue().filter(due -> due.isBefore(latest)).orElse(latest);
  }

  /** The host's next request; if it has none, the host is let go. */
  private Optional<Lease> nextRequest(HostQueue host, Instant now) {
    RobotsFetch errand = host.errands().poll();
    if (errand != null) {
      return Optional.of(busy(leases.give(host, errand, now)));
    }
    if (host.awaitsRobots()) {
      queues.park(host);
      return Optional.empty();
    }
    return nextPage(host, now);
  }

  private Optional<Lease> nextPage(HostQueue host, Instant now) {
    Place place;
    while ((place = host.peek(urls)) != null) {
      CrawlUrl url = place.record().url();
      Origin origin = url.url().origin();
      Optional<RobotsRules> rules = robots.rules(origin, now);
      if (!scope.covers(url) || (rules.isEmpty() && isGivenUp(origin))) {
        host.pop(); // stays queued on disk, for a run with other seeds or better luck
      } else if (rules.isEmpty()) {
        return Optional.of(busy(leases.give(host, RobotsFetch.first(origin), now)));
      } else if (rules.get().allows(url.url())) {
        host.pop();
        return Optional.of(busy(leases.give(host, place, now)));
      } else {
        disallow(place, now);
        host.pop();
      }
    }
    queues.forget(host);
    return Optional.empty();
  }

  private boolean isGivenUp(Origin origin) {
    return failedRobots.getOrDefault(origin, 0) >= settings.retry().maxAttempts();
  }

  private void disallow(Place place, Instant now) {
    try (Batch batch = data.newBatch()) {
      UrlRecord record = place.record();
      urls.replace(
          batch,
          place,
          new UrlRecord(record.url(), UrlStatus.DISALLOWED, now, record.attempts(), "robots.txt"));
      batch.commit();
    }
  }

  private Lease busy(Lease lease) {
    queues.setBusy(lease.host());
    return lease;
  }

  private void takeBackExpired(Instant now) {
    for (Lease expired : leases.takeExpired(now)) {
      if (expired instanceof PageLease page) {
        page.host().added(page.place());
      } else if (expired instanceof RobotsLease errand) {
        errand.host().errands().add(errand.fetch());
      }
      putBack(expired.host());
    }
  }

  /**
   * Ends a page's lease: commits what came of it, all at once.
   *
   * @param links those of the page's links, or the redirect's target, that are in scope
   */
  public void finish(PageLease lease, FetchResult result, List<CrawlUrl> links) {
    if (!end(lease)) {
      return; // expired: another thread has it now, and its outcome will count
    }
    try {
      commit(lease, result, links);
    } catch (RuntimeException failure) {
      abandon(lease, result);
      throw failure;
    }
  }

  private void commit(PageLease lease, FetchResult result, List<CrawlUrl> links) {
    HostQueue host = lease.host();
    HostClock next = politeness.after(result, host.clock(), crawlDelay(lease, result));
    try (Batch batch = data.newBatch();
        Discovery.Found found = discovery.add(batch, links, result.endedAt())) {
      Optional<Place> again = settle(batch, lease, result);
      hosts.put(batch, host.key(), next);
      batch.commit();
      ended(
          lease,
          () -> {
            pagesDone += isStored(result, again) ? 1 : 0;
            enqueue(found.places());
            again.ifPresent(host::added);
            host.setClock(next);
            putBack(host);
          });
    }
  }

  private static boolean isStored(FetchResult result, Optional<Place> again) {
    return result instanceof Answer && again.isEmpty();
  }

  /** Writes the URL's new state, and its capture if it has a final answer; gives its new place. */
  private Optional<Place> settle(Batch batch, PageLease lease, FetchResult result) {
    Optional<UrlRecord> next = outcomes.next(lease.place().record(), result);
    if (next.isEmpty()) {
      return Optional.of(lease.place());
    }
    Place place = urls.replace(batch, lease.place(), next.get());
    if (next.get().status() == UrlStatus.FETCHED) {
      data.pages().add(batch, Outcomes.capture(lease.url(), (Answer) result));
    }
    return next.get().status() == UrlStatus.QUEUED ? Optional.of(place) : Optional.empty();
  }

  private Duration crawlDelay(PageLease lease, FetchResult result) {
    return robots
        .rules(lease.url().url().origin(), result.endedAt())
        .map(RobotsRules::crawlDelay)
        .orElse(lease.host().clock().crawlDelay());
  }

  /**
   * Ends the lease of a robots.txt request.
   *
   * @param redirectTarget where the answer redirects to, if it does
   */
  public void finish(RobotsLease lease, FetchResult result, Optional<PageUrl> redirectTarget) {
    if (!end(lease)) {
      return;
    }
    try {
      commit(lease, result, redirectTarget);
    } catch (RuntimeException failure) {
      abandon(lease, result);
      throw failure;
    }
  }

  private void commit(RobotsLease lease, FetchResult result, Optional<PageUrl> redirectTarget) {
    Optional<RobotsFetch> following = lease.fetch().next(result, redirectTarget);
    if (result instanceof Failure failure && failure.kind() == FetchFailure.CANCELLED) {
      ended(
          lease,
          () -> {
            lease.host().errands().add(lease.fetch());
            putBack(lease.host());
          });
    } else if (following.isPresent()) {
      follow(lease, result, following.get());
    } else {
      settle(lease, result, lease.fetch().settle(result));
    }
  }

  private void follow(RobotsLease lease, FetchResult result, RobotsFetch following) {
    HostQueue host = lease.host();
    Duration crawlDelay = following.crawlDelay().orElse(host.clock().crawlDelay());
    HostClock next = politeness.after(result, host.clock(), crawlDelay);
    discovery.know(PageUrl.hostKey(following.url().host()));
    try (Batch batch = data.newBatch()) {
      hosts.put(batch, host.key(), next);
      batch.commit();
    }
    ended(
        lease,
        () -> {
          host.setClock(next);
          HostQueue asked = open(PageUrl.hostKey(following.url().host()));
          HostQueue owner = open(PageUrl.hostKey(following.origin().host()));
          asked.errands().add(following);
          owner.setAwaitsRobots(owner != asked);
          putBack(host);
          queues.wake(asked);
        });
  }

  private void settle(RobotsLease lease, FetchResult result, RobotsRecord record) {
    HostQueue host = lease.host();
    boolean own = host.key().equals(PageUrl.hostKey(record.origin().host()));
    Duration crawlDelay = own ? Robots.crawlDelay(record) : host.clock().crawlDelay();
    HostClock next = politeness.after(result, host.clock(), crawlDelay);
    try (Batch batch = data.newBatch()) {
      robots.add(batch, record);
      hosts.put(batch, host.key(), next);
      batch.commit();
    }
    robots.committed(record);
    ended(
        lease,
        () -> {
          host.setClock(next);
          HostQueue owner = open(PageUrl.hostKey(record.origin().host()));
          countFailure(record, result);
          owner.setAwaitsRobots(false);
          putBack(host);
          queues.wake(owner);
        });
  }

  /** What another attempt could not change is given up at once. */
  private void countFailure(RobotsRecord record, FetchResult result) {
    if (record.outcome() != RobotsRecord.Outcome.UNREACHABLE) {
      failedRobots.remove(record.origin());
      return;
    }
    boolean hopeless = result instanceof Failure failure && !failure.kind().passing();
    int attempts = hopeless ? settings.retry().maxAttempts() : 1;
    failedRobots.merge(record.origin(), attempts, Integer::sum);
  }

  /** Takes the lease back for good; false if it has expired. */
  private boolean end(Lease lease) {
    waiters.lock();
    try {
      return leases.beginToEnd(lease);
    } finally {
      waiters.unlock();
    }
  }

  private void enqueue(List<Place> places) {
    for (Place place : places) {
      HostQueue host = open(PageUrl.hostKey(place.record().url().url().host()));
      host.added(place);
      queues.offer(host);
    }
  }

  private HostQueue open(String hostKey) {
    return queues
        .find(hostKey)
        .orElseGet(() -> queues.open(hostKey, hosts.find(hostKey).orElse(HostClock.NEW)));
  }

  private void putBack(HostQueue host) {
    queues.setIdle(host);
    queues.offer(host);
  }

  /**
   * Ends a lease whose outcome could not be committed: the host goes on with its next URL,
   * politely, and this one stays queued on disk for another run.
   */
  private void abandon(Lease lease, FetchResult result) {
    HostQueue host = lease.host();
    ended(
        lease,
        () -> {
          host.setClock(politeness.after(result, host.clock(), host.clock().crawlDelay()));
          host.setAwaitsRobots(false);
          putBack(host);
        });
  }

  private void ended(Lease lease, Runnable change) {
    changing(
        () -> {
          leases.ended(lease);
          change.run();
        });
  }

  private void changing(Runnable change) {
    waiters.lock();
    try {
      change.run();
      if (isDrained()) {
        waiters.wakeAll();
      } else {
        waiters.wakeFor(nextEvent(clock.instant()));
      }
    } finally {
      waiters.unlock();
    }
  }

  /** Hands out nothing more; leases that are out can still be finished. */
  public void stop() {
    waiters.lock();
    try {
      stopped = true;
      waiters.wakeAll();
    } finally {
      waiters.unlock();
    }
  }

  /** Whether there is nothing to do, now or later, unless seeds are added. */
  public boolean isFinished() {
    waiters.lock();
    try {
      return stopped || isDrained();
    } finally {
      waiters.unlock();
    }
  }

  /** How the crawl stands. */
  public FrontierProgress progress() {
    waiters.lock();
    try {
      int ready = queues.ready(clock.instant());
      return new FrontierProgress(
          pagesDone,
          urls.count(UrlStatus.QUEUED),
          ready,
          queues.waiting() - ready,
          queues.busy(),
          failedRobots.keySet().stream().filter(this::isGivenUp).limit(MOST_NAMED).toList());
    } finally {
      waiters.unlock();
    }
  }
}
