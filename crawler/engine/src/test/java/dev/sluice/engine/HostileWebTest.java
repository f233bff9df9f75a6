package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.Evil;
import dev.sluice.testweb.model.Evil.Expectation;
import dev.sluice.testweb.model.PageTruth;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** One crawl of more than a hundred sites with an evil each, beside ten honest ones. */
@TestInstance(Lifecycle.PER_CLASS)
class HostileWebTest {

  private static final int THREADS = 32;
  private static final int PAGES_PER_HOST = 120;
  private static final Duration LONGEST = Duration.ofSeconds(75);

  /** What a crawl of this size may keep, with a web in the same process that has its own share. */
  private static final long MOST_HEAP = 200L << 20;

  private TestWeb web;
  private TestCrawl crawl;
  private Duration took;
  private long heapBefore;

  /** A Retry-After is followed for a moment only: there is a test of its own for those. */
  private static CrawlSettings settings() {
    CrawlSettings usual = TestCrawl.settings();
    RetrySettings retry = usual.retry();
    return new CrawlSettings(
        usual.userAgent(),
        usual.reach(),
        THREADS,
        usual.delays(),
        OptionalLong.empty(),
        Optional.empty(),
        new FetchLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            TestCrawl.MAX_BODY_BYTES),
        new RetrySettings(
            retry.maxAttempts(),
            retry.firstPause(),
            retry.longestPause(),
            Duration.ofMillis(500),
            retry.jitter(),
            retry.forgiveAfter()));
  }

  @BeforeAll
  void crawlAllOfIt(@TempDir Path folder) {
    web = TestWeb.hostile(0);
    heapBefore = usedHeap();
    Instant started = Instant.now();
    // A budget for each host is the only thing that ends every trap there can be.
    Treated bounded = Treated.asUsual().withPagesPerHost(PAGES_PER_HOST);
    List<Seed> seeds = web.seeds().stream().map(url -> bounded.seed(url)).toList();
    crawl = new TestCrawl(folder, seeds, settings());
    crawl.crawl().start();
    TestCrawl.await(
        LONGEST.plusMinutes(1),
        () ->
            crawl.crawl().hasEnded()
                || Duration.between(started, Instant.now()).compareTo(LONGEST) > 0);
    took = Duration.between(started, Instant.now());
    crawl.crawl().stop();
    crawl.awaitEnd();
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @AfterAll
  void close() {
    crawl.close();
    web.close();
  }

  @Test
  void the_crawl_ends_in_time_and_keeps_little_in_memory() {
    List<String> waiting =
        web.sites().stream()
            .filter(site -> standing(site).equals(Optional.of(Standing.WAITING)))
            .toList();
    assertThat(took).as("hosts that wait: %s", waiting).isLessThan(LONGEST);
    assertThat(usedHeap() - heapBefore).isLessThan(MOST_HEAP);
    assertThat(crawl.crawl().storeFailure()).isEmpty();
    assertThat(crawl.crawl().progress().failures()).doesNotContainKey(FetchFailure.INTERNAL);
    assertThat(crawl.problems()).isEmpty();
  }

  private Optional<Standing> standing(String site) {
    return crawl.records().host(PageUrl.parse(web.base(site))).map(HostRecord::standing);
  }

  @Test
  void every_good_page_is_fetched_once() {
    List<String> good = web.pages().map(PageTruth::url).toList();
    assertThat(good).hasSizeGreaterThanOrEqualTo(1000);
    Map<String, Integer> asked = web.referee().countPerUrl();
    assertThat(good)
        .allSatisfy(
            url -> {
              assertThat(asked).containsEntry(url, 1);
              assertThat(crawl.captures(url)).hasSize(1);
            });
  }

  @Test
  void every_host_was_treated_politely() {
    // A server that sends without end does not notice for a while that nobody listens any more.
    Set<String> endless =
        web.evils().stream()
            .filter(evil -> evil.kind() == Evil.Kind.SIZE)
            .map(Evil::site)
            .collect(Collectors.toSet());
    assertThat(web.referee().violations(TestCrawl.DELAY, TestCrawl.TOLERANCE))
        .filteredOn(violation -> !endless.contains(violation.site()))
        .isEmpty();
    assertThat(web.referee().disallowedRequests()).isEmpty();
    assertThat(web.referee().requestsBeforeRobots()).isEmpty();
    assertThat(web.sites())
        .filteredOn(site -> !endless.contains(site))
        .allSatisfy(site -> assertThat(web.referee().maxConcurrency(site)).isEqualTo(1));
  }

  @TestFactory
  Stream<DynamicTest> what_came_of_each_evil() {
    assertThat(web.evils()).hasSizeGreaterThanOrEqualTo(60);
    return web.evils().stream()
        .map(evil -> dynamicTest(evil.site() + ": " + evil.description(), () -> judge(evil)));
  }

  private void judge(Evil evil) {
    assertThat(evil.expectation().outcomes()).as(evil.site()).contains(outcome(evil.url()));
    assertThat(web.referee().requests(evil.site()).size())
        .as(evil.site())
        .isLessThanOrEqualTo(evil.expectation().maxRequests());
    crawl
        .captures(evil.url())
        .forEach(
            capture ->
                assertThat(new String(crawl.body(capture), StandardCharsets.ISO_8859_1))
                    .doesNotContain("POISON"));
  }

  @Test
  void the_redirect_that_ended_a_chain_is_counted() {
    // Both chains, the one of fifty and the one without end.
    assertThat(crawl.records().refusals()).containsEntry(Refusal.TOO_MANY_REDIRECTS, 2L);
  }

  /** What became of a URL, in the words of the catalogue. */
  private String outcome(String url) {
    Optional<UrlRecord> record = crawl.records().url(PageUrl.parse(url));
    if (record.isEmpty()) {
      return Expectation.NOT_ASKED;
    }
    UrlStatus status = record.get().status();
    return switch (status) {
      case QUEUED, OVER_BUDGET, DISALLOWED, REFUSED -> Expectation.NOT_ASKED;
      case FAILED -> failure(record.get().detail());
      case FETCHED -> answer(url, record.get());
    };
  }

  private String answer(String url, UrlRecord record) {
    List<Capture> captures = crawl.captures(url);
    return captures.isEmpty() || !captures.get(0).truncated()
        ? record.detail()
        : Expectation.TRUNCATED;
  }

  private static String failure(String detail) {
    FetchFailure kind = FetchFailure.valueOf(detail.substring(0, detail.indexOf(':')));
    return switch (kind) {
      case TIMEOUT, HEADER_TIMEOUT, BODY_TIMEOUT, CONNECT_TIMEOUT -> Expectation.TIMEOUT;
      case BROKEN, NO_ANSWER, NO_CONNECTION -> Expectation.BROKEN;
      case MALFORMED, HEADER_TOO_LARGE, UNDECODABLE -> Expectation.MALFORMED;
      default -> kind.name();
    };
  }
}
