package dev.sluice.engine.frontier;

import static dev.sluice.engine.frontier.Bench.DELAY;
import static dev.sluice.engine.frontier.Bench.asked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.PathBudget.Pages;
import dev.sluice.engine.model.PathBudget.Share;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a seed, a host, a folder and a domain may have at most; and rules that come and go. */
@Timeout(30)
class LimitsTest {

  private static final String SEED = "http://a.example/";

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();

  private static SeedPolicy policy(PageBudgets budgets) {
    return new SeedPolicy(5, Optional.empty(), Optional.empty(), budgets, false, new TreeMap<>());
  }

  private Bench bench(SeedPolicy policy) {
    return new Bench(folder, clock, Bench.SETTINGS, new Bench.Everything(Map.of(SEED, policy)));
  }

  private static String[] urls(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  /** Answers all that can be asked for, each page with this status; gives the URLs of the pages. */
  private List<String> crawl(Bench bench, int... statuses) {
    List<String> pages = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      clock.advance(Duration.ofSeconds(30));
      Optional<Lease> lease = bench.take();
      if (lease.isEmpty()) {
        return pages;
      }
      if (lease.get() instanceof PageLease page) {
        bench.finish(page, bench.answer(statuses[pages.size() % statuses.length]));
        pages.add(asked(page));
      } else {
        bench.finish((RobotsLease) lease.get(), bench.answer(404));
      }
    }
    throw new AssertionError("there is no end");
  }

  private void start(Bench bench, String... links) {
    bench.addSeeds(SEED);
    bench.answerRobots();
    clock.advance(DELAY);
    bench.finish(bench.takePage(), bench.answer(200), links);
  }

  @Test
  void a_budget_is_for_what_is_stored_and_not_for_what_failed() {
    SeedPolicy three = policy(PageBudgets.NONE.ofSeed(3));
    try (Bench bench = bench(three)) {
      start(bench, urls(SEED, 6));
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.failure(FetchFailure.ADDRESS_REFUSED));
      assertThat(crawl(bench, 200)).hasSize(2);
      assertThat(bench.data.pages().captureCount()).isEqualTo(3);
      assertThat(new UrlTable(bench.data::table).count(UrlStatus.OVER_BUDGET)).isEqualTo(3);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void what_waits_for_a_budget_is_noted_once_and_fetched_when_there_is_more() {
    for (int run = 0; run < 2; run++) {
      try (Bench bench = bench(policy(PageBudgets.NONE.ofSeed(2)))) {
        if (run == 0) {
          start(bench, urls(SEED, 4));
        }
        assertThat(crawl(bench, 200)).hasSize(1 - run);
        UrlTable urls = new UrlTable(bench.data::table);
        assertThat(urls.overBudget()).containsExactly(Map.entry(Refusal.BUDGET_SEED, 3L));
        assertThat(urls.count(UrlStatus.QUEUED)).isZero();
        assertThat(bench.host("a.example").standing()).isEqualTo(Standing.OVER_BUDGET);
        Refused budget = bench.record(SEED + 3).budget().orElseThrow();
        assertThat(budget.sentence())
            .isEqualTo(
                "the seed's budget of pages is used up: 2 pages in all for seed http://a.example/");
        assertThat(bench.problems()).isEmpty();
      }
      clock.advance(DELAY);
    }
    try (Bench bench = bench(policy(PageBudgets.NONE.ofHost(4)))) {
      assertThat(crawl(bench, 200)).hasSize(2);
      assertThat(new UrlTable(bench.data::table).overBudget())
          .containsExactly(Map.entry(Refusal.BUDGET_HOST, 1L));
      assertThat(bench.problems()).isEmpty();
    }
    clock.advance(DELAY);
    try (Bench bench = bench(SeedPolicy.DEFAULT)) {
      assertThat(crawl(bench, 200)).containsExactly(SEED + 3);
      assertThat(new UrlTable(bench.data::table).overBudget()).isEmpty();
      assertThat(bench.host("a.example").standing()).isEqualTo(Standing.DRAINED);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void what_is_over_a_share_waits_until_the_host_has_more_of_others() {
    SeedPolicy quarter = policy(PageBudgets.NONE.ofPath("/old/", new Share(25)));
    UrlTable urls;
    try (Bench bench = bench(quarter)) {
      start(bench, urls("http://a.example/old/", 200));
      assertThat(crawl(bench, 200)).as("the first hundred are free").hasSize(99);
      urls = new UrlTable(bench.data::table);
      assertThat(urls.overBudget()).containsExactly(Map.entry(Refusal.BUDGET_PATH, 101L));
      assertThat(bench.host("a.example").standing()).isEqualTo(Standing.OVER_BUDGET);
      assertThat(bench.problems()).isEmpty();
      CrawlUrl[] others =
          List.of(urls("http://a.example/new/", 400)).stream()
              .map(LimitsTest::link)
              .toArray(CrawlUrl[]::new);
      bench.discover(others);
      List<String> pages = crawl(bench, 200);
      assertThat(pages).filteredOn(page -> page.contains("/new/")).hasSize(400);
      // 99 + 34 of 500 + 34 pages are just below a quarter; one more would be above.
      assertThat(pages).filteredOn(page -> page.contains("/old/")).hasSize(34);
      assertThat(urls.overBudget()).containsExactly(Map.entry(Refusal.BUDGET_PATH, 67L));
      assertThat(bench.host("a.example").standing()).isEqualTo(Standing.OVER_BUDGET);
      assertThat(bench.problems()).isEmpty();
    }
    clock.advance(DELAY);
    try (Bench bench = bench(quarter)) {
      assertThat(crawl(bench, 200)).as("nothing has changed").isEmpty();
      assertThat(bench.problems()).isEmpty();
    }
    clock.advance(DELAY);
    try (Bench bench = bench(SeedPolicy.DEFAULT)) {
      assertThat(crawl(bench, 200)).hasSize(67);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void what_is_under_way_counts_against_the_budget_of_the_seed() throws InterruptedException {
    onlyOneMayBeUnderWay(PageBudgets.NONE.ofSeed(2), "http://b.example/", "http://c.example/");
  }

  /** Crawls the seed and one of two hosts, and meanwhile nothing of the other one. */
  private void onlyOneMayBeUnderWay(PageBudgets budgets, String one, String other)
      throws InterruptedException {
    try (Bench bench = bench(policy(budgets))) {
      start(bench, one, other);
      bench.answerRobots();
      bench.answerRobots();
      clock.advance(DELAY);
      PageLease last = bench.takePage();
      assertThat(bench.hasNothingNow()).isTrue();
      bench.finish(last, bench.answer(200));
      assertThat(crawl(bench, 200)).isEmpty();
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_folder_has_as_many_pages_as_it_may_also_after_restarts_and_attempts_that_failed() {
    SeedPolicy four = policy(PageBudgets.NONE.ofPath("/old/", new Pages(4)));
    try (Bench bench = bench(four)) {
      start(bench, urls("http://a.example/old/", 8));
      for (int i = 0; i < 2; i++) {
        clock.advance(Duration.ofMinutes(2));
        bench.finish(bench.takePage(), bench.answer(503));
      }
      clock.advance(Duration.ofMinutes(2));
      bench.finish(bench.takePage(), bench.answer(200));
    }
    try (Bench bench = bench(four)) {
      assertThat(crawl(bench, 200)).hasSize(3);
      UrlTable urls = new UrlTable(bench.data::table);
      assertThat(urls.count(UrlStatus.FETCHED)).isEqualTo(5);
      assertThat(urls.count(UrlStatus.REFUSED)).isEqualTo(4);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_host_has_as_many_pages_as_it_may_over_all_runs() {
    SeedPolicy three = policy(PageBudgets.NONE.ofHost(3));
    try (Bench bench = bench(three)) {
      start(bench, "http://a.example/1", "http://b.example/1", "http://b.example/2");
      assertThat(crawl(bench, 200)).hasSize(3);
    }
    clock.advance(DELAY);
    try (Bench bench = bench(three)) {
      bench.discover(link("http://a.example/2"), link("http://a.example/3"));
      assertThat(crawl(bench, 200)).containsExactly("http://a.example/2");
      assertThat(bench.host("a.example").pages()).isEqualTo(3);
      assertThat(bench.host("b.example").pages()).isEqualTo(2);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_domain_has_as_many_pages_as_it_may_over_all_its_hosts_and_runs() {
    SeedPolicy three = policy(PageBudgets.NONE.ofDomain(3));
    try (Bench bench = bench(three)) {
      start(
          bench,
          "http://a.example/1",
          "http://www.wide.org/1",
          "http://www.wide.org/2",
          "http://old.wide.org/1",
          "http://old.wide.org/2",
          "http://other.org/1");
      assertThat(crawl(bench, 200)).hasSize(5).contains("http://a.example/1", "http://other.org/1");
    }
    clock.advance(DELAY);
    try (Bench bench = bench(three)) {
      bench.discover(link("http://new.wide.org/"), link("http://third.org/"));
      assertThat(crawl(bench, 200)).containsExactly("http://third.org/");
      assertThat(bench.problems()).isEmpty();
    }
    clock.advance(DELAY);
    try (Bench bench = bench(policy(PageBudgets.NONE.ofDomain(4)))) {
      assertThat(crawl(bench, 200)).singleElement().asString().contains(".wide.org/");
    }
  }

  @Test
  void what_is_under_way_counts_against_the_budget_of_the_domain() throws InterruptedException {
    onlyOneMayBeUnderWay(PageBudgets.NONE.ofDomain(1), "http://b.wide.org/", "http://c.wide.org/");
  }

  private static CrawlUrl link(String url) {
    return new CrawlUrl(PageUrl.parse(url), 1, SEED, Optional.of(PageUrl.parse(SEED)));
  }

  @Test
  void links_let_in_only_so_many_hosts_of_a_domain_and_the_rest_is_counted() {
    FrontierSettings usual = Bench.SETTINGS;
    FrontierSettings three =
        new FrontierSettings(
            usual.delays(),
            usual.retry(),
            usual.maxPages(),
            usual.leaseLife(),
            usual.lookups(),
            usual.recrawlUntil(),
            3,
            usual.sleep());
    try (Bench bench = new Bench(folder, clock, three, new Bench.Everything())) {
      CrawlUrl[] links =
          IntStream.range(0, 5)
              .mapToObj(i -> link("http://h%d.wide.org/".formatted(i)))
              .toArray(CrawlUrl[]::new);
      assertThat(bench.discover(links)).isEqualTo(3);
      assertThat(bench.discover(link("http://h1.wide.org/2"))).as("is known").isOne();
      assertThat(bench.discover(link("http://other.org/"))).isOne();
    }
    try (Bench bench = new Bench(folder, clock, three, new Bench.Everything())) {
      assertThat(bench.discover(link("http://h9.wide.org/"))).isZero();
      bench.addSeeds("http://seed.wide.org/");
      assertThat(bench.record("http://seed.wide.org/").status()).isEqualTo(UrlStatus.QUEUED);
      assertThat(Frontier.refusals(bench.data)).containsEntry(Refusal.TOO_MANY_SUBDOMAINS, 3L);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void rules_hold_for_a_day_and_while_they_cannot_be_had_again_nothing_is_asked_for() {
    try (Bench bench = bench(SeedPolicy.DEFAULT)) {
      start(bench, urls(SEED, 4));
      clock.advance(Duration.ofHours(23));
      bench.finish(bench.takePage(), bench.answer(200));
      clock.advance(Duration.ofHours(2));
      bench.finish(bench.takeRobots(), bench.answer(503));
      clock.advance(Duration.ofMinutes(1));
      bench.finish(
          bench.takeRobots(),
          bench.answer(200, "User-agent: *\nDisallow: /.well-known/\nDisallow: /2", Headers.NONE));
      assertThat(crawl(bench, 200)).containsExactly("http://a.example/1", "http://a.example/3");
      assertThat(bench.record("http://a.example/2").status()).isEqualTo(UrlStatus.DISALLOWED);
      assertThat(bench.problems()).isEmpty();
    }
  }
}
