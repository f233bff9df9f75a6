package dev.sluice.engine;

import static dev.sluice.engine.TestCrawl.DELAY;
import static dev.sluice.engine.TestCrawl.TOLERANCE;
import static dev.sluice.engine.TestCrawl.patient;
import static dev.sluice.engine.TestCrawl.seed;
import static dev.sluice.engine.TestCrawl.seeds;
import static dev.sluice.engine.TestCrawl.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.testweb.Faults;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.Exchange;
import dev.sluice.testweb.model.PageMix;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrawlTest {

  @TempDir private Path folder;

  /**
   * How often each page was asked for; robots.txt, tdmrep.json and their redirects are left out.
   */
  private static Map<String, Integer> pagesAskedFor(TestWeb web) {
    Map<String, Integer> counts = new TreeMap<>(web.referee().countPerUrl());
    counts.keySet().removeIf(url -> url.endsWith("/robots.txt") || url.contains("/."));
    return counts;
  }

  private static Map<String, Integer> onceEach(Iterable<String> urls) {
    Map<String, Integer> once = new TreeMap<>();
    urls.forEach(url -> once.put(url, 1));
    return once;
  }

  @Test
  void every_page_that_can_be_reached_and_is_allowed_is_fetched_once_and_politely() {
    try (TestWeb web =
            TestWeb.builder()
                .site(
                    "gazette",
                    site ->
                        site.generated(PageMix.english(30, 1))
                            .robots("User-agent: *\nDisallow: /private/\n")
                            .page("/private/diary.html", "<title>Not for robots</title>")
                            .redirect("/short", 302, "/private/diary.html")
                            .redirect("/old", 301, "${ribao}/articles/3.html")
                            .link("/private/diary.html", "/short", "/old"))
                .site(
                    "ribao",
                    site -> site.generated(PageMix.chinese(30, 2).withLegacyCharsets()).alsoAt("m"))
                .site(
                    "slow",
                    site ->
                        site.generated(PageMix.mixed(8, 3))
                            .robots("User-agent: sluice\nCrawl-delay: 0.2\n")
                            .messyLinks("/messy.html")
                            .link("/messy.html", "${gazette}/"))
                .start();
        TestCrawl crawl = TestCrawl.finished(folder, seeds(web), settings())) {
      assertThat(web.truth().disallowed()).isNotEmpty();
      assertThat(pagesAskedFor(web)).isEqualTo(onceEach(web.truth().reachable()));
      assertThat(web.referee().allViolations(DELAY, TOLERANCE)).isEmpty();
      assertThat(web.sites()).allMatch(site -> web.referee().maxConcurrency(site) == 1);
      assertThat(crawl.problems()).isEmpty();
      assertThat(crawl.records().urlCounts())
          .isEqualTo(
              Map.of(
                  UrlStatus.FETCHED,
                  (long) web.truth().reachable().size(),
                  UrlStatus.DISALLOWED,
                  (long) web.truth().disallowed().size(),
                  UrlStatus.QUEUED,
                  1L, // the messy link to the default port, where nobody listens
                  UrlStatus.FAILED,
                  0L,
                  UrlStatus.REFUSED,
                  0L,
                  UrlStatus.OVER_BUDGET,
                  0L));
      assertThat(crawl.crawl().progress().pages()).isEqualTo(web.truth().reachable().size());
      assertThat(crawl.crawl().storeFailure()).isEmpty();
    }
  }

  @Test
  void the_crawl_ends_by_itself_soon_after_its_last_page() {
    try (TestWeb web =
            TestWeb.builder()
                .site("a", site -> site.page("/", "<a href='/b'>b</a>").page("/b", "the end"))
                .start();
        TestCrawl crawl = TestCrawl.finished(folder, seeds(web), settings())) {
      Instant ended = Instant.now();
      assertThat(crawl.crawl().progress().answersByStatus()).isEqualTo(Map.of(200, 2L));
      Instant lastAnswer =
          web.referee().requests("a").stream()
              .flatMap(exchange -> exchange.end().stream())
              .max(Comparator.naturalOrder())
              .orElseThrow();
      assertThat(Duration.between(lastAnswer, ended)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void a_crawl_without_anything_to_do_ends() {
    try (TestCrawl crawl = TestCrawl.finished(folder, List.of(), settings())) {
      assertThat(crawl.crawl().progress().pages()).isZero();
    }
  }

  @Test
  void many_hosts_are_asked_at_the_same_time_but_none_twice() {
    List<String> names = IntStream.range(0, 8).mapToObj(i -> "s" + i).toList();
    var builder = TestWeb.builder();
    names.forEach(
        name ->
            builder.site(
                name,
                site ->
                    site.page("/", "slow")
                        .fault("/", Faults.slowFirstByte(Duration.ofMillis(900)))));
    try (TestWeb web = builder.start();
        TestCrawl crawl = TestCrawl.finished(folder, seeds(web), settings())) {
      assertThat(crawl.crawl().progress().pages()).isEqualTo(8);
      List<Exchange> slow =
          web.referee().requests().stream().filter(e -> e.target().equals("/")).toList();
      Instant firstEnd =
          slow.stream().flatMap(e -> e.end().stream()).min(Comparator.naturalOrder()).orElseThrow();
      assertThat(slow.stream().filter(e -> e.arrival().isBefore(firstEnd)).count())
          .isGreaterThan(1);
      assertThat(names).allMatch(name -> web.referee().maxConcurrency(name) == 1);
    }
  }

  @Test
  void stop_lets_a_crawl_end_while_servers_hang_and_their_pages_stay_queued() {
    try (TestWeb web =
            TestWeb.builder()
                .site(
                    "a",
                    site -> site.page("/", "<a href='/hang'>h</a>").fault("/hang", Faults.hang()))
                .site("b", site -> site.robotsUnreachable(Faults.hang()).page("/", "b"))
                .start();
        TestCrawl crawl = new TestCrawl(folder, seeds(web), patient())) {
      crawl.crawl().start();
      TestCrawl.await(() -> web.referee().countPerUrl().containsKey(web.url("a", "/hang")));
      TestCrawl.await(() -> web.referee().requests("b").size() == 1);
      crawl.crawl().stop();
      crawl.crawl().abandonRequests();
      Instant stopped = Instant.now();
      crawl.awaitEnd();
      assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(20));
      assertThat(crawl.record(web.url("a", "/hang")).status()).isEqualTo(UrlStatus.QUEUED);
      assertThat(crawl.record(web.url("a", "/hang")).attempts()).isZero();
      assertThat(crawl.record(web.base("b")).status()).isEqualTo(UrlStatus.QUEUED);
      assertThat(crawl.problems()).isEmpty();
    }
  }

  @Test
  void a_limit_of_pages_is_met_exactly_and_the_rest_stays_queued() {
    try (TestWeb web = TestWeb.large(3, 40, 7, 0);
        TestCrawl crawl = TestCrawl.finished(folder, seeds(web), settings(OptionalLong.of(10)))) {
      assertThat(pagesAskedFor(web).values().stream().mapToInt(Integer::intValue).sum())
          .isEqualTo(10);
      assertThat(crawl.records().urlCounts()).containsEntry(UrlStatus.FETCHED, 10L);
      assertThat(crawl.records().urlCounts().get(UrlStatus.QUEUED)).isPositive();
      assertThat(crawl.problems()).isEmpty();
    }
  }

  @Test
  void a_later_crawl_goes_on_where_the_last_one_ended_and_keeps_the_delay() {
    try (TestWeb web = TestWeb.large(3, 12, 8, 0)) {
      TestCrawl.finished(folder, seeds(web), settings(OptionalLong.of(10))).close();
      Map<String, Integer> first = pagesAskedFor(web);
      TestCrawl.finished(folder, seeds(web), settings(OptionalLong.of(20))).close();
      try (TestCrawl last = TestCrawl.finished(folder, seeds(web), settings())) {
        assertThat(first).hasSize(10);
        assertThat(pagesAskedFor(web)).isEqualTo(onceEach(web.truth().reachable()));
        assertThat(web.referee().allViolations(DELAY, TOLERANCE)).isEmpty();
        assertThat(robotsRequests(web)).as("robots.txt is remembered").isEqualTo(3);
        assertThat(last.problems()).isEmpty();
      }
    }
  }

  private static long robotsRequests(TestWeb web) {
    return web.referee().requests().stream()
        .filter(exchange -> exchange.target().equals("/robots.txt"))
        .count();
  }

  @Test
  void a_restart_forgets_neither_crawl_delay_nor_retry_after() {
    try (TestWeb web =
        TestWeb.builder()
            .site(
                "delayed",
                site ->
                    site.robots("User-agent: *\nCrawl-delay: 1.5\nDisallow: /.well-known/\n")
                        .page("/", "<a href='/2'>2</a>")
                        .page("/2", "2"))
            .site(
                "busy",
                site ->
                    site.robots("User-agent: *\nDisallow: /.well-known/\n")
                        .page("/", "now")
                        .fault("/", Faults.retryAfter(503, 1, Duration.ofSeconds(2))))
            .start()) {
      try (TestCrawl crawl = new TestCrawl(folder, seeds(web), settings())) {
        crawl.crawl().start();
        TestCrawl.await(() -> web.referee().requests("busy").size() == 2);
        TestCrawl.await(() -> web.referee().requests("delayed").size() == 1);
        TestCrawl.await(
            () -> crawl.crawl().progress().inFlight() == 0); // what was answered is committed
        crawl.crawl().stop();
        crawl.awaitEnd();
      }
      try (TestCrawl crawl = TestCrawl.finished(folder, seeds(web), settings())) {
        assertThat(web.referee().requests("delayed")).hasSize(3);
        assertThat(web.referee().requests("busy")).hasSize(3);
        assertThat(web.referee().allViolations(DELAY, TOLERANCE)).isEmpty();
        assertThat(crawl.record(web.base("busy")).attempts()).isEqualTo(2);
      }
    }
  }

  @Test
  void what_other_seeds_left_in_the_queue_stays_there_until_it_is_in_scope_again() {
    try (TestWeb web = TestWeb.large(2, 15, 9, 0)) {
      List<String> one = List.of(web.base("site1"));
      List<String> two = List.of(web.base("site2"));
      TestCrawl.finished(folder, seeds(one), settings(OptionalLong.of(4))).close();
      try (TestCrawl other = TestCrawl.finished(folder, seeds(two), settings())) {
        assertThat(web.referee().requests("site1")).hasSize(6);
        assertThat(web.referee().requests("site2")).hasSize(17);
        assertThat(other.records().urlCounts().get(UrlStatus.QUEUED)).isPositive();
        assertThat(other.problems()).isEmpty();
      }
      TestCrawl.finished(folder, seeds(one), settings()).close();
      assertThat(pagesAskedFor(web)).isEqualTo(onceEach(web.truth().reachable()));
    }
  }

  @Test
  void a_page_that_was_queued_far_from_its_seed_is_fetched_when_it_becomes_a_seed() {
    try (TestWeb web =
        TestWeb.builder()
            .site("a", site -> site.page("/", "<a href='/b'>b</a>").page("/b", "b"))
            .start()) {
      TestCrawl.finished(folder, seeds(web), settings(OptionalLong.of(1))).close();
      var seed = seed(web.url("a", "/b"), Extent.PREFIX, OptionalInt.of(0));
      try (TestCrawl crawl = TestCrawl.finished(folder, List.of(seed), settings())) {
        assertThat(crawl.record(web.url("a", "/b")).status()).isEqualTo(UrlStatus.FETCHED);
        assertThat(crawl.record(web.url("a", "/b")).url().depth()).isZero();
        assertThat(crawl.problems()).isEmpty();
      }
    }
  }

  @Test
  void a_page_with_thousands_of_links_loses_none() {
    String links =
        IntStream.range(0, 6000)
            .mapToObj(i -> "<a href='/p" + i + "'>" + i + "</a>")
            .collect(Collectors.joining());
    try (TestWeb web = TestWeb.builder().site("a", site -> site.page("/", links)).start();
        TestCrawl crawl = TestCrawl.finished(folder, seeds(web), settings(OptionalLong.of(1)))) {
      assertThat(crawl.records().urlCounts()).containsEntry(UrlStatus.QUEUED, 6000L);
      assertThat(crawl.crawl().progress().queued()).isEqualTo(6000);
    }
  }

  @Test
  void links_are_followed_as_far_as_the_depth_of_the_seed_allows() {
    try (TestWeb web =
            TestWeb.builder()
                .site(
                    "a",
                    site ->
                        site.page("/", "<a href='/1'>1</a>")
                            .redirect("/1", 302, "/1b")
                            .page("/1b", "<a href='/2'>2</a>")
                            .page("/2", "<a href='/3'>3</a>")
                            .page("/3", "too far"))
                .start();
        TestCrawl crawl =
            TestCrawl.finished(
                folder, List.of(seed(web.base("a"), Extent.HOST, OptionalInt.of(2))), settings())) {
      assertThat(pagesAskedFor(web).keySet())
          .containsExactlyInAnyOrder(
              web.url("a", "/"), web.url("a", "/1"), web.url("a", "/1b"), web.url("a", "/2"));
      assertThat(crawl.captures(web.url("a", "/2")))
          .singleElement()
          .satisfies(capture -> assertThat(capture.depth()).isEqualTo(2))
          .satisfies(capture -> assertThat(capture.foundOn().orElseThrow().path()).isEqualTo("/1b"))
          .satisfies(capture -> assertThat(capture.seed()).isEqualTo(web.base("a")));
    }
  }

  @Test
  void a_calendar_without_end_is_left_when_its_depth_is_reached() {
    try (TestWeb web =
            TestWeb.builder()
                .site("a", site -> site.generated(PageMix.english(3, 1)).calendar("/cal/"))
                .start();
        TestCrawl crawl =
            TestCrawl.finished(
                folder, List.of(seed(web.base("a"), Extent.HOST, OptionalInt.of(3))), settings())) {
      assertThat(pagesAskedFor(web).keySet().stream().filter(web.truth()::isInTrap).count())
          .isBetween(1L, 10L);
      assertThat(crawl.problems()).isEmpty();
    }
  }

  @Test
  void https_links_are_asked_for_too() {
    try (TestWeb web =
        TestWeb.builder()
            .site("a", site -> site.page("/", "<a href='https://127.81.0.1:1/x'>tls</a>"))
            .start()) {
      try (TestCrawl crawl = TestCrawl.finished(folder, seeds(web), settings())) {
        assertThat(crawl.record("https://127.81.0.1:1/x").status()).isEqualTo(UrlStatus.QUEUED);
        assertThat(crawl.crawl().progress().unreachable())
            .extracting(Object::toString)
            .containsExactly("https://127.81.0.1:1");
      }
    }
  }

  @Test
  void a_request_names_the_crawler() {
    try (TestWeb web = TestWeb.builder().site("a", site -> site.page("/", "hello")).start();
        TestCrawl crawl = TestCrawl.finished(folder, seeds(web), settings())) {
      assertThat(web.referee().requests("a"))
          .hasSize(3)
          .extracting(Exchange::userAgent)
          .containsOnly(settings().userAgent());
      assertThat(crawl.problems()).isEmpty();
    }
  }
}
