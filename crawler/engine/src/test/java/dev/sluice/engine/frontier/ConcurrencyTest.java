package dev.sluice.engine.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Eight threads and a web that exists only as arithmetic: page n links to some pages above n. */
@Timeout(60)
class ConcurrencyTest {

  private static final int THREADS = 8;
  private static final int HOSTS = 12;
  private static final int PAGES = 700;
  private static final Duration DELAY = Duration.ofMillis(2);

  @TempDir private Path folder;
  private final InstantSource clock = InstantSource.system();
  private final Map<String, Instant> lastEnd = new ConcurrentHashMap<>();
  private final Map<String, Integer> finals = new ConcurrentHashMap<>();
  private final Map<String, Long> inLease = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  private static String url(int page) {
    return "http://h%d.example/%d".formatted(page % HOSTS, page);
  }

  private static List<String> links(int page) {
    return IntStream.of(2 * page + 1, 2 * page + 2, page + 7, page + 7 * HOSTS, page / 2)
        .filter(target -> target < PAGES)
        .mapToObj(ConcurrencyTest::url)
        .toList();
  }

  private Bench bench() {
    return bench(FrontLimits.DEFAULT);
  }

  private Bench bench(FrontLimits limits) {
    RetrySettings retry =
        new RetrySettings(
            3,
            Duration.ofMillis(3),
            Duration.ofMillis(6),
            Duration.ofSeconds(1),
            0,
            Duration.ofMinutes(30));
    FrontierSettings settings =
        Bench.settings(DELAY, retry, OptionalLong.empty(), Duration.ofMinutes(5));
    return new Bench(folder, clock, settings, new Bench.Everything(), limits);
  }

  /** Runs a task in each of the threads and waits for all of them. */
  private static void inAllThreads(Callable<?> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(task));
      }
      for (Future<?> one : running) {
        one.get(50, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  static List<FrontLimits> limits() {
    Duration patience = Duration.ofDays(2);
    return List.of(
        FrontLimits.DEFAULT,
        new FrontLimits(4, 3, Duration.ofMillis(1), patience),
        new FrontLimits(1, 2, Duration.ofMinutes(1), patience));
  }

  /** With small limits hosts leave the memory all the time, while links to them arrive. */
  @ParameterizedTest
  @MethodSource("limits")
  void every_page_gets_one_final_outcome_and_no_host_is_asked_twice_at_once_or_too_early(
      FrontLimits limits) throws Exception {
    try (Bench bench = bench(limits)) {
      bench.addSeeds(url(0));
      inAllThreads(
          () -> {
            Optional<Lease> lease;
            while ((lease = Bench.takeLocated(bench.frontier)).isPresent()) {
              work(bench, lease.get());
            }
            return null;
          });
      assertThat(wrong).isEmpty();
      assertThat(finals).hasSize(PAGES);
      finals.values().removeIf(times -> times == 1);
      assertThat(finals).isEmpty();
      assertThat(bench.problems()).isEmpty();
      UrlTable urls = new UrlTable(bench.data::table);
      assertThat(urls.count(UrlStatus.QUEUED)).isZero();
      assertThat(urls.count(UrlStatus.FAILED)).isPositive();
      assertThat(urls.count(UrlStatus.FETCHED) + urls.count(UrlStatus.FAILED)).isEqualTo(PAGES);
      assertThat(bench.data.pages().captureCount()).isEqualTo(urls.count(UrlStatus.FETCHED));
      assertThat(bench.frontier.isFinished()).isTrue();
    }
  }

  private void work(Bench bench, Lease lease) {
    String host = lease.host().key();
    if (inLease.putIfAbsent(host, lease.id()) != null) {
      wrong.add(host + " is in two leases");
    }
    Instant before = lastEnd.getOrDefault(host, Instant.EPOCH);
    if (clock.instant().isBefore(before.plus(DELAY))) {
      wrong.add(host + " is asked too early");
    }
    Instant end = clock.instant();
    lastEnd.put(host, end);
    inLease.remove(host);
    if (lease instanceof RobotsLease robots) {
      FetchResult none = Bench.answer(404, "", Headers.NONE, end);
      bench.frontier.finish(robots, Bench.of(lease, none), Optional.empty());
    } else {
      finish(bench, (PageLease) lease, end);
    }
  }

  private void finish(Bench bench, PageLease lease, Instant end) {
    CrawlUrl from = lease.url();
    int page = Integer.parseInt(from.url().path().substring(1));
    int attempts = lease.place().record().attempts();
    FetchResult result = result(page, attempts, end);
    boolean failed = result instanceof Failure;
    List<String> links = failed ? List.of() : links(page);
    if (!failed || attempts == 2) {
      finals.merge(url(page), 1, Integer::sum);
    }
    bench.frontier.finish(
        lease,
        Bench.of(lease, result),
        Bench.findings(
            lease, links.stream().map(to -> Bench.link(from, to, from.depth() + 1)).toList()));
  }

  /** Most pages answer; some do at the second attempt, a few leaves never. */
  private static FetchResult result(int page, int attempts, Instant end) {
    int dice = new SplittableRandom(page).nextInt(10);
    boolean leaf = page > PAGES / 2;
    boolean fails = dice == 0 && attempts < 1 || dice == 1 && leaf;
    return fails
        ? new Failure(FetchFailure.TIMEOUT, "dice", end)
        : Bench.answer(200, "page " + page, Headers.NONE, end);
  }

  @Test
  void a_link_that_many_threads_find_at_once_is_queued_once() throws Exception {
    try (Bench bench = bench()) {
      bench.addSeeds(
          IntStream.range(0, 40).mapToObj("http://s%d.example/"::formatted).toArray(String[]::new));
      inAllThreads(
          () -> {
            Optional<Lease> lease;
            while ((lease = Bench.takeLocated(bench.frontier)).isPresent()) {
              Instant end = clock.instant();
              if (lease.get() instanceof RobotsLease robots) {
                bench.finish(robots, Bench.answer(404, "", Headers.NONE, end));
              } else {
                findSameLinks(bench, (PageLease) lease.get(), end);
              }
            }
            return null;
          });
      assertThat(wrong).isEmpty();
      assertThat(finals).hasSize(40 + 300);
      finals.values().removeIf(times -> times == 1);
      assertThat(finals).isEmpty();
      assertThat(new UrlTable(bench.data::table).count()).isEqualTo(40 + 300);
      assertThat(bench.problems()).isEmpty();
    }
  }

  private void findSameLinks(Bench bench, PageLease lease, Instant end) {
    PageUrl url = lease.url().url();
    finals.merge(url.toString(), 1, Integer::sum);
    SplittableRandom order = new SplittableRandom(lease.id());
    List<CrawlUrl> links = new ArrayList<>();
    int start = order.nextInt(300);
    for (int i = 0; i < 300; i++) {
      int target = (start + i) % 300;
      links.add(Bench.link(lease.url(), "http://t%d.example/%d".formatted(target % 30, target), 1));
    }
    boolean seed = lease.url().depth() == 0;
    bench.frontier.finish(
        lease,
        Bench.of(lease, Bench.answer(200, "x", Headers.NONE, end)),
        Bench.findings(lease, seed ? links : List.of()));
  }

  @Test
  void threads_that_wait_for_a_slow_page_get_what_it_links_to() throws Exception {
    try (Bench bench = bench()) {
      bench.addSeeds("http://a.example/");
      bench.answerRobots();
      PageLease slow = bench.takePage();
      Map<String, Boolean> seen = new ConcurrentHashMap<>();
      Thread finisher =
          new Thread(
              () -> {
                List<CrawlUrl> links =
                    IntStream.range(0, 20)
                        .mapToObj(
                            i -> Bench.link(slow.url(), "http://b%d.example/".formatted(i), 1))
                        .toList();
                bench.frontier.finish(
                    slow, Bench.of(slow, bench.answer(200)), Bench.findings(slow, links));
              });
      finisher.start();
      inAllThreads(
          () -> {
            Optional<Lease> lease;
            while ((lease = Bench.takeLocated(bench.frontier)).isPresent()) {
              if (lease.get() instanceof RobotsLease robots) {
                bench.finish(robots, bench.answer(404));
              } else {
                seen.put(Bench.asked(lease.get()), true);
                bench.finish((PageLease) lease.get(), bench.answer(200));
              }
            }
            return null;
          });
      finisher.join(TimeUnit.SECONDS.toMillis(10));
      assertThat(seen).hasSize(20);
    }
  }
}
