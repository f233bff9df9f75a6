package dev.sluice.engine.frontier;

import static dev.sluice.engine.frontier.Bench.DELAY;
import static dev.sluice.engine.frontier.Bench.SETTINGS;
import static dev.sluice.engine.frontier.Bench.asked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.Patterns;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlPattern;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.engine.scope.LiveScope;
import dev.sluice.engine.scope.SeedScope;
import dev.sluice.engine.seed.SeedDifference;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Seeds that change while the crawl runs. */
@Timeout(30)
class ReseedingTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private LiveScope scope = new LiveScope(new SeedScope(List.of(), clock));
  private List<Seed> seeds = List.of();

  private static FrontierSettings endless() {
    return new FrontierSettings(
        SETTINGS.delays(),
        SETTINGS.retry(),
        SETTINGS.maxPages(),
        SETTINGS.leaseLife(),
        SETTINGS.lookups(),
        Instant.MAX,
        SETTINGS.maxHostsPerDomain(),
        SETTINGS.sleep(),
        true);
  }

  private Bench bench(Seed... first) {
    return bench(SETTINGS, first);
  }

  private Bench bench(FrontierSettings settings, Seed... first) {
    seeds = List.of(first);
    scope = new LiveScope(new SeedScope(seeds, clock));
    Bench bench = new Bench(folder, clock, settings, scope);
    bench.frontier.add(seeds);
    return bench;
  }

  private static Seed seed(String name) {
    return seed(name, SeedPolicy.DEFAULT);
  }

  private static Seed seed(String name, SeedPolicy policy) {
    return seed(name, Extent.HOST, Patterns.NONE, policy);
  }

  private static Seed seed(String name, Extent extent, Patterns patterns, SeedPolicy policy) {
    return seed(name, "http://" + name + ".example/", extent, patterns, policy);
  }

  private static Seed seed(
      String name, String page, Extent extent, Patterns patterns, SeedPolicy policy) {
    PageUrl url = PageUrl.parse(page);
    return new Seed(name, url, extent, OptionalInt.empty(), patterns, policy, List.of());
  }

  private static SeedPolicy policy(int priority, PageBudgets budgets, boolean paused) {
    return new SeedPolicy(
        priority, Optional.empty(), Optional.empty(), budgets, false, new TreeMap<>(), paused);
  }

  private static Seed paused(String name) {
    return seed(name, policy(5, PageBudgets.NONE, true));
  }

  private static Patterns without(String pattern) {
    return new Patterns(List.of(), List.of(UrlPattern.parse(pattern)));
  }

  private void change(Bench bench, Seed... next) {
    SeedDifference difference = new SeedDifference(seeds, List.of(next));
    List<Seed> present = new ArrayList<>(difference.added());
    present.addAll(difference.changed());
    List<Seed> concerned = new ArrayList<>(present);
    concerned.addAll(difference.removed());
    difference.changed().forEach(seed -> concerned.add(difference.before(seed)));
    seeds = List.of(next);
    bench.frontier.change(() -> scope.become(new SeedScope(seeds, clock)), concerned, present);
  }

  private static CrawlUrl link(String seed, String url) {
    return new CrawlUrl(PageUrl.parse(url), 1, seed, Optional.empty());
  }

  /** Answers whatever is asked for until nothing is left, robots.txt included. */
  private List<String> all(Bench bench) {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      clock.advance(DELAY);
      Optional<Lease> lease = bench.take();
      if (lease.isEmpty()) {
        return urls;
      }
      urls.add(asked(lease.get()));
      if (lease.get() instanceof PageLease page) {
        bench.finish(page, bench.answer(200));
      } else {
        bench.finish((RobotsLease) lease.get(), bench.answer(404));
      }
    }
    throw new AssertionError("there is no end: " + urls);
  }

  private List<String> pages(Bench bench) {
    return all(bench).stream().filter(url -> !url.endsWith("/robots.txt")).toList();
  }

  @Test
  void nothing_is_asked_of_a_paused_seed_and_all_of_it_when_it_is_resumed() {
    try (Bench bench = bench(seed("a"), paused("b"))) {
      bench.discover(link("b", "http://b.example/1"));
      assertThat(all(bench)).containsExactly("http://a.example/robots.txt", "http://a.example/");
      assertThat(bench.host("b.example").standing()).isEqualTo(Standing.PAUSED);
      assertThat(bench.record("http://b.example/1").status()).isEqualTo(UrlStatus.QUEUED);
      assertThat(bench.problems()).isEmpty();

      bench.discover(link("b", "http://b.example/2"));
      assertThat(all(bench)).isEmpty();
      assertThat(bench.host("b.example").standing()).isEqualTo(Standing.PAUSED);

      change(bench, seed("a"), seed("b"));
      assertThat(pages(bench))
          .containsExactly("http://b.example/", "http://b.example/1", "http://b.example/2");
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_seed_is_paused_in_the_middle_of_its_queue() {
    try (Bench bench = bench(seed("a"))) {
      bench.discover(link("a", "http://a.example/1"), link("a", "http://a.example/2"));
      bench.answerRobots();
      clock.advance(DELAY);
      PageLease underWay = bench.takePage();
      change(bench, paused("a"));
      bench.finish(underWay, bench.answer(200), "http://a.example/3");
      assertThat(all(bench)).isEmpty();
      assertThat(bench.record("http://a.example/").status()).isEqualTo(UrlStatus.FETCHED);
      assertThat(bench.record("http://a.example/3").status()).isEqualTo(UrlStatus.QUEUED);
      change(bench, seed("a"));
      assertThat(pages(bench)).hasSize(3).doesNotHaveDuplicates();
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_seed_that_is_gone_is_asked_for_no_more_and_goes_on_when_it_is_back() {
    try (Bench bench = bench(seed("a"), seed("b"))) {
      bench.discover(link("b", "http://b.example/1"), link("b", "http://b.example/2"));
      clock.advance(DELAY);
      bench.finish(bench.takeRobots(), bench.answer(404));
      change(bench, seed("a"));
      assertThat(all(bench)).contains("http://a.example/").noneMatch(url -> url.contains("//b."));
      assertThat(bench.host("b.example").standing()).isEqualTo(Standing.NOT_OURS);
      change(bench, seed("a"), seed("b"));
      assertThat(pages(bench))
          .containsExactly("http://b.example/", "http://b.example/1", "http://b.example/2");
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void what_seeds_that_are_gone_have_left_behind_waits_until_all_others_have_had_their_turns() {
    try (Bench bench = bench(seed("gone"), seed("maps"))) {
      for (int i = 0; i < 100; i++) {
        bench.discover(link("gone", "http://gone.example/" + i));
      }
      PageUrl list = PageUrl.parse("http://maps.example/list.xml");
      bench.discover(new CrawlUrl(list, Kind.SITEMAP, 0, "a", Optional.empty()));
    }
    clock.advance(HOUR);
    try (Bench bench = bench(seed("a"))) {
      clock.advance(DELAY);
      List<String> asked = all(bench);
      assertThat(asked)
          .contains("http://a.example/", "http://maps.example/list.xml")
          .noneMatch(url -> url.contains("gone.example"));
      HostRecord gone = bench.host("gone.example");
      assertThat(gone.priority()).isEqualTo(SeedPolicy.LAST_PRIORITY);
      assertThat(gone.standing()).isEqualTo(Standing.NOT_OURS);
      assertThat(bench.problems()).isEmpty();

      change(bench, seed("a"), seed("gone"));
      assertThat(bench.host("gone.example").priority()).isEqualTo(5);
      assertThat(pages(bench)).hasSize(101);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_new_seed_wakes_the_hosts_of_its_domain_and_no_others() {
    try (Bench bench = bench(seed("a"))) {
      bench.discover(
          link("old", "http://www.b.org/1"),
          link("old", "http://b.org/2"),
          link("old", "http://bb.org/3"));
      assertThat(pages(bench)).containsExactly("http://a.example/");
      Seed domain = seed("b", "http://b.org/", Extent.DOMAIN, Patterns.NONE, SeedPolicy.DEFAULT);
      change(bench, seed("a"), domain);
      assertThat(pages(bench))
          .containsExactlyInAnyOrder("http://b.org/", "http://www.b.org/1", "http://b.org/2");
      assertThat(bench.record("http://b.org/2").url().seed()).isEqualTo("b");
      assertThat(bench.host("bb.org").standing()).isEqualTo(Standing.NOT_OURS);
      assertThat(bench.host("bb.org").since()).isBefore(bench.host("b.org").since());
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_host_that_was_given_up_is_not_asked_again_because_a_seed_has_changed() {
    try (Bench bench = bench(seed("a"))) {
      RobotsLease robots = bench.takeRobots();
      bench.finish(robots, bench.failure(FetchFailure.ADDRESS_REFUSED));
      clock.advance(HOUR);
      assertThat(all(bench)).isEmpty();
      assertThat(bench.host("a.example").standing()).isEqualTo(Standing.GIVEN_UP);
      change(bench, seed("a", policy(1, PageBudgets.NONE, false)));
      clock.advance(HOUR);
      assertThat(all(bench)).isEmpty();
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_larger_budget_and_fewer_patterns_hold_at_once() {
    Seed small = seed("a", policy(5, PageBudgets.NONE.ofSeed(1), false));
    try (Bench bench = bench(small)) {
      bench.discover(link("a", "http://a.example/1"), link("a", "http://a.example/no/2"));
      assertThat(pages(bench)).containsExactly("http://a.example/");
      assertThat(bench.host("a.example").standing()).isEqualTo(Standing.OVER_BUDGET);
      change(bench, seed("a", Extent.HOST, without("/no/"), SeedPolicy.DEFAULT));
      assertThat(pages(bench)).containsExactly("http://a.example/1");
      assertThat(bench.host("a.example").standing()).isEqualTo(Standing.NOT_OURS);
      change(bench, seed("a"));
      assertThat(pages(bench)).containsExactly("http://a.example/no/2");
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void what_was_passed_over_is_looked_at_again_while_the_host_is_being_asked() {
    try (Bench bench = bench(seed("a", Extent.HOST, without("/no/"), SeedPolicy.DEFAULT))) {
      bench.discover(link("a", "http://a.example/no/1"));
      clock.advance(Duration.ofMillis(1));
      bench.discover(link("a", "http://a.example/2"), link("a", "http://a.example/3"));
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(200));
      clock.advance(DELAY);
      PageLease two = bench.takePage(); // after /no/1, which was passed over
      change(bench, seed("a"));
      bench.finish(two, bench.answer(200));
      List<String> rest = pages(bench);
      assertThat(rest).hasSize(2).contains("http://a.example/no/1").doesNotContain(asked(two));
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_priority_holds_for_hosts_that_wait_already() {
    FrontLimits one = new FrontLimits(1, 100, Duration.ofMinutes(1), Duration.ofDays(2));
    seeds = List.of(seed("a"), seed("b"), seed("c"));
    scope = new LiveScope(new SeedScope(seeds, clock));
    try (Bench bench = new Bench(folder, clock, SETTINGS, scope, one)) {
      bench.frontier.add(seeds);
      change(
          bench,
          seed("a", policy(9, PageBudgets.NONE, false)),
          seed("b"),
          seed("c", policy(1, PageBudgets.NONE, false)));
      assertThat(pages(bench))
          .containsExactly("http://c.example/", "http://b.example/", "http://a.example/");
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_robots_txt_that_leads_elsewhere_is_not_followed_for_a_seed_that_is_gone() {
    try (Bench bench = bench(seed("a"), seed("c"))) {
      RobotsLease robots = bench.takeRobots();
      String host = robots.url().host();
      bench.redirect(robots, "http://elsewhere.example/robots.txt");
      Seed other = host.startsWith("a") ? seed("c") : seed("a");
      change(bench, other);
      assertThat(all(bench))
          .noneMatch(url -> url.contains("elsewhere") || url.contains("//" + host));
      assertThat(bench.host(host).standing()).isEqualTo(Standing.NOT_OURS);
      change(bench, seed("a"), seed("c"));
      assertThat(pages(bench)).containsExactly("http://" + host + "/");
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_crawl_without_end_waits_for_other_seeds() throws InterruptedException {
    try (Bench bench = bench(endless())) {
      assertThat(bench.hasNothingNow()).isTrue();
      assertThat(bench.frontier.isFinished()).isFalse();
      change(bench, seed("a"));
      assertThat(asked(bench.takeRobots())).isEqualTo("http://a.example/robots.txt");
    }
  }

  @Test
  void a_crawl_without_end_makes_the_visits_that_become_due() throws InterruptedException {
    SeedPolicy hourly =
        new SeedPolicy(
            5, Optional.empty(), Optional.of(HOUR), PageBudgets.NONE, false, new TreeMap<>());
    try (Bench bench = bench(endless(), seed("a", hourly))) {
      bench.answerRobots();
      for (int visit = 0; visit < 3; visit++) {
        clock.advance(DELAY);
        PageLease page = bench.takePage();
        bench.finish(page, bench.answer(200, "version " + visit, Headers.NONE));
        assertThat(bench.hasNothingNow()).isTrue();
        clock.advance(HOUR);
      }
      assertThat(bench.data.pages().captureCount()).isEqualTo(3);
      change(bench, paused("a"));
      assertThat(bench.hasNothingNow()).as("a paused seed is not visited either").isTrue();
      change(bench, seed("a", hourly));
      assertThat(asked(bench.takePage())).isEqualTo("http://a.example/");
      assertThat(bench.problems()).isEmpty();
    }
  }
}
