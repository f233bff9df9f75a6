package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.Lease.LookupLease;
import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.Findings;
import dev.sluice.engine.model.Findings.Link;
import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.Lookup;
import dev.sluice.engine.model.Lookup.Found;
import dev.sluice.engine.model.Lookup.NotFound;
import dev.sluice.engine.model.PriorVisit;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.engine.model.Validators;
import dev.sluice.engine.robots.Robots;
import dev.sluice.engine.robots.RobotsFetch;
import dev.sluice.engine.robots.RobotsRules;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.TableSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Hands out the next thing that may be done now, and takes back what came of it.
 *
 * <p>Threads {@link #take} leases and finish them. What is in memory (clocks, heads of queues,
 * leases) is guarded by one lock, that of {@link Waiters}; batches are put together and committed
 * outside of it, after which the memory is brought up to date.
 */
public final class Frontier {

  /** The tables it needs. */
  public static final List<TableSpec> TABLES = tables();

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final int NOT_MODIFIED = 304;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

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
  private final Tallies tallies;
  private final Budgets budgets;
  private final Visits visits;

  private final Waiters waiters;
  private final Dispatch dispatch;
  private long pagesDone;
  private boolean stopped;

  /** The frontier in a data folder; it goes on where the last one ended. */
  public Frontier(DataFolder data, Scope scope, FrontierSettings settings, InstantSource clock) {
    this(data, scope, settings, FrontLimits.DEFAULT, clock);
  }

  Frontier(
      DataFolder data,
      Scope scope,
      FrontierSettings settings,
      FrontLimits limits,
      InstantSource clock) {
    this.data = data;
    this.scope = scope;
    this.settings = settings;
    this.clock = clock;
    this.urls = new UrlTable(data::table);
    this.hosts = new HostTable(data::table);
    this.robots = new Robots(data.table(Robots.TABLE.name()));
    this.discovery = new Discovery(urls);
    this.politeness = new Politeness(settings.delays(), settings.retry());
    this.outcomes = new Outcomes(settings.retry().maxAttempts());
    this.tallies = new Tallies(data.table(Tallies.TABLE.name()));
    this.budgets = new Budgets(tallies);
    this.visits = new Visits(urls, settings.recrawlUntil());
    this.waiters = new Waiters(clock);
    this.dispatch =
        new Dispatch(
            data,
            scope,
            settings,
            limits,
            urls,
            hosts,
            robots,
            politeness,
            budgets,
            tallies,
            clock.instant());
  }

  private static List<TableSpec> tables() {
    List<TableSpec> tables = new ArrayList<>(UrlTable.TABLES);
    tables.addAll(HostTable.TABLES);
    tables.add(Robots.TABLE);
    return List.copyOf(tables);
  }

  /** Queues the first pages of seeds, those that are not known yet; says how many those are. */
  public int add(List<Seed> seeds) {
    List<Link> links = new ArrayList<>();
    for (Seed seed : seeds) {
      links.add(Link.to(new CrawlUrl(seed.url(), 0, seed.name(), Optional.empty())));
      for (PageUrl sitemap : seed.sitemaps()) {
        links.add(Link.to(sitemap(sitemap, seed.name(), Optional.empty())));
      }
    }
    int added = discover(links);
    bringForward(links);
    return added;
  }

  private static CrawlUrl sitemap(PageUrl url, String seed, Optional<PageUrl> foundOn) {
    return new CrawlUrl(url, Kind.SITEMAP, 0, seed, foundOn);
  }

  /** Queues those of the links that are not known yet; says how many those are. */
  public int discover(List<Link> links) {
    Instant now = clock.instant();
    try (Batch batch = data.newBatch();
        Discovery.Found found = discovery.find(links, now)) {
      queue(batch, found, List.of(), now, () -> {});
      return found.places().size();
    }
  }

  /**
   * Commits a batch, with which new places come into queues: those that were found, and others that
   * the batch holds already. The hosts are told before, so that none is forgotten meanwhile, and
   * after.
   *
   * @param change of the memory, to go with the commit
   */
  private void queue(
      Batch batch, Discovery.Found found, List<Place> others, Instant now, Runnable change) {
    int all = found.places().size();
    expect(found.places(), now);
    tallies.add(batch, tally(Refusal.TOO_MANY_SUBDOMAINS), all - found.places().size());
    List<Place> places = new ArrayList<>(others);
    expect(places, now);
    places.addAll(found.places());
    boolean committed = false;
    try {
      urls.addNew(batch, found.places());
      batch.commit();
      found.committed();
      committed = true;
    } finally {
      boolean arrived = committed;
      changing(
          () -> {
            dispatch.arrived(places, arrived);
            if (arrived) {
              change.run();
            }
          });
    }
  }

  static String tally(Refusal why) {
    return "refused " + why.name().toLowerCase(Locale.ROOT);
  }

  private void expect(List<Place> places, Instant now) {
    if (places.isEmpty()) {
      return;
    }
    waiters.lock();
    try {
      dispatch.expect(places, now);
    } finally {
      waiters.unlock();
    }
  }

  /**
   * Puts seeds that were queued before, as links found far from another seed, to where seeds stand.
   * A host that is being asked is left alone: the seed could be what it is asked for.
   */
  private void bringForward(List<Link> seeds) {
    for (Link link : seeds) {
      CrawlUrl seed = link.url();
      urls.find(seed.url())
          .filter(known -> known.status() == UrlStatus.QUEUED && known.url().depth() > 0)
          .ifPresent(known -> bringForward(seed, known));
    }
  }

  private void bringForward(CrawlUrl seed, UrlRecord known) {
    Place place = UrlTable.place(known);
    UrlRecord nearer =
        new UrlRecord(
            seed,
            UrlStatus.QUEUED,
            known.since(),
            known.attempts(),
            known.detail(),
            known.history());
    changing(
        () -> {
          HostQueue host = dispatch.queues().find(PageUrl.hostKey(seed.url().host())).orElse(null);
          if (host != null && host.state() == HostQueue.State.BUSY) {
            return;
          }
          List<Place> forward = new ArrayList<>(List.of(UrlTable.place(nearer)));
          dispatch.expect(forward, clock.instant());
          try (Batch batch = data.newBatch()) {
            urls.replace(batch, place, nearer);
            batch.commit();
          }
          if (host != null) {
            host.removed(place);
          }
          dispatch.arrived(forward, true);
        });
  }

  /**
   * Waits for something that may be done.
   *
   * @return nothing if the frontier was stopped, or there will be nothing more to do
   */
  public Optional<Lease> take() throws InterruptedException {
    return awaitLease().map(this::withPriorVisit);
  }

  private Optional<Lease> awaitLease() throws InterruptedException {
    queueVisits();
    waiters.lockInterruptibly();
    try {
      while (!stopped) {
        Instant now = clock.instant();
        Optional<Lease> lease = isLimitReached() ? Optional.empty() : dispatch.next(now);
        if (lease.isPresent()) {
          return lease;
        }
        if (isDrained(now)) {
          waiters.wakeAll();
          return Optional.empty();
        }
        waiters.awaitUntil(nextEvent(now));
        if (visits.areDue(clock.instant())) {
          waiters.unlock();
          queueVisits();
          waiters.lockInterruptibly();
        }
      }
      return Optional.empty();
    } finally {
      waiters.passOn();
      waiters.unlock();
    }
  }

  /** A page that was there before is asked for with what its last visit brought. */
  private Lease withPriorVisit(Lease lease) {
    if (!(lease instanceof PageLease page) || page.record().history().visits() == 0) {
      return lease;
    }
    return page.with(priorVisit(page.url().url()));
  }

  private Optional<PriorVisit> priorVisit(PageUrl url) {
    Capture newest = null;
    for (Capture capture : data.pages().captures(url)) {
      newest = capture.status() == NOT_MODIFIED ? newest : capture;
    }
    return Optional.ofNullable(newest)
        .map(
            before ->
                new PriorVisit(
                    before.status() == 200 ? Validators.of(before.headers()) : Validators.NONE,
                    before.status(),
                    before.bodyHash()));
  }

  /** Queues pages again whose next visit is due. */
  private void queueVisits() {
    Instant now = clock.instant();
    if (!visits.areDue(now)) {
      return;
    }
    visits.begin();
    try (Batch batch = data.newBatch();
        Discovery.Found none = discovery.find(List.of(), now)) {
      List<Place> places = visits.queue(batch, now);
      queue(batch, none, places, now, () -> {});
    } finally {
      visits.end();
    }
  }

  /**
   * Visits pages now whose sitemap says that they have changed since the last visit. This is
   * committed before the sitemap is: if the process dies in between, the sitemap is read again.
   */
  private void bringForward(List<PageUrl> outdated, Instant now) {
    if (outdated.isEmpty()) {
      return;
    }
    visits.begin();
    try (Batch batch = data.newBatch()) {
      Optional<Instant> at = visits.bringForward(batch, outdated, now);
      batch.commit();
      at.ifPresent(visits::expect);
    } finally {
      visits.end();
    }
  }

  private boolean isLimitReached() {
    return settings.maxPages().isPresent()
        && pagesDone + dispatch.leases().pages() >= settings.maxPages().getAsLong();
  }

  private boolean isDrained(Instant now) {
    return dispatch.leases().none()
        && (isLimitReached() || (dispatch.nobodyWaits(now) && !visits.willBeDue()));
  }

  private Instant nextEvent(Instant now) {
    Instant latest = now.plus(LONGEST_WAIT);
    if (isLimitReached()) {
      return latest;
    }
    Instant visit = visits.next();
    Instant next = dispatch.nextEvent(now).filter(due -> due.isBefore(latest)).orElse(latest);
    return visit.isBefore(next) ? visit : next;
  }

  /**
   * Ends a page's lease: commits what came of it, all at once.
   *
   * @param findings what the answer brought besides its bytes; {@link Findings#NONE} if there was
   *     none
   */
  public void finish(PageLease lease, FetchResult result, Findings findings) {
    if (!end(lease)) {
      return; // expired: another thread has it now, and its outcome will count
    }
    try {
      commit(lease, result, findings);
    } catch (RuntimeException failure) {
      abandon(lease, result);
      throw failure;
    }
  }

  private void commit(PageLease lease, FetchResult result, Findings findings) {
    HostQueue host = lease.host();
    SeedPolicy policy = scope.policy(lease.url().seed());
    Optional<RobotsRules> rules = robots.rules(lease.url().url().origin(), result.endedAt());
    Duration crawlDelay = rules.map(RobotsRules::crawlDelay).orElse(host.clock().crawlDelay());
    HostClock next = politeness.after(result, host.key(), host.clock(), crawlDelay, policy.delay());
    try (Batch batch = data.newBatch();
        Discovery.Found found = discovery.find(findings.links(), result.endedAt())) {
      bringForward(found.outdated(), result.endedAt());
      Settled settled = settle(batch, lease, result, findings, policy, rules);
      if (settled.stored) {
        learn(lease, result, findings, policy);
      }
      findings.refused().forEach((why, count) -> tallies.add(batch, tally(why), count));
      HostRecord after = host.after(next, settled.stored ? 1 : 0);
      hosts.put(batch, host.key(), after);
      if (host.isTimeToWriteHabits() || !policy.pathBudgets().isEmpty()) {
        hosts.put(batch, host.key(), host.habits());
      }
      queue(
          batch,
          found,
          List.of(),
          result.endedAt(),
          () -> {
            dispatch.leases().ended(lease);
            settled.again.ifPresent(place -> dispatch.giveBack(host, place));
            count(lease, settled);
            host.written(after);
            settled.nextVisit.ifPresent(visits::expect);
            dispatch.putBack(host, result, clock.instant());
          });
    }
  }

  /** What a page teaches of its host's URLs; a page that is visited again teaches nothing. */
  private static void learn(
      PageLease lease, FetchResult result, Findings findings, SeedPolicy policy) {
    boolean firstVisit = lease.prior().isEmpty();
    if (firstVisit && result instanceof Answer answer) {
      long digest =
          findings.textDigest() == 0
              ? Arrays.hashCode(answer.body()) * SPREAD // no HTML: the bytes are the text
              : findings.textDigest();
      lease.host().habits().learn(lease.url().url(), answer.status(), digest, policy);
    }
  }

  private void count(PageLease lease, Settled settled) {
    if (settled.stored) {
      pagesDone++;
    } else {
      budgets.giveBack(lease.url().seed());
    }
  }

  /** What a result made of a URL. */
  private record Settled(Optional<Place> again, boolean stored, Optional<Instant> nextVisit) {}

  /** Writes the URL's new state, and its capture if it has a final answer. */
  private Settled settle(
      Batch batch,
      PageLease lease,
      FetchResult result,
      Findings findings,
      SeedPolicy policy,
      Optional<RobotsRules> rules) {
    Optional<ContentHash> hash =
        result instanceof Answer answer
            ? Optional.of(ContentHash.of(answer.body()))
            : Optional.empty();
    Change change =
        hash.map(of -> Outcomes.change(lease.prior(), (Answer) result, of)).orElse(Change.FIRST);
    Optional<UrlRecord> next = outcomes.next(lease.record(), result, change, policy.recrawl());
    if (next.isEmpty()) {
      return new Settled(Optional.of(lease.place()), false, Optional.empty());
    }
    Place place = urls.replace(batch, lease.place(), next.get());
    boolean stored = next.get().status() == UrlStatus.FETCHED && lease.url().kind() == Kind.PAGE;
    if (stored) {
      List<Directive> directives = directives(lease, findings, rules);
      data.pages()
          .add(
              batch,
              Outcomes.capture(
                  lease.url(),
                  (Answer) result,
                  hash.orElseThrow(),
                  change,
                  directives,
                  policy.tags()));
      budgets.store(batch, lease.url().seed());
    }
    return next.get().status() == UrlStatus.QUEUED
        ? new Settled(Optional.of(place), false, Optional.empty())
        : new Settled(Optional.empty(), stored, next.get().history().nextVisit());
  }

  private static List<Directive> directives(
      PageLease lease, Findings findings, Optional<RobotsRules> rules) {
    List<Directive> all = new ArrayList<>(findings.directives());
    rules.ifPresent(of -> all.addAll(of.directives(lease.url().url())));
    return all;
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
    RobotsFetch fetch = lease.errand().fetch();
    Optional<RobotsFetch> following = fetch.next(result, redirectTarget);
    if (result instanceof Failure failure && failure.kind() == FetchFailure.CANCELLED) {
      ended(
          lease,
          () -> {
            lease.host().errands().add(lease.errand());
            dispatch.putBack(lease.host(), Optional.of(result.endedAt()), clock.instant());
          });
    } else if (following.isPresent()) {
      follow(lease, result, following.get());
    } else {
      settle(lease, lease.errand(), result);
    }
  }

  private void follow(RobotsLease lease, FetchResult result, RobotsFetch following) {
    HostQueue host = lease.host();
    HostClock next =
        politeness.after(
            result,
            host.key(),
            host.clock(),
            following.crawlDelay().orElse(host.clock().crawlDelay()),
            scope.policy(lease.errand().seed()).delay());
    try (Batch batch = data.newBatch()) {
      hosts.put(batch, host.key(), host.after(next));
      batch.commit();
    }
    ended(
        lease,
        () -> {
          host.setClock(next);
          HostQueue asked = dispatch.openAnew(following.url().host(), host.urgency());
          HostQueue owner = dispatch.openAnew(following.origin().host(), host.urgency());
          asked.errands().add(new RobotsErrand(following, lease.errand().seed()));
          owner.setAwaitsRobots(owner != asked);
          dispatch.queues().wake(asked); // before the host, most often the same, may leave
          dispatch.putBack(host, result, clock.instant());
        });
  }

  /** Ends the errand of a lease: keeps what came of it, and queues the sitemaps that it names. */
  private void settle(Lease lease, RobotsErrand errand, FetchResult result) {
    RobotsRecord record = errand.fetch().settle(result);
    HostQueue host = lease.host();
    boolean own = host.key().equals(PageUrl.hostKey(record.origin().host()));
    Duration crawlDelay = own ? Robots.crawlDelay(record) : host.clock().crawlDelay();
    SeedPolicy policy = scope.policy(errand.seed());
    HostClock next = politeness.after(result, host.key(), host.clock(), crawlDelay, policy.delay());
    List<Link> sitemaps = new ArrayList<>();
    PageUrl robotsTxt = record.origin().resolve("/robots.txt");
    for (PageUrl url : Robots.sitemaps(record)) {
      sitemaps.add(Link.to(sitemap(url, errand.seed(), Optional.of(robotsTxt))));
    }
    try (Batch batch = data.newBatch();
        Discovery.Found found = discovery.find(sitemaps, result.endedAt())) {
      robots.add(batch, record);
      hosts.put(batch, host.key(), host.after(next));
      queue(
          batch,
          found,
          List.of(),
          result.endedAt(),
          () -> {
            robots.committed(record);
            dispatch.leases().ended(lease);
            host.setClock(next);
            host.errands().remove(errand); // a lookup leaves it there
            HostQueue owner = dispatch.openAnew(record.origin().host(), host.urgency());
            dispatch.givenUp().count(owner, record, result);
            owner.setAwaitsRobots(false);
            dispatch.queues().wake(owner); // before the host, most often the same, may leave
            if (lease instanceof LookupLease) {
              dispatch.putBack(host, Optional.empty(), clock.instant());
            } else {
              dispatch.putBack(host, result, clock.instant());
            }
          });
    }
  }

  /** Ends the lease of a lookup. */
  public void finish(LookupLease lease, Lookup lookup) {
    if (!end(lease)) {
      return;
    }
    Instant now = clock.instant();
    if (lookup instanceof Found found) {
      String ip = found.address().getHostAddress();
      ended(lease, () -> dispatch.located(lease.host(), ip));
      return;
    }
    NotFound none = (NotFound) lookup;
    Failure failure = new Failure(none.kind(), none.detail(), now);
    if (none.kind() == FetchFailure.CANCELLED) {
      ended(lease, () -> dispatch.putBack(lease.host(), Optional.empty(), now));
      return;
    }
    try {
      settle(lease, lease.errand(), failure);
    } catch (RuntimeException broken) {
      abandon(lease, failure);
      throw broken;
    }
  }

  /** Takes the lease back for good; false if it has expired. */
  private boolean end(Lease lease) {
    waiters.lock();
    try {
      return dispatch.leases().beginToEnd(lease);
    } finally {
      waiters.unlock();
    }
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
          HostClock before = host.clock();
          if (lease instanceof PageLease page) {
            budgets.giveBack(page.url().seed());
          }
          host.setClock(
              politeness.after(result, host.key(), before, before.crawlDelay(), Optional.empty()));
          host.setAwaitsRobots(false);
          host.leaveBehind();
          if (host.state() == HostQueue.State.BUSY) {
            dispatch.putBack(host, Optional.of(result.endedAt()), clock.instant());
          }
        });
  }

  private void ended(Lease lease, Runnable change) {
    changing(
        () -> {
          dispatch.leases().ended(lease);
          change.run();
        });
  }

  private void changing(Runnable change) {
    waiters.lock();
    try {
      change.run();
      Instant now = clock.instant();
      if (isDrained(now)) {
        waiters.wakeAll();
      } else {
        waiters.wakeFor(nextEvent(now));
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
      return stopped || isDrained(clock.instant());
    } finally {
      waiters.unlock();
    }
  }

  /**
   * How many links were not followed, by why, over all runs; each time counts. What was queued and
   * then refused by what its host taught counts once.
   */
  public static Map<Refusal, Long> refusals(DataFolder data) {
    Tallies tallies = new Tallies(data.table(Tallies.TABLE.name()));
    Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);
    for (Refusal why : Refusal.values()) {
      counts.put(why, tallies.count(tally(why)));
    }
    return counts;
  }

  /** How the crawl stands. */
  public FrontierProgress progress() {
    waiters.lock();
    try {
      HostQueues queues = dispatch.queues();
      int ready = queues.ready(clock.instant());
      return new FrontierProgress(
          pagesDone,
          urls.count(UrlStatus.QUEUED),
          ready,
          queues.waiting() - ready,
          queues.busy(),
          dispatch.givenUp().named());
    } finally {
      waiters.unlock();
    }
  }
}
