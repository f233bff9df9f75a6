package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.Agenda.Called;
import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.scope.HostHabits;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.PageUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Chooses what may be asked for next.
 *
 * <p>Hosts come into memory from the {@link Agenda} when a thread finds nothing to do among those
 * that are there, so the front is as large as the threads need it and not larger (BUbiNG's required
 * front size). They leave it when nothing of them is left, when they must not be asked for long, or
 * when they have had their share and others wait.
 *
 * <p>Guarded by the frontier's lock.
 */
final class Dispatch {

  private static final int CALLED_AT_ONCE = 64;
  private static final int MOST_PLACES = 320_000;
  private static final int MOST_READ_AT_ONCE = 32;
  private static final int LEAST_READ_AT_ONCE = 8;
  private static final int HEADS = 3;

  /** So that the lock is not held for long where most of a queue is out of scope. */
  private static final int MOST_LOOKED_AT = 64;

  private static final int MOST_HOSTS_LOOKED_AT = 256;
  private static final int MOST_CALLS = 8;

  private static final byte[] LAST_PLACE = {(byte) 0xff};

  private final Tables tables;
  private final Scope scope;
  private final FrontierSettings settings;
  private final FrontLimits limits;
  private final UrlTable urls;
  private final HostTable hosts;
  private final Politeness politeness;
  private final Budgets budgets;
  private final Instant startedAt;
  private final Agenda agenda;
  private final HostQueues queues;
  private final Leases leases;
  private final GivenUp givenUp;
  private final Admission admission;

  Dispatch(
      Tables tables,
      Scope scope,
      FrontierSettings settings,
      FrontLimits limits,
      Politeness politeness,
      Budgets budgets,
      Instant startedAt) {
    this.tables = tables;
    this.scope = scope;
    this.settings = settings;
    this.limits = limits;
    this.urls = tables.urls();
    this.hosts = tables.hosts();
    this.politeness = politeness;
    this.budgets = budgets;
    this.startedAt = startedAt;
    DomainHosts domains = new DomainHosts(tables.tallies(), settings.maxHostsPerDomain());
    this.agenda = new Agenda(tables.data(), hosts, domains, settings.sleep(), startedAt);
    agenda.bringBack(politeness.longestWait());
    Duration addressDelay = settings.delays().addressDelay();
    Instant notBefore = hosts.isEmpty() ? Instant.EPOCH : startedAt.plus(addressDelay);
    this.queues = new HostQueues(addressDelay, notBefore);
    this.leases = new Leases(settings.leaseLife());
    this.givenUp = new GivenUp(settings.retry().maxAttempts());
    this.admission = new Admission(tables, scope, budgets, leases, givenUp);
  }

  HostQueues queues() {
    return queues;
  }

  Leases leases() {
    return leases;
  }

  GivenUp givenUp() {
    return givenUp;
  }

  /** The next thing that may be done now. */
  Optional<Lease> next(Instant now) {
    takeBackExpired(now);
    int calls = 0;
    for (int i = 0; i < MOST_HOSTS_LOOKED_AT; i++) {
      Optional<HostQueue> host = unlocatedHost().or(() -> queues.pollDue(now));
      if (host.isEmpty() && (calls++ == MOST_CALLS || !call(now))) {
        return Optional.empty();
      }
      Optional<Lease> lease = host.flatMap(due -> nextOf(due, now));
      if (lease.isPresent()) {
        return lease;
      }
    }
    return Optional.empty();
  }

  private Optional<HostQueue> unlocatedHost() {
    return mayLookUp() ? queues.pollUnlocated() : Optional.empty();
  }

  private boolean mayLookUp() {
    return leases.lookups() < settings.lookups();
  }

  /** Brings hosts into memory that wait on the disk; false if there are none whose time it is. */
  private boolean call(Instant now) {
    if (queues.size() >= limits.hosts()) {
      return false;
    }
    int room = Math.min(CALLED_AT_ONCE, limits.hosts() - queues.size());
    List<Called> called = agenda.call(room, now, queues::holds);
    List<Called> ofNoSeed = new ArrayList<>();
    for (Called host : called) {
      if (isOfNoSeed(host)) {
        ofNoSeed.add(host);
      } else {
        putBack(open(host.hostKey(), host.record()), Optional.empty(), now);
      }
    }
    agenda.putOff(ofNoSeed);
    return !called.isEmpty();
  }

  /**
   * Whether a host is left from seeds that are gone, or paused. It can have sitemaps of others, but
   * to find one behind its pages, all of its queue has to be read, perhaps millions of URLs: so it
   * waits until all others have had their turns.
   */
  private boolean isOfNoSeed(Called host) {
    HostRecord record = host.record();
    return record.priority() < SeedPolicy.LAST_PRIORITY
        && record.since().isBefore(startedAt)
        && scope.urgency(PageUrl.hostOfKey(host.hostKey())).isEmpty()
        && !beginsWithSitemap(host.hostKey());
  }

  private boolean beginsWithSitemap(String hostKey) {
    return urls.next(hostKey, Reading.BEGINNING, 1).stream()
        .anyMatch(place -> place.record().url().kind() == Kind.SITEMAP);
  }

  private HostQueue open(String hostKey, HostRecord record) {
    boolean metBefore = record.since().isBefore(startedAt);
    HostClock clock =
        metBefore ? politeness.afterRestart(record.clock(), startedAt) : record.clock();
    HostHabits habits = record.pages() == 0 ? new HostHabits() : hosts.habits(hostKey);
    HostQueue host = queues.open(hostKey, record.at(clock), habits);
    agenda.takeReading(hostKey).ifPresent(host::goOn);
    if (record.cursor().length > 0) {
      forgetCursor(host);
    }
    String name = PageUrl.hostOfKey(hostKey);
    if (PageUrl.isAddress(name)) {
      queues.locate(host, name);
    }
    return host;
  }

  /** From now on places are added before its cursor, which must not outlive this process. */
  private void forgetCursor(HostQueue host) {
    try (Batch batch = tables.newBatch()) {
      hosts.put(batch, host.key(), host.onDisk());
      batch.commit();
    }
  }

  /** A host in memory that is perhaps new: a redirect of a robots.txt can lead anywhere. */
  HostQueue openAnew(String hostName, int priority) {
    String hostKey = PageUrl.hostKey(hostName);
    Optional<HostQueue> held = queues.find(hostKey);
    if (held.isPresent()) {
      return held.get();
    }
    agenda.expect(hostKey, priority, LAST_PLACE, false, startedAt);
    return open(hostKey, hosts.find(hostKey).orElseThrow());
  }

  /** The host's next request; if it has none, the host is let go. */
  private Optional<Lease> nextOf(HostQueue host, Instant now) {
    dropErrandsOfNobody(host);
    RobotsErrand errand = host.errands().peek();
    if (!host.isLocated() && !mayLookUp()) {
      queues.holdUnlocated(host);
      return Optional.empty();
    }
    if (errand != null) {
      if (host.isLocated()) {
        host.errands().remove();
      }
      return Optional.of(busy(leases.give(host, errand, now)));
    }
    if (host.awaitsRobots()) {
      queues.park(host);
      return Optional.empty();
    }
    return nextPage(host, now);
  }

  /**
   * Forgets requests that a robots.txt needs for a seed that is gone, or paused. If another seed
   * needs it too, its next URL will ask anew.
   */
  private void dropErrandsOfNobody(HostQueue host) {
    RobotsErrand errand;
    while ((errand = host.errands().peek()) != null && !scope.mayAsk(errand.seed())) {
      host.errands().remove();
      queues
          .find(PageUrl.hostKey(errand.fetch().origin().host()))
          .filter(HostQueue::awaitsRobots)
          .ifPresent(this::awaitNoMore);
    }
  }

  private void awaitNoMore(HostQueue owner) {
    owner.setAwaitsRobots(false);
    if (owner.state() == HostQueue.State.PARKED) {
      queues.wake(owner);
    }
  }

  private Optional<Lease> nextPage(HostQueue host, Instant now) {
    Optional<Lease> lease = Optional.empty();
    Place place = null;
    for (int i = 0; i < MOST_LOOKED_AT && lease.isEmpty(); i++) {
      place = host.peek(urls, readAtOnce());
      if (place == null) {
        break;
      }
      lease = admission.lease(host, place, now);
    }
    admission.write(now);
    if (lease.isPresent()) {
      return lease.map(this::busy);
    }
    if (place != null) {
      queues.offer(host); // there is more to look at, but others have waited
    } else {
      letGo(host, now);
    }
    return Optional.empty();
  }

  private Lease busy(Lease lease) {
    lease.host().countRequest();
    queues.setBusy(lease.host());
    return lease;
  }

  /** A host has nothing more that may be asked for. */
  private void letGo(HostQueue host, Instant now) {
    if (agenda.isPinned(host.key())) {
      return; // somebody is about to add to its queue, and will put it back into the order
    }
    if (host.beginAnew()) {
      queues.offer(host);
    } else {
      leave(host, resting(host), now);
    }
  }

  /** Where a host stands that has nothing more to do in this run. */
  private static Standing resting(HostQueue host) {
    if (!host.hasPassedOver()) {
      return Standing.DRAINED;
    }
    if (!host.failedRobots().isEmpty()) {
      return Standing.GIVEN_UP;
    }
    if (host.isOverBudget()) {
      return Standing.OVER_BUDGET;
    }
    return host.isPaused() ? Standing.PAUSED : Standing.NOT_OURS;
  }

  private void leave(HostQueue host, Standing standing, Instant since) {
    agenda.leave(host, host.leaving(standing, since));
    queues.forget(host);
  }

  /**
   * Puts a host back whose lease has ended.
   *
   * @param askedUntil when its address had answered; empty if no request was made
   */
  void putBack(HostQueue host, Optional<Instant> askedUntil, Instant now) {
    queues.setIdle(host, askedUntil);
    if (isBeyondPatience(host, now)) {
      leave(host, Standing.GIVEN_UP, now);
    } else if (mayLeave(host) && hasReasonToLeave(host, now)) {
      leave(host, Standing.WAITING, host.due().isAfter(now) ? host.due() : now);
    } else {
      queues.offer(host);
    }
  }

  /** Puts a host back whose address was looked up. */
  void located(HostQueue host, String ip) {
    queues.setIdle(host, Optional.empty());
    queues.locate(host, ip);
    queues.offer(host);
  }

  /**
   * Puts a host back that was answered from an address. That is another one than was planned if the
   * name leads elsewhere by now; then both have been asked, and the host stands at the new one.
   */
  void putBack(HostQueue host, FetchResult result, Instant now) {
    queues.setIdle(host, Optional.of(result.endedAt()));
    if (result instanceof Answer answer) {
      queues.answered(host, answer.address(), answer.endedAt());
    }
    putBack(host, Optional.empty(), now);
  }

  /** Then its errands are forgotten too: it is asked for its robots.txt anew when it wakes. */
  private boolean isBeyondPatience(HostQueue host, Instant now) {
    return host.due().isAfter(now.plus(limits.patience())) && !agenda.isPinned(host.key());
  }

  private boolean mayLeave(HostQueue host) {
    return host.errands().isEmpty()
        && !host.awaitsRobots()
        && host.failedRobots().isEmpty() // or it would be tried as often again
        && !agenda.isPinned(host.key());
  }

  private boolean hasReasonToLeave(HostQueue host, Instant now) {
    return host.due().isAfter(now.plus(limits.longestWait()))
        || (host.requests() >= limits.requestsInARow() && someoneWaits(now));
  }

  private boolean someoneWaits(Instant now) {
    return agenda.firstTurn(now, queues::holds).filter(turn -> !turn.isAfter(now)).isPresent();
  }

  /** Takes leases back whose time is over. */
  void takeBackExpired(Instant now) {
    for (Lease expired : leases.takeExpired(now)) {
      HostQueue host = expired.host();
      if (expired instanceof PageLease page) {
        giveBack(page);
        host.added(page.place(), mostInHead());
      } else if (expired instanceof RobotsLease errand) {
        host.errands().add(errand.errand());
      }
      putBack(host, Optional.empty(), now); // it has long been over, if it was ever made
    }
  }

  /** A page that was asked for brought nothing that a budget counts. */
  private void giveBack(PageLease page) {
    budgets.giveBack(page.url(), page.policy().budgets());
  }

  /**
   * Takes a lease back whose outcome could not be committed: the host goes on with its next URL,
   * politely, and this one stays queued on disk for another run.
   */
  void abandon(Lease lease, FetchResult result, Instant now) {
    HostQueue host = lease.host();
    HostClock before = host.clock();
    if (lease instanceof PageLease page) {
      giveBack(page);
    }
    host.setClock(
        politeness.after(result, host.key(), before, before.crawlDelay(), Optional.empty()));
    host.setAwaitsRobots(false);
    host.leaveBehind();
    if (host.state() == HostQueue.State.BUSY) {
      putBack(host, Optional.of(result.endedAt()), now);
    }
  }

  /**
   * Places of these hosts' queues are about to be committed; those that are not let in are taken
   * out of the list.
   */
  void expect(List<Place> places, Instant now) {
    places.removeIf(place -> !expect(place, now));
  }

  private boolean expect(Place place, Instant now) {
    CrawlUrl url = place.record().url();
    String hostKey = PageUrl.hostKey(url.url().host());
    int priority = scope.policy(url.seed()).priority();
    Optional<HostQueue> held = queues.find(hostKey);
    held.ifPresent(host -> host.hurry(priority));
    boolean letIn =
        held.isPresent() || agenda.expect(hostKey, priority, place.key(), url.depth() > 0, now);
    if (letIn) {
      agenda.pin(hostKey);
    }
    return letIn;
  }

  /** Looks again at a host, now that seeds have changed that have pages there. */
  void reconsider(String hostKey, HostRecord record, Instant now) {
    HostQueue host = queues.find(hostKey).orElse(null);
    OptionalInt urgency = scope.urgency(PageUrl.hostOfKey(hostKey));
    if (host == null) {
      agenda.reconsider(hostKey, record, urgency.orElse(record.priority()), now);
    } else {
      urgency.ifPresent(host::setUrgency);
      host.lookAgain();
    }
  }

  /** The places that were expected are committed, or will never be. */
  void arrived(List<Place> places, boolean committed) {
    for (Place place : places) {
      String hostKey = PageUrl.hostKey(place.record().url().url().host());
      agenda.unpin(hostKey);
      queues.find(hostKey).ifPresent(host -> arrived(host, place, committed));
    }
  }

  private void arrived(HostQueue host, Place place, boolean committed) {
    if (committed) {
      host.added(place, mostInHead());
    }
    queues.offer(host);
  }

  /** A place is given back to the head of its host. */
  void giveBack(HostQueue host, Place place) {
    host.added(place, mostInHead());
  }

  /** What is remembered of the queue of a host that is not in memory does not hold any more. */
  void forget(String hostKey) {
    agenda.forget(hostKey);
  }

  /** Whether somebody is about to add to a host's queue. */
  boolean isExpected(String hostKey) {
    return agenda.isPinned(hostKey);
  }

  /** Removes a host that is not being asked, from the memory and the disk. */
  void remove(String hostKey, HostRecord record) {
    String host = PageUrl.hostOfKey(hostKey);
    try (Batch batch = tables.newBatch()) {
      agenda.remove(batch, hostKey, record);
      tables.robots().remove(batch, host);
      batch.commit();
    }
    tables.robots().removed(host);
    queues.find(hostKey).ifPresent(queues::expel);
  }

  private int readAtOnce() {
    int share = MOST_PLACES / HEADS / Math.max(1, queues.size());
    return Math.max(LEAST_READ_AT_ONCE, Math.min(MOST_READ_AT_ONCE, share));
  }

  private int mostInHead() {
    return HEADS * readAtOnce();
  }

  /** Whether neither memory nor disk hold a host that has something to do in this run. */
  boolean nobodyWaits(Instant now) {
    return queues.nobodyWaits() && agenda.firstTurn(now, queues::holds).isEmpty();
  }

  /** When there can be something to do next, as far as it is known. */
  Optional<Instant> nextEvent(Instant now) {
    if (queues.holdsUnlocated() && mayLookUp()) {
      return Optional.of(now);
    }
    Optional<Instant> inMemory = queues.firstDue();
    Optional<Instant> onDisk =
        queues.size() < limits.hosts()
            ? agenda.firstTurn(now, queues::holds)
            : Optional.<Instant>empty();
    if (inMemory.isPresent() && onDisk.isPresent()) {
      return inMemory.get().isBefore(onDisk.get()) ? inMemory : onDisk;
    }
    return inMemory.or(() -> onDisk);
  }
}
