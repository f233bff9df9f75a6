package dev.sluice.engine;

import dev.sluice.engine.crawler4j.CrawlCounts;
import dev.sluice.engine.crawler4j.Crawler4jLoop;
import dev.sluice.engine.fetch.AddressBook;
import dev.sluice.engine.fetch.AddressPolicy;
import dev.sluice.engine.fetch.Fetcher;
import dev.sluice.engine.fetch.Tls;
import dev.sluice.engine.frontier.Frontier;
import dev.sluice.engine.frontier.FrontierProgress;
import dev.sluice.engine.frontier.FrontierSettings;
import dev.sluice.engine.model.CrawlProgress;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.HostListing;
import dev.sluice.engine.model.HostQuery;
import dev.sluice.engine.model.HostResolver;
import dev.sluice.engine.model.PurgeProgress;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedLogEntry;
import dev.sluice.engine.model.TrapLimits;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.engine.scope.HeedingScope;
import dev.sluice.engine.scope.LiveScope;
import dev.sluice.engine.scope.SeedScope;
import dev.sluice.engine.seed.SeedDifference;
import dev.sluice.engine.seed.SeedLog;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.TableSpec;
import dev.sluice.pages.model.TakedownBook;
import dev.sluice.pages.model.Takedowns;
import dev.sluice.pages.model.UrlRange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One polite crawl: from seeds into a data folder, going on where the last one ended.
 *
 * <p>It runs in threads of its own from {@link #start} until everything reachable is fetched, a
 * limit is reached, or {@link #stop}. Whoever started it looks at {@link #progress} and {@link
 * #hasEnded} now and then, calls {@link DataFolder#sync} about once a second, and closes it.
 */
public final class Crawl implements AutoCloseable {

  /** The tables that a data folder must be opened with. */
  public static final List<TableSpec> TABLES =
      Stream.concat(Frontier.TABLES.stream(), Stream.of(SeedLog.TABLE)).toList();

  /** A lease outlives the fetch's own deadline by this, for parsing and committing. */
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(60);

  /** A crawl ends when all is done that it can do; what is asleep then is for the next one. */
  private static final Duration NO_SECOND_TRY = Duration.ofDays(36_500);

  /** A crawl without end asks hosts again that it gave up; as often as their robots.txt anew. */
  private static final Duration SECOND_TRY = Duration.ofDays(1);

  private final DataFolder data;
  private final Map<Refusal, Long> refusalsBefore;
  private final InstantSource clock;
  private final LiveScope scope;
  private final SeedLog seedLog;
  private final Frontier frontier;
  private final AddressBook addresses;
  private final Fetcher fetcher;
  private final Crawler4jLoop loop;
  private final TakedownBook takedowns;
  private String takedownsSeen;
  private Takedowns demands;
  private Scope seedScope;
  private List<Seed> seeds;

  /**
   * Sets a crawl up; nothing is fetched yet.
   *
   * @param data a folder opened for writing with {@link #TABLES}
   * @param folder where that folder is
   * @param resolver knows the addresses of hosts
   * @throws StoreException if it cannot be told what was taken down
   */
  public Crawl(
      DataFolder data,
      Path folder,
      List<Seed> seeds,
      CrawlSettings settings,
      HostResolver resolver,
      InstantSource clock) {
    this.data = data;
    this.refusalsBefore = Frontier.refusals(data);
    this.clock = clock;
    this.seeds = List.copyOf(seeds);
    this.takedowns = DataFolder.takedowns(folder);
    this.takedownsSeen = takedowns.state();
    this.demands = takedowns.standing();
    this.seedScope = new SeedScope(seeds, clock);
    this.scope = new LiveScope(new HeedingScope(seedScope, demands));
    this.seedLog = new SeedLog(data);
    FrontierSettings frontierSettings =
        new FrontierSettings(
            settings.delays(),
            settings.retry(),
            settings.maxPages(),
            settings.fetch().deadline().plus(LEASE_MARGIN),
            Math.max(1, settings.threads() / 2),
            settings.endless() ? Instant.MAX : clock.instant(),
            TrapLimits.DEFAULT.maxHostsPerDomain(),
            settings.endless() ? SECOND_TRY : NO_SECOND_TRY,
            settings.endless());
    this.frontier = new Frontier(data, scope, frontierSettings, clock);
    frontier.add(seeds); // before anything is open that would have to be closed if this fails
    this.addresses =
        new AddressBook(
            resolver,
            new AddressPolicy(settings.reach()),
            settings.fetch().connectTimeout(),
            clock);
    this.fetcher =
        new Fetcher(settings.userAgent(), settings.fetch(), addresses, Tls.system(), clock);
    this.loop =
        new Crawler4jLoop(
            frontier,
            fetcher,
            addresses,
            new UrlNormalizer(),
            scope,
            settings.threads(),
            settings.fetch().maxBodyBytes(),
            folder,
            clock);
  }

  /** Starts the crawl's threads. */
  public void start() {
    loop.start();
  }

  /**
   * Goes on with other seeds. From the next request on nothing is asked of seeds that are gone or
   * paused, and what is new about the others holds; a request that is under way is finished. Pages
   * of seeds that are gone stay stored, and what they have queued stays queued. Once this has
   * returned, the first pages of new seeds are queued.
   *
   * @throws StoreException if the store broke; then the seeds are to be given to the next crawl
   */
  public synchronized void change(List<Seed> next) {
    SeedDifference difference = new SeedDifference(seeds, next);
    List<Seed> present = new ArrayList<>(difference.added());
    present.addAll(difference.changed());
    List<Seed> concerned = new ArrayList<>(present);
    concerned.addAll(difference.removed());
    difference.changed().forEach(seed -> concerned.add(difference.before(seed)));
    seeds = List.copyOf(next);
    seedScope = new SeedScope(seeds, clock);
    Scope nextScope = new HeedingScope(seedScope, demands);
    frontier.change(() -> scope.become(nextScope), concerned, present);
  }

  /**
   * Goes by the demands of the data folder as they are now, if they have changed: from the next
   * request on, nothing is asked for that was taken down. What was withdrawn is asked for again by
   * the next crawl at the latest.
   *
   * @throws StoreException if they cannot be read; those that were known hold on
   */
  public synchronized void heedTakedowns() {
    String state = takedowns.state();
    if (!state.equals(takedownsSeen)) {
      takedownsSeen = state;
      demands = takedowns.standing();
      scope.become(new HeedingScope(seedScope, demands));
    }
  }

  /**
   * Removes what is known and stored of some URLs, for good, while the crawl goes on; captures in
   * snapshots stay. It is for seeds that are gone: what a present one wants there is fetched again.
   * Waits for the requests that are under way; then takes about as long as reading all captures of
   * the store. One at a time.
   *
   * @param progress is told how far it is, by this thread
   * @throws IllegalStateException if another purge is under way
   * @throws InterruptedException if this thread was interrupted; the same purge goes on
   * @throws StoreException if the store broke, or was closed meanwhile; the same purge goes on
   */
  public Purged purge(List<PurgeTarget> targets, Consumer<PurgeProgress> progress)
      throws InterruptedException {
    List<UrlRange> urls = targets.stream().map(PurgeTarget::urls).toList();
    Purged purged = frontier.purge(urls, progress);
    List<Seed> lost =
        seeds().stream()
            .filter(seed -> urls.stream().anyMatch(range -> range.holds(seed.url().key())))
            .toList();
    frontier.add(lost); // of seeds that are there the first pages are queued, as ever
    return purged;
  }

  /** Commits what became of a change of the seed files. */
  public void log(SeedLogEntry entry) {
    seedLog.add(entry);
  }

  /** Makes no new requests; those under way are finished. */
  public void stop() {
    loop.stop();
  }

  /** Gives the requests up that are under way; their URLs stay queued. */
  public void abandonRequests() {
    fetcher.cancelAll();
  }

  /** Whether all threads have ended. */
  public boolean hasEnded() {
    return loop.hasEnded();
  }

  /** What broke the store and so ended the crawl, if something did. */
  public Optional<StoreException> storeFailure() {
    return loop.storeFailure();
  }

  /** How the crawl stands. */
  public CrawlProgress progress() {
    FrontierProgress front = frontier.progress();
    CrawlCounts counts = loop.counts();
    return new CrawlProgress(
        front.pages(),
        counts.sitemaps(),
        counts.bodyBytes(),
        counts.answersByStatus(),
        counts.failures(),
        refusals(),
        front.queued(),
        front.overBudget(),
        front.hostsReady(),
        front.hostsWaiting(),
        front.inFlight(),
        front.unreachable());
  }

  /**
   * Some of the hosts, and what they wait for at this moment. Costs what {@link CrawlRecords#hosts}
   * does; the crawl is held up for some 20 µs for a hundred hosts.
   */
  public HostListing hosts(HostQuery query) {
    return frontier.hosts(query);
  }

  /** The seeds that hold. */
  public synchronized List<Seed> seeds() {
    return seeds;
  }

  /** Those of this run. */
  private Map<Refusal, Long> refusals() {
    Map<Refusal, Long> counts = Frontier.refusals(data);
    counts.replaceAll((why, count) -> count - refusalsBefore.getOrDefault(why, 0L));
    return counts;
  }

  @Override
  public void close() {
    fetcher.close();
    addresses.close();
  }
}
