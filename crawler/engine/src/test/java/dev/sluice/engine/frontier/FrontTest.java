package dev.sluice.engine.frontier;

import static dev.sluice.engine.frontier.Bench.DELAY;
import static dev.sluice.engine.frontier.Bench.SETTINGS;
import static dev.sluice.engine.frontier.Bench.asked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.Findings;
import dev.sluice.engine.model.Findings.Link;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.engine.model.VisitHistory;
import dev.sluice.engine.scope.SeedScope;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which hosts are in memory, and in which order the others come. */
@Timeout(180) // so that a wait without end ends; the largest test takes 6 s where nothing else runs
class FrontTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofDays(2);
  private static final CrawlUrl FROM =
      new CrawlUrl(PageUrl.parse("http://from.example/"), 0, "from", Optional.empty());

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();

  private Bench bench(int hosts, int requestsInARow) {
    return bench(new FrontLimits(hosts, requestsInARow, MINUTE, PATIENCE), Map.of());
  }

  private Bench bench(FrontLimits limits, Map<String, SeedPolicy> policies) {
    return new Bench(folder, clock, SETTINGS, new Bench.Everything(policies), limits);
  }

  private static SeedPolicy priority(int priority) {
    return new SeedPolicy(
        priority,
        Optional.empty(),
        Optional.empty(),
        PageBudgets.NONE,
        false,
        Collections.emptySortedMap());
  }

  private static CrawlUrl link(String url, int depth) {
    return Bench.link(FROM, url, depth);
  }

  /**
   * Answers whatever is asked for until nothing is left; gives the URLs of pages in their order.
   */
  private List<String> crawl(Bench bench) {
    List<String> pages = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      clock.advance(DELAY);
      Optional<Lease> lease = bench.take();
      if (lease.isEmpty()) {
        return pages;
      }
      if (lease.get() instanceof PageLease page) {
        pages.add(asked(page));
        bench.finish(page, bench.answer(200));
      } else {
        bench.finish((RobotsLease) lease.get(), bench.answer(404));
      }
    }
    throw new AssertionError("there is no end: " + pages);
  }

  @Test
  void hosts_come_into_memory_by_priority_and_then_by_the_time_since_when_they_wait() {
    Map<String, SeedPolicy> policies =
        Map.of(
            "http://last.example/", priority(9),
            "http://first.example/", priority(1),
            "http://first-too.example/", priority(1));
    FrontLimits one = new FrontLimits(1, 100, MINUTE, PATIENCE);
    try (Bench bench = bench(one, policies)) {
      for (String name : List.of("x", "last", "b", "first", "a", "first-too")) {
        bench.addSeeds("http://" + name + ".example/");
        clock.advance(Duration.ofMillis(1));
      }
      assertThat(crawl(bench))
          .containsExactly(
              "http://first.example/",
              "http://first-too.example/",
              "http://x.example/",
              "http://b.example/",
              "http://a.example/",
              "http://last.example/");
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_more_urgent_link_brings_a_host_forward_that_waits_on_the_disk() {
    Map<String, SeedPolicy> policies = Map.of("urgent", priority(1));
    FrontLimits one = new FrontLimits(1, 100, MINUTE, PATIENCE);
    try (Bench bench = bench(one, policies)) {
      bench.addSeeds("http://a.example/", "http://b.example/", "http://c.example/");
      RobotsLease a = bench.takeRobots();
      CrawlUrl urgent =
          new CrawlUrl(PageUrl.parse("http://c.example/2"), 1, "urgent", Optional.empty());
      bench.frontier.discover(List.of(Link.to(urgent)));
      bench.finish(a, bench.answer(404));
      assertThat(crawl(bench))
          .containsExactly(
              "http://a.example/", "http://c.example/", "http://c.example/2", "http://b.example/");
      assertThat(bench.host("c.example").priority()).isEqualTo(1);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_host_that_had_its_share_makes_room_for_those_that_wait_and_comes_back() {
    try (Bench bench = bench(1, 5)) {
      bench.addSeeds(urls("http://a.example/", 12));
      clock.advance(Duration.ofMillis(1));
      bench.addSeeds("http://b.example/", "http://c.example/");
      List<String> order = crawl(bench);
      assertThat(order).hasSize(14).doesNotHaveDuplicates();
      int b = order.indexOf("http://b.example/");
      int c = order.indexOf("http://c.example/");
      assertThat(b).isBetween(2, 5);
      assertThat(c).isEqualTo(b + 1);
      assertThat(order.subList(c + 1, 14)).allMatch(url -> url.startsWith("http://a.example/"));
      assertThat(bench.problems()).isEmpty();
    }
  }

  private static String[] urls(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  @Test
  void a_host_for_which_nobody_waits_stays() {
    try (Bench bench = bench(1, 3)) {
      bench.addSeeds(urls("http://a.example/", 20));
      assertThat(crawl(bench)).hasSize(20);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_host_that_may_not_be_asked_for_long_leaves_the_memory_and_comes_back_in_time()
      throws InterruptedException {
    try (Bench bench = bench(10, 100)) {
      bench.addSeeds("http://a.example/");
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(503, "Retry-After", "600"));
      assertThat(bench.hostsInMemory()).isZero();
      assertThat(bench.frontier.isFinished()).isFalse();
      assertThat(bench.problems()).isEmpty();
      clock.advance(Duration.ofSeconds(599));
      assertThat(bench.hasNothingNow()).isTrue();
      clock.advance(Duration.ofSeconds(1));
      assertThat(asked(bench.takePage())).isEqualTo("http://a.example/");
    }
  }

  @Test
  void no_run_waits_for_a_host_that_may_not_be_asked_for_days() {
    try (Bench bench = bench(10, 100)) {
      bench.addSeeds("http://a.example/", "http://b.example/", "http://c.example/");
      String years = "User-agent: *\nCrawl-delay: 1000000000\nDisallow: /.well-known/\n";
      bench.finish(bench.takeRobots(), bench.answer(200, years, Headers.NONE));
      String alsoForItsReservations = "User-agent: *\nCrawl-delay: 1000000000\n";
      bench.finish(bench.takeRobots(), bench.answer(200, alsoForItsReservations, Headers.NONE));
      assertThat(crawl(bench)).containsExactly("http://c.example/");
      assertThat(bench.host("a.example").standing()).isEqualTo(Standing.GIVEN_UP);
      assertThat(bench.host("b.example").standing()).isEqualTo(Standing.GIVEN_UP);
      assertThat(bench.problems()).isEmpty();
    }
    clock.advance(DELAY);
    try (Bench bench = bench(10, 100)) {
      assertThat(crawl(bench)).isEmpty();
      assertThat(bench.record("http://a.example/").status()).isEqualTo(UrlStatus.QUEUED);
    }
  }

  @Test
  void hosts_that_wait_are_not_forgotten_when_another_is_put_in_before_one_that_comes_later() {
    try (Bench bench = bench(1, 100)) {
      bench.addSeeds("http://later.example/");
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(503, "Retry-After", "600"));
      clock.advance(Duration.ofMillis(1));
      bench.addSeeds("http://a.example/", "http://b.example/", "http://c.example/");
      RobotsLease a = bench.takeRobots(); // b, c, and later have been read by now
      clock.advance(Duration.ofMillis(1));
      bench.addSeeds("http://d.example/");
      bench.finish(a, bench.answer(404));
      List<String> order = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clock.advance(DELAY);
        Lease lease = bench.take().orElseThrow();
        if (lease instanceof RobotsLease robots) {
          bench.finish(robots, bench.answer(404));
          clock.advance(DELAY);
          lease = bench.takePage();
        }
        order.add(asked(lease));
        bench.finish((PageLease) lease, bench.answer(200));
      }
      assertThat(order)
          .containsExactly(
              "http://a.example/", "http://b.example/", "http://c.example/", "http://d.example/");
      clock.advance(Duration.ofMinutes(11));
      assertThat(asked(bench.takePage())).isEqualTo("http://later.example/");
    }
  }

  @Test
  void a_link_that_comes_before_where_a_host_was_read_up_to_is_fetched() {
    try (Bench bench = bench(1, 4)) {
      leaveWithCursor(bench);
      bench.discover(link("http://a.example/near", 1));
      crawl(bench);
      assertThat(bench.record("http://a.example/near").status()).isEqualTo(UrlStatus.FETCHED);
      assertThat(new UrlTable(bench.data::table).count(UrlStatus.FETCHED)).isEqualTo(15);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void so_it_is_when_the_host_is_in_memory_and_the_process_dies() {
    try (Bench bench = bench(1, 4)) {
      leaveWithCursor(bench);
      bench.finish(bench.takeRobots(), bench.answer(404)); // of b
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(200));
      clock.advance(DELAY);
      assertThat(asked(bench.takePage())).startsWith("http://a.example/");
      bench.discover(link("http://a.example/near", 1));
    }
    try (Bench bench = bench(1, 4)) {
      assertThat(bench.problems()).isEmpty();
      assertThat(crawl(bench)).contains("http://a.example/near");
      assertThat(new UrlTable(bench.data::table).count(UrlStatus.QUEUED)).isZero();
      assertThat(bench.problems()).isEmpty();
    }
  }

  /** Host a leaves the memory, its queue read up to a page that is two links away. */
  private void leaveWithCursor(Bench bench) {
    bench.discover(
        IntStream.range(0, 13)
            .mapToObj(i -> link("http://a.example/far" + i, 2))
            .toArray(CrawlUrl[]::new));
    clock.advance(Duration.ofMillis(1));
    bench.discover(link("http://b.example/", 2));
    bench.answerRobots();
    while (bench.host("a.example").cursor().length == 0) {
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(200));
    }
  }

  @Test
  void a_host_that_leaves_with_the_answer_of_its_robots_txt_is_in_memory_no_more() {
    try (Bench bench = bench(10, 100)) {
      bench.addSeeds("http://a.example/");
      String slow = "User-agent: *\nCrawl-delay: 120\nDisallow: /.well-known/\n";
      bench.finish(bench.takeRobots(), bench.answer(200, slow, Headers.NONE));
      assertThat(bench.hostsInMemory()).isZero();
      clock.advance(Duration.ofSeconds(120));
      PageLease page = bench.takePage();
      assertThat(bench.hostsInMemory()).isEqualTo(1);
      bench.finish(page, bench.answer(200), "http://a.example/2");
      clock.advance(Duration.ofSeconds(120));
      bench.finish(bench.takePage(), bench.answer(200));
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_drained_host_comes_back_when_it_is_found_again() {
    try (Bench bench = bench(10, 100)) {
      bench.addSeeds("http://a.example/");
      assertThat(crawl(bench)).hasSize(1);
      assertThat(bench.host("a.example").standing()).isEqualTo(Standing.DRAINED);
      assertThat(bench.hostsInMemory()).isZero();
      bench.discover(link("http://a.example/2", 1));
      assertThat(bench.host("a.example").standing()).isEqualTo(Standing.WAITING);
      assertThat(crawl(bench)).containsExactly("http://a.example/2");
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_host_whose_pages_are_out_of_scope_sleeps_in_this_run_and_wakes_in_the_next() {
    try (Bench bench = bench(10, 100)) {
      bench.addSeeds("http://a.example/", "http://b.example/");
    }
    clock.advance(DELAY);
    SeedScope onlyA = new SeedScope(List.of(Bench.seed("http://a.example/")), clock);
    try (Bench bench = new Bench(folder, clock, SETTINGS, onlyA)) {
      assertThat(crawl(bench)).containsExactly("http://a.example/");
      assertThat(bench.host("b.example").standing()).isEqualTo(Standing.NOT_OURS);
      assertThat(bench.problems()).isEmpty();
      bench.discover(link("http://a.example/2", 1));
      assertThat(crawl(bench)).containsExactly("http://a.example/2");
      assertThat(bench.host("b.example").standing()).isEqualTo(Standing.NOT_OURS);
    }
    clock.advance(DELAY);
    try (Bench bench = bench(10, 100)) {
      assertThat(crawl(bench)).containsExactly("http://b.example/");
      assertThat(bench.problems()).isEmpty();
    }
  }

  /** Counts how often a URL is looked at; those below /no/ are not ours. */
  private static final class Counting extends Bench.Everything {
    private final AtomicInteger judged = new AtomicInteger();

    @Override
    public Ruling judge(CrawlUrl url) {
      judged.incrementAndGet();
      return url.url().pathAndQuery().startsWith("/no/")
          ? new Refused(Refusal.EXCLUDED, "/no/")
          : super.judge(url);
    }

    int judged() {
      return judged.getAndSet(0);
    }
  }

  @Test
  void a_link_that_wakes_a_host_does_not_let_it_look_again_at_all_that_is_not_ours() {
    Counting scope = new Counting();
    try (Bench bench = new Bench(folder, clock, SETTINGS, scope)) {
      bench.addSeeds("http://a.example/");
      bench.discover(links("http://a.example/no/", 500));
      assertThat(crawl(bench)).containsExactly("http://a.example/");
      assertThat(scope.judged()).isBetween(501, 510);
      for (int i = 0; i < 5; i++) {
        clock.advance(DELAY);
        assertThat(bench.discover(link("http://a.example/" + i, i % 2 + 1))).isOne();
        assertThat(crawl(bench)).containsExactly("http://a.example/" + i);
        assertThat(bench.host("a.example").standing()).isEqualTo(Standing.NOT_OURS);
        assertThat(bench.problems()).isEmpty();
      }
      assertThat(scope.judged()).isLessThan(30);
    }
    clock.advance(DELAY);
    try (Bench bench = bench(10, 100)) {
      assertThat(crawl(bench)).as("another run looks at all of them").hasSize(500);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_host_that_comes_and_goes_looks_once_at_what_is_not_ours() {
    Counting scope = new Counting();
    FrontLimits one = new FrontLimits(1, 5, MINUTE, PATIENCE);
    try (Bench bench = new Bench(folder, clock, SETTINGS, scope, one)) {
      bench.discover(links("http://a.example/no/", 300));
      clock.advance(DELAY);
      bench.discover(links("http://a.example/", 50));
      bench.addSeeds(urls("http://b.example/", 50));
      assertThat(crawl(bench)).hasSize(100).doesNotHaveDuplicates();
      assertThat(scope.judged()).isLessThan(600);
      assertThat(bench.problems()).isEmpty();
    }
  }

  private static CrawlUrl[] links(String prefix, int count) {
    return List.of(urls(prefix, count)).stream().map(url -> link(url, 1)).toArray(CrawlUrl[]::new);
  }

  @Test
  void a_host_that_fell_asleep_is_tried_again_after_a_while_in_a_run_without_end() {
    FrontierSettings hourly =
        new FrontierSettings(
            SETTINGS.delays(),
            SETTINGS.retry(),
            SETTINGS.maxPages(),
            SETTINGS.leaseLife(),
            SETTINGS.lookups(),
            SETTINGS.recrawlUntil(),
            SETTINGS.maxHostsPerDomain(),
            Duration.ofHours(1));
    try (Bench bench = new Bench(folder, clock, hourly, new Bench.Everything())) {
      bench.addSeeds("http://a.example/");
      for (int i = 0; i < 3; i++) {
        clock.advance(MINUTE);
        bench.finish(bench.takeRobots(), bench.answer(503));
      }
      clock.advance(Duration.ofMinutes(2));
      assertThat(bench.take()).isEmpty();
      assertThat(bench.host("a.example").standing()).isEqualTo(Standing.GIVEN_UP);
      clock.advance(Duration.ofHours(2));
      bench.answerRobots();
      assertThat(crawl(bench)).containsExactly("http://a.example/");
    }
  }

  @Test
  void a_page_whose_outcome_could_not_be_committed_comes_again_in_the_next_run() {
    try (Bench bench = bench(10, 100)) {
      bench.addSeeds("http://a.example/", "http://a.example/2");
      bench.answerRobots();
      clock.advance(DELAY);
      PageLease first = bench.takePage();
      try {
        bench.frontier.finish(
            first, Bench.of(first, bench.answer(200)), Findings.of(List.of(Link.to(null))));
      } catch (NullPointerException expected) {
        assertThat(expected).isNotNull();
      }
      assertThat(crawl(bench)).containsExactly("http://a.example/2");
      assertThat(bench.problems()).isEmpty();
    }
    clock.advance(DELAY);
    try (Bench bench = bench(10, 100)) {
      assertThat(crawl(bench)).containsExactly("http://a.example/");
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  @Timeout(180) // six seconds of processor time
  void of_two_hundred_thousand_hosts_only_so_many_are_in_memory() {
    int most = 500;
    int total = 200_000;
    try (Bench bench = bench(most, 100)) {
      for (int i = 0; i < total; i += 10_000) {
        write(bench, i, i + 10_000);
      }
    }
    clock.advance(DELAY);
    try (Bench bench = bench(most, 100)) {
      assertThat(bench.frontier.progress().queued()).isEqualTo(total);
      clock.advance(DELAY); // the start counts as a request
      int pages = 0;
      for (int i = 0; i < 3000; i++) {
        clock.advance(Duration.ofMillis(5));
        Lease lease = bench.take().orElseThrow();
        if (lease instanceof PageLease page) {
          pages++;
          bench.finish(page, bench.answer(200));
        } else {
          bench.finish((RobotsLease) lease, bench.answer(404));
        }
        assertThat(bench.hostsInMemory()).isLessThanOrEqualTo(most);
      }
      assertThat(pages).isGreaterThan(1000);
    }
  }

  /** Writes hosts with a page each, as a crawl does, but many at once. */
  private void write(Bench bench, int from, int to) {
    HostTable hosts = new HostTable(bench.data::table);
    List<Place> places = new ArrayList<>();
    try (Batch batch = bench.data.newBatch()) {
      for (int i = from; i < to; i++) {
        CrawlUrl url = link("http://h%d.test/".formatted(i), 1);
        places.add(UrlTable.newPlace(url, VisitHistory.NONE, clock.instant()));
        String hostKey = PageUrl.hostKey(url.url().host());
        hosts.move(batch, hostKey, Optional.empty(), HostRecord.found(5, clock.instant()));
      }
      new UrlTable(bench.data::table).addNew(batch, places);
      batch.commit();
    }
  }
}
