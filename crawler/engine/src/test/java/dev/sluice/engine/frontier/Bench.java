package dev.sluice.engine.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.frontier.Lease.LookupLease;
import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.Findings;
import dev.sluice.engine.model.Findings.Link;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.Lookup.Found;
import dev.sluice.engine.model.Ruling;
import dev.sluice.engine.model.Ruling.Ours;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/** A frontier in a data folder, with the moves that tests make; there is no network here. */
final class Bench implements AutoCloseable {

  static final Duration DELAY = Duration.ofSeconds(1);
  static final Duration LEASE_LIFE = Duration.ofMinutes(2);
  static final RetrySettings RETRY =
      new RetrySettings(
          3,
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofHours(1),
          0,
          Duration.ofMinutes(30));
  static final FrontierSettings SETTINGS = settings(DELAY, OptionalLong.empty());

  /** Stands for the address at which the host that was asked was found to be. */
  private static final String AS_PLANNED = "as planned";

  private static final String ONLY_PAGES = "User-agent: *\nDisallow: /.well-known/tdmrep.json\n";

  final DataFolder data;
  final Frontier frontier;
  private final InstantSource clock;

  Bench(Path folder, InstantSource clock) {
    this(folder, clock, SETTINGS, new Everything());
  }

  Bench(Path folder, InstantSource clock, FrontierSettings settings, Scope scope) {
    this(folder, clock, settings, scope, FrontLimits.DEFAULT);
  }

  Bench(
      Path folder,
      InstantSource clock,
      FrontierSettings settings,
      Scope scope,
      FrontLimits limits) {
    this.data = DataFolder.openForWriting(folder, Frontier.TABLES);
    this.clock = clock;
    this.frontier = new Frontier(data, scope, settings, limits, clock);
  }

  static FrontierSettings settings(Duration delay, OptionalLong maxPages) {
    return settings(delay, RETRY, maxPages, LEASE_LIFE);
  }

  static FrontierSettings settings(
      Duration delay, RetrySettings retry, OptionalLong maxPages, Duration leaseLife) {
    return new FrontierSettings(
        DelaySettings.of(delay),
        retry,
        maxPages,
        leaseLife,
        4,
        Instant.MAX,
        1000,
        Duration.ofDays(36_500));
  }

  /** A crawl to which every page belongs, with the policies of its seeds. */
  static class Everything implements Scope {
    private final Map<String, SeedPolicy> policies;

    Everything() {
      this(Map.of());
    }

    Everything(Map<String, SeedPolicy> policies) {
      this.policies = policies;
    }

    @Override
    public Ruling follow(CrawlUrl from, PageUrl link) {
      return new Ours(link(from, link.toString(), from.depth() + 1));
    }

    @Override
    public Ruling redirect(CrawlUrl from, PageUrl target) {
      return new Ours(link(from, target.toString(), from.depth()));
    }

    @Override
    public Ruling listed(CrawlUrl sitemap, PageUrl url) {
      return new Ours(link(sitemap, url.toString(), 1));
    }

    @Override
    public Ruling judge(CrawlUrl url) {
      return new Ours(url);
    }

    @Override
    public SeedPolicy policy(String seedName) {
      return policies.getOrDefault(seedName, SeedPolicy.DEFAULT);
    }

    @Override
    public boolean mayAsk(String seedName) {
      return !policy(seedName).paused();
    }

    @Override
    public OptionalInt urgency(String host) {
      return OptionalInt.of(SeedPolicy.DEFAULT.priority());
    }
  }

  static Seed seed(String url) {
    return new Seed(url, PageUrl.parse(url), Extent.HOST, OptionalInt.empty());
  }

  static CrawlUrl link(CrawlUrl from, String url, int depth) {
    return new CrawlUrl(PageUrl.parse(url), depth, from.seed(), Optional.of(from.url()));
  }

  void addSeeds(String... urls) {
    frontier.add(List.of(urls).stream().map(Bench::seed).toList());
  }

  /** The next lease; a test that asks for one knows that something is due, or that all is done. */
  Optional<Lease> take() {
    try {
      return takeLocated(frontier);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** Whether there is nothing to take now, though there may be later. */
  boolean hasNothingNow() throws InterruptedException {
    AtomicReference<Optional<Lease>> taken = new AtomicReference<>();
    Thread taker =
        new Thread(
            () -> {
              try {
                taken.set(frontier.take());
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
    taker.start();
    taker.join(150);
    taker.interrupt();
    taker.join(5000);
    return taken.get() == null;
  }

  /** Hosts in memory that wait or are being asked. */
  int hostsInMemory() {
    FrontierProgress progress = frontier.progress();
    return progress.hostsReady() + progress.hostsWaiting() + progress.inFlight();
  }

  /** Takes the next lease for a request; addresses that are needed first are made up. */
  static Optional<Lease> takeLocated(Frontier frontier) throws InterruptedException {
    Optional<Lease> lease = frontier.take();
    while (lease.isPresent() && lease.get() instanceof LookupLease lookup) {
      frontier.finish(lookup, new Found(address(lookup.hostName())));
      lease = frontier.take();
    }
    return lease;
  }

  /** An address for each host. */
  static InetAddress address(String host) {
    try {
      int hash = host.hashCode();
      return InetAddress.getByAddress(
          new byte[] {127, (byte) (hash >> 16), (byte) (hash >> 8), (byte) hash});
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  PageLease takePage() {
    Lease lease = take().orElseThrow();
    assertThat(lease).isInstanceOf(PageLease.class);
    return (PageLease) lease;
  }

  RobotsLease takeRobots() {
    Lease lease = take().orElseThrow();
    assertThat(lease).isInstanceOf(RobotsLease.class);
    return (RobotsLease) lease;
  }

  /** Takes the request for a robots.txt and answers that there is none. */
  void answerRobots() {
    finish(takeRobots(), answer(404));
  }

  static String asked(Lease lease) {
    return lease instanceof PageLease page
        ? page.url().url().toString()
        : ((RobotsLease) lease).url().toString();
  }

  Answer answer(int status, String... header) {
    List<Headers.Field> fields = new ArrayList<>();
    for (int i = 0; i < header.length; i += 2) {
      fields.add(new Headers.Field(header[i], header[i + 1]));
    }
    return answer(status, "body of " + status, new Headers(fields));
  }

  Answer answer(int status, String body, Headers headers) {
    return answer(status, body, headers, clock.instant());
  }

  static Answer answer(int status, String body, Headers headers, Instant endedAt) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Duration latency = Duration.ofMillis(5);
    return new Answer(status, headers, bytes, false, AS_PLANNED, false, latency, endedAt);
  }

  /** A result of this lease's request: it comes from where the host was found to be. */
  static FetchResult of(Lease lease, FetchResult result) {
    if (!(result instanceof Answer answer) || !answer.address().equals(AS_PLANNED)) {
      return result;
    }
    return new Answer(
        answer.status(),
        answer.headers(),
        answer.body(),
        answer.truncated(),
        lease.host().address(),
        answer.unverified(),
        answer.latency(),
        answer.endedAt());
  }

  Failure failure(FetchFailure kind) {
    return new Failure(kind, "as told", clock.instant());
  }

  void finish(PageLease lease, FetchResult result, String... links) {
    frontier.finish(
        lease,
        of(lease, result),
        findings(
            lease,
            List.of(links).stream()
                .map(url -> link(lease.url(), url, lease.url().depth() + 1))
                .toList()));
  }

  /** What a page brings that says something new. */
  static Findings findings(PageLease lease, List<CrawlUrl> links) {
    long textDigest = (lease.id() + 1) * 0x9E3779B97F4A7C15L;
    List<Link> found = links.stream().map(Link::to).toList();
    return new Findings(found, Map.of(), List.of(), textDigest);
  }

  /** A missing robots.txt becomes one that keeps us from the tdmrep.json: one request, not two. */
  void finish(RobotsLease lease, FetchResult result) {
    boolean isMissing = result instanceof Answer answer && answer.status() == 404;
    FetchResult told = isMissing ? answer(200, ONLY_PAGES, Headers.NONE, result.endedAt()) : result;
    frontier.finish(lease, of(lease, told), Optional.empty());
  }

  void redirect(RobotsLease lease, String target) {
    frontier.finish(lease, of(lease, answer(302)), Optional.of(PageUrl.parse(target)));
  }

  UrlRecord record(String url) {
    return new UrlTable(data::table).find(PageUrl.parse(url)).orElseThrow();
  }

  HostRecord host(String name) {
    return new HostTable(data::table).find(PageUrl.hostKey(name)).orElseThrow();
  }

  int discover(CrawlUrl... links) {
    return frontier.discover(List.of(links).stream().map(Link::to).toList());
  }

  Instant nextRequest(String host) {
    return host(host).clock().nextRequest();
  }

  /** Whether some host may be asked now. */
  boolean isSomethingDue() {
    return frontier.progress().hostsReady() > 0;
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    new FrontierCheck(data, problems::add).run();
    data.check(problems::add);
    return problems;
  }

  @Override
  public void close() {
    data.close();
  }
}
