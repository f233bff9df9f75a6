package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.Lease.LookupLease;
import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.Findings;
import dev.sluice.engine.model.Findings.Link;
import dev.sluice.engine.model.HostListing;
import dev.sluice.engine.model.HostListing.ListedHost;
import dev.sluice.engine.model.HostQuery;
import dev.sluice.engine.model.HostWait;
import dev.sluice.engine.model.Lookup;
import dev.sluice.engine.model.Lookup.Found;
import dev.sluice.engine.model.Lookup.NotFound;
import dev.sluice.engine.model.PurgeProgress;
import dev.sluice.engine.model.Purged;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.model.UrlRange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hands out the next thing that may be done now, and takes back what came of it.
 *
 * <p>Threads {@link #take} leases and finish them. What is in memory (clocks, heads of queues,
 * leases) is guarded by one lock, that of {@link Gate}; batches are put together and committed
 * outside of it, after which the memory is brought up to date.
 */
public final class Frontier {

  /** The tables it needs. */
  public static final List<TableSpec> TABLES = Tables.specs();

  /** Hosts of whom it is told at once what they wait for; the lock is held for some 20 µs. */
  private static final int TOLD_AT_ONCE = 100;

  private final UrlTable urls;
  private final HostSearch search;
  private final Visits visits;
  private final Dispatch dispatch;
  private final Gate gate;
  private final Intake intake;
  private final Rounds rounds;
  private final PageSettlement pages;
  private final RobotsSettlement errands;
  private final Reseeding reseeding;
  private final Purging purging;

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
    Tables tables = Tables.of(data);
    countBySeed(tables);
    Politeness politeness = new Politeness(settings.delays(), settings.retry());
    Outcomes outcomes = new Outcomes(settings.retry().maxAttempts());
    Budgets budgets = new Budgets(tables.tallies());
    this.urls = tables.urls();
    this.search = new HostSearch(tables.hosts());
    this.visits = new Visits(urls, settings.recrawlUntil());
    this.dispatch =
        new Dispatch(tables, scope, settings, limits, politeness, budgets, clock.instant());
    this.gate = new Gate(dispatch, visits, settings.maxPages(), settings.endless(), clock);
    this.intake = new Intake(tables, dispatch, gate);
    this.rounds = new Rounds(tables, visits, intake, gate);
    this.pages =
        new PageSettlement(
            tables, politeness, outcomes, budgets, visits, dispatch, gate, intake, rounds);
    this.errands = new RobotsSettlement(tables, scope, politeness, dispatch, gate, intake);
    this.reseeding = new Reseeding(tables, dispatch, gate, intake);
    this.purging = new Purging(tables, dispatch, gate, intake, visits, budgets);
  }

  /** Tallies by seed can be believed only if they were kept from the beginning. */
  private static void countBySeed(Tables tables) {
    if (tables.urls().count() > 0 || tables.tallies().countsBySeed()) {
      return;
    }
    try (Batch batch = tables.newBatch()) {
      tables.tallies().countBySeed(batch);
      batch.commit();
    }
  }

  /** Queues the first pages of seeds, those that are not known yet; says how many those are. */
  public int add(List<Seed> seeds) {
    return intake.add(seeds);
  }

  /**
   * Makes other seeds hold from the next hand-out on. Requests under way are finished, and pages of
   * seeds that are gone stay, queued and stored. Hosts wake that slept because of the seeds as they
   * were.
   *
   * @param scope puts the new scope in place of the old one
   * @param concerned seeds that were added, removed or changed, each as it was and as it is
   * @param present those of them that there are now
   */
  public void change(Runnable scope, List<Seed> concerned, List<Seed> present) {
    reseeding.change(scope, concerned, present);
  }

  /**
   * Removes what is known and stored of some URLs, for good; the crawl goes on meanwhile. It is no
   * ban: what a seed still wants there is fetched again as it is found.
   *
   * @throws IllegalStateException if another purge is under way
   * @throws InterruptedException if this thread was interrupted; the same purge goes on
   */
  public Purged purge(List<UrlRange> urls, Consumer<PurgeProgress> progress)
      throws InterruptedException {
    return purging.run(urls, progress);
  }

  /** Queues those of the links that are not known yet; says how many those are. */
  public int discover(List<Link> links) {
    return intake.discover(links);
  }

  /**
   * Waits for something that may be done.
   *
   * @return nothing if the frontier was stopped, or there will be nothing more to do
   */
  public Optional<Lease> take() throws InterruptedException {
    rounds.queueDue();
    return awaitLease().map(rounds::withPriorVisit);
  }

  private Optional<Lease> awaitLease() throws InterruptedException {
    gate.lockInterruptibly();
    try {
      while (!gate.isStopped()) {
        Instant now = gate.now();
        Optional<Lease> lease = gate.next(now);
        if (lease.isPresent()) {
          return lease;
        }
        if (gate.isDrained(now)) {
          gate.wakeAll();
          return Optional.empty();
        }
        gate.await(now);
        if (visits.areDue(gate.now())) {
          gate.unlock();
          rounds.queueDue();
          gate.lockInterruptibly();
        }
      }
      return Optional.empty();
    } finally {
      gate.passOn();
      gate.unlock();
    }
  }

  /**
   * Ends a page's lease: commits what came of it, all at once.
   *
   * @param findings what the answer brought besides its bytes; {@link Findings#NONE} if there was
   *     none
   */
  public void finish(PageLease lease, FetchResult result, Findings findings) {
    if (!gate.beginToEnd(lease)) {
      return; // expired: another thread has it now, and its outcome will count
    }
    try {
      pages.settle(lease, result, findings);
    } catch (RuntimeException failure) {
      abandon(lease, result);
      throw failure;
    }
  }

  /**
   * Ends the lease of a robots.txt request.
   *
   * @param redirectTarget where the answer redirects to, if it does
   */
  public void finish(RobotsLease lease, FetchResult result, Optional<PageUrl> redirectTarget) {
    if (!gate.beginToEnd(lease)) {
      return;
    }
    try {
      errands.settle(lease, result, redirectTarget);
    } catch (RuntimeException failure) {
      abandon(lease, result);
      throw failure;
    }
  }

  /** Ends the lease of a lookup. */
  public void finish(LookupLease lease, Lookup lookup) {
    if (!gate.beginToEnd(lease)) {
      return;
    }
    if (lookup instanceof Found found) {
      errands.settle(lease, found);
      return;
    }
    NotFound none = (NotFound) lookup;
    Failure noAddress = new Failure(none.kind(), none.detail(), gate.now());
    try {
      errands.settle(lease, noAddress);
    } catch (RuntimeException failure) {
      abandon(lease, noAddress);
      throw failure;
    }
  }

  /** Ends a lease whose outcome could not be committed. */
  private void abandon(Lease lease, FetchResult result) {
    gate.ended(lease, () -> dispatch.abandon(lease, result, gate.now()));
  }

  /** Hands out nothing more; leases that are out can still be finished. */
  public void stop() {
    gate.stop();
  }

  /** Whether there is nothing to do, now or later, unless seeds are added. */
  public boolean isFinished() {
    gate.lock();
    try {
      return gate.isStopped() || gate.isDrained(gate.now());
    } finally {
      gate.unlock();
    }
  }

  /**
   * How many links were not followed, by why, over all runs; each time counts. What was queued and
   * then refused by what its host taught counts once.
   */
  public static Map<Refusal, Long> refusals(DataFolder data) {
    return Tables.of(data).tallies().refusals();
  }

  /**
   * Hosts, and what they wait for at this moment. The disk is read without the frontier's lock, at
   * the cost that {@link HostSearch} tells; with it, only what is in memory is looked at.
   */
  public HostListing hosts(HostQuery query) {
    HostListing found = search.find(query, gate.now());
    List<ListedHost> told = new ArrayList<>();
    for (int from = 0; from < found.hosts().size(); from += TOLD_AT_ONCE) {
      int to = Math.min(found.hosts().size(), from + TOLD_AT_ONCE);
      told.addAll(told(found.hosts().subList(from, to)));
    }
    return new HostListing(told, found.next());
  }

  private List<ListedHost> told(List<ListedHost> hosts) {
    List<String> keys = hosts.stream().map(host -> PageUrl.hostKey(host.name())).toList();
    List<Optional<HostWait>> waits = waits(keys);
    List<ListedHost> told = new ArrayList<>();
    for (int i = 0; i < waits.size(); i++) {
      ListedHost host = hosts.get(i);
      told.add(new ListedHost(host.name(), host.record(), waits.get(i).orElse(host.waitsFor())));
    }
    return told;
  }

  /** What those of the hosts wait for that are in memory. */
  private List<Optional<HostWait>> waits(List<String> hostKeys) {
    List<Optional<HostWait>> waits = new ArrayList<>(hostKeys.size());
    gate.lock();
    try {
      Instant now = gate.now();
      HostQueues queues = dispatch.queues();
      for (String hostKey : hostKeys) {
        waits.add(queues.find(hostKey).map(host -> queues.waitOf(host, now)));
      }
      return waits;
    } finally {
      gate.unlock();
    }
  }

  /** How the crawl stands. */
  public FrontierProgress progress() {
    gate.lock();
    try {
      HostQueues queues = dispatch.queues();
      int ready = queues.ready(gate.now());
      return new FrontierProgress(
          gate.pagesDone(),
          urls.count(UrlStatus.QUEUED),
          urls.count(UrlStatus.OVER_BUDGET),
          ready,
          queues.waiting() - ready,
          queues.busy(),
          dispatch.givenUp().named());
    } finally {
      gate.unlock();
    }
  }
}
