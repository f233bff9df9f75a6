package dev.sluice.engine.probe;

import dev.sluice.engine.fetch.AddressBook;
import dev.sluice.engine.fetch.Fetcher;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.FetchRequest;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.Lookup.Found;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.RobotsRecord.Outcome;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedFinding;
import dev.sluice.engine.model.SeedFinding.Kind;
import dev.sluice.engine.parse.PageParser;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.engine.robots.Robots;
import dev.sluice.engine.robots.RobotsFetch;
import dev.sluice.engine.robots.RobotsRules;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the hosts of seeds as a crawl would: robots.txt first, then the first page, then a path that
 * nobody can have made. Nothing is stored.
 *
 * <p>No thread waits for a host: a request whose turn has not come is put off. Hosts and addresses
 * have one request at a time and their delays, like those of a crawl; addresses that may not be
 * connected to are not. For one run.
 */
public final class SeedProbe implements AutoCloseable {

  private static final int MOST_THREADS = 16;

  private final CrawlSettings settings;
  private final AddressBook addresses;
  private final Fetcher fetcher;
  private final InstantSource clock;
  private final PageParser parser = new PageParser(new UrlNormalizer(), RobotsRules.PRODUCT_TOKEN);
  private final Turns turns;
  private final ScheduledThreadPoolExecutor threads;
  private final Map<Origin, CompletableFuture<RobotsRecord>> robots = new LinkedHashMap<>();

  /**
   * A probe.
   *
   * @param addresses where hosts are asked; stays its owner's to close
   * @param fetcher asks them; stays its owner's to close
   */
  public SeedProbe(
      CrawlSettings settings, AddressBook addresses, Fetcher fetcher, InstantSource clock) {
    this.settings = settings;
    this.addresses = addresses;
    this.fetcher = fetcher;
    this.clock = clock;
    this.turns = new Turns(settings.delays());
    this.threads =
        new ScheduledThreadPoolExecutor(Math.min(MOST_THREADS, settings.threads()), this::thread);
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "probe");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * What is found of these seeds, in their order; each has at least one finding.
   *
   * @param longest after which time those that were not asked are left out
   */
  public List<SeedFinding> find(List<Seed> seeds, Duration longest) {
    Instant end = clock.instant().plus(longest);
    List<CompletableFuture<List<SeedFinding>>> all = seeds.stream().map(this::probe).toList();
    List<SeedFinding> findings = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      findings.addAll(await(all.get(i), seeds.get(i), end, longest));
    }
    return findings;
  }

  private List<SeedFinding> await(
      CompletableFuture<List<SeedFinding>> found, Seed seed, Instant end, Duration longest) {
    try {
      long left = Math.max(0, Duration.between(clock.instant(), end).toMillis());
      return found.get(left, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return List.of(
          new SeedFinding(
              seed.name(),
              seed.url(),
              Kind.NOT_ASKED,
              "it was not asked within "
                  + longest.toSeconds()
                  + " s; ask for fewer seeds at once"));
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException defect) {
      throw new IllegalStateException("an error while " + seed.url() + " was asked", defect);
    }
  }

  private CompletableFuture<List<SeedFinding>> probe(Seed seed) {
    PageJudge judge = new PageJudge(seed, clock);
    return robots(seed)
        .thenCompose(rules -> askPage(seed, rules, judge))
        .thenApply(done -> judge.findings());
  }

  /** The rules of a server are asked for once, for however many seeds. */
  private CompletableFuture<RobotsRecord> robots(Seed seed) {
    return robots.computeIfAbsent(
        seed.url().origin(), origin -> askRobots(seed, RobotsFetch.first(origin)));
  }

  private CompletableFuture<RobotsRecord> askRobots(Seed seed, RobotsFetch errand) {
    FetchRequest request = FetchRequest.of(errand.url(), RobotsRules.MAX_BYTES);
    Duration delay = delay(seed, errand.crawlDelay().orElse(Duration.ZERO));
    return ask(request.withAllowUnverified(seed.policy().tlsUnverified()), delay)
        .thenCompose(
            result ->
                errand
                    .next(result, target(errand.url(), result))
                    .map(next -> askRobots(seed, next))
                    .orElseGet(() -> CompletableFuture.completedFuture(errand.settle(result))));
  }

  private Optional<PageUrl> target(PageUrl url, FetchResult result) {
    return result instanceof Answer answer && answer.redirect()
        ? parser.redirectTarget(url, answer)
        : Optional.empty();
  }

  private Duration delay(Seed seed, Duration crawlDelay) {
    Duration delay = seed.policy().delay().orElse(settings.delays().delay());
    return delay.compareTo(crawlDelay) >= 0 ? delay : crawlDelay;
  }

  private CompletableFuture<Boolean> askPage(Seed seed, RobotsRecord rules, PageJudge judge) {
    if (rules.outcome() == Outcome.UNREACHABLE) {
      judge.add(
          Kind.UNREACHABLE,
          "its robots.txt cannot be told, so nothing may be asked: " + rules.detail());
      return CompletableFuture.completedFuture(false);
    }
    if (!Robots.allows(rules, seed.url())) {
      judge.add(
          Kind.DISALLOWED,
          seed.url().origin().resolve("/robots.txt") + " disallows the first page");
      return CompletableFuture.completedFuture(false);
    }
    Duration delay = delay(seed, Robots.crawlDelay(rules));
    FetchRequest request =
        FetchRequest.of(seed.url(), settings.fetch().maxBodyBytes())
            .withWanted(PageParser::holdsText)
            .withAllowUnverified(seed.policy().tlsUnverified());
    return ask(request, delay)
        .thenCompose(
            result ->
                isPage(seed, result, judge)
                    ? judgePage(seed, rules, (Answer) result, judge)
                    : CompletableFuture.completedFuture(false));
  }

  private boolean isPage(Seed seed, FetchResult result, PageJudge judge) {
    if (result instanceof Failure failure) {
      judge.add(
          Kind.UNREACHABLE,
          "no answer, at the stage '"
              + failure.kind().stage().name().toLowerCase(Locale.ROOT)
              + "': "
              + failure.detail());
      return false;
    }
    Answer answer = (Answer) result;
    Optional<PageUrl> target = target(seed.url(), result);
    if (target.isPresent()) {
      judge.add(
          Kind.REDIRECTED,
          "it leads to "
              + target.get()
              + " ("
              + answer.status()
              + "); name that as the seed's URL");
    } else if (answer.status() / 100 != 2) {
      judge.add(Kind.UNREACHABLE, "the first page is answered with " + answer.status());
    }
    return target.isEmpty() && answer.status() / 100 == 2;
  }

  private CompletableFuture<Boolean> judgePage(
      Seed seed, RobotsRecord rules, Answer answer, PageJudge judge) {
    judge.judge(answer, parser.parse(seed.url(), answer), Robots.directives(rules, seed.url()));
    PageUrl madeUp = madeUp(seed.url());
    if (!Robots.allows(rules, madeUp)) {
      return CompletableFuture.completedFuture(true);
    }
    FetchRequest request =
        FetchRequest.of(madeUp, settings.fetch().maxBodyBytes())
            .withWanted(PageParser::holdsText)
            .withAllowUnverified(seed.policy().tlsUnverified());
    return ask(request, delay(seed, Robots.crawlDelay(rules)))
        .thenApply(
            result -> {
              if (result instanceof Answer there) {
                judge.judgeMadeUp(madeUp, there);
              }
              return true;
            });
  }

  /** A page beside the first one that is as good as surely not there. */
  private static PageUrl madeUp(PageUrl first) {
    String folder = first.path().substring(0, first.path().lastIndexOf('/') + 1);
    String name = HexFormat.of().toHexDigits(first.toString().hashCode());
    return first.origin().resolve(folder + "there-is-no-page-" + name);
  }

  private CompletableFuture<FetchResult> ask(FetchRequest request, Duration delay) {
    CompletableFuture<FetchResult> answer = new CompletableFuture<>();
    submit(() -> tryAsking(request, delay, answer), Duration.ZERO);
    return answer;
  }

  private void submit(Runnable task, Duration wait) {
    threads.schedule(task, wait.toMillis() + (wait.isZero() ? 0 : 1), TimeUnit.MILLISECONDS);
  }

  private void tryAsking(
      FetchRequest request, Duration delay, CompletableFuture<FetchResult> answer) {
    try {
      String host = request.url().host();
      String address =
          addresses.look(host) instanceof Found found
              ? found.address().getHostAddress()
              : host; // nobody will be asked
      Duration wait = turns.take(host, address, clock.instant());
      if (!wait.isZero()) {
        submit(() -> tryAsking(request, delay, answer), wait);
        return;
      }
      FetchResult result = fetcher.fetch(request);
      Duration latency = result instanceof Answer some ? some.latency() : Duration.ZERO;
      turns.end(host, address, result.endedAt(), delay, latency);
      answer.complete(result);
    } catch (RuntimeException defect) {
      answer.completeExceptionally(defect);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
