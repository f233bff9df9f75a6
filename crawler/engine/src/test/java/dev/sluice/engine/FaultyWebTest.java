package dev.sluice.engine;

import static dev.sluice.engine.TestCrawl.DELAY;
import static dev.sluice.engine.TestCrawl.MAX_BODY_BYTES;
import static dev.sluice.engine.TestCrawl.TOLERANCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.CrawlProgress;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.testweb.Faults;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.TestWebBuilder;
import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One crawl of a web on which every site has another fault at {@code /x}. */
@TestInstance(Lifecycle.PER_CLASS)
class FaultyWebTest {

  private static final int MOST = TestCrawl.MAX_ATTEMPTS;

  private TestWeb web;
  private TestCrawl crawl;

  /**
   * A fault and what must become of the URL that has it.
   *
   * @param detail what the record's detail begins with
   * @param requests how often the URL is asked for
   */
  private record Case(String name, Fault fault, UrlStatus status, String detail, int requests) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case answered(String name, Fault fault, int status) {
    return new Case(name, fault, UrlStatus.FETCHED, String.valueOf(status), 1);
  }

  private static Case answeredLater(String name, Fault fault, int status, int requests) {
    return new Case(name, fault, UrlStatus.FETCHED, String.valueOf(status), requests);
  }

  private static Case failed(String name, Fault fault, String detail) {
    return new Case(name, fault, UrlStatus.FAILED, detail, MOST);
  }

  static Stream<Case> cases() {
    return Stream.of(
        answered("slow", Faults.slowFirstByte(Duration.ofMillis(400)), 200),
        failed("hang", Faults.hang(), "HEADER_TIMEOUT"),
        failed("dribble", Faults.dribble(Duration.ofMillis(40)), "TIMEOUT"),
        failed("endless-headers", Faults.endlessHeaders(), "HEADER_TOO_LARGE"),
        answered("endless-body", Faults.endlessBody(), 200),
        failed("too-long", Faults.contentLengthTooLarge(100), "BROKEN"),
        answered("too-short", Faults.contentLengthTooSmall(10), 200),
        failed("minus-one", Faults.contentLength("-1"), "MALFORMED"),
        failed("many", Faults.contentLength("many"), "MALFORMED"),
        failed("reset-first", Faults.resetBeforeHeaders(), "NO_ANSWER"),
        failed("reset-headers", Faults.resetAfterHeaders(), "BROKEN"),
        failed("reset-body", Faults.resetMidBody(), "BROKEN"),
        answered("bomb", Faults.gzipBomb(64), 200),
        failed("bad-gzip", Faults.brokenGzip(), "UNDECODABLE"),
        failed("bad-status", Faults.badStatusLine("HTTP/1.1 OK"), "MALFORMED"),
        failed("huge-header", Faults.hugeHeader(100_000), "HEADER_TOO_LARGE"),
        answered("loop", Faults.redirectLoop(), 302),
        answered("chain", Faults.redirectChain(8), 302),
        answered("nowhere", Faults.redirectWithoutLocation(), 302),
        answered("nonsense", Faults.redirectTo(302, "http://[::/"), 302),
        answered("empty", Faults.redirectTo(301, ""), 301),
        answered("private", Faults.redirectToPrivateAddress(), 302),
        answered("not-modified", Faults.status(304), 304),
        answered("no-content", Faults.status(204), 204),
        answered("missing", Faults.status(404), 404),
        answered("gone", Faults.status(410), 410),
        answeredLater("too-many", Faults.status(429), 429, MOST),
        answeredLater("error", Faults.status(500), 500, MOST),
        answeredLater("once-error", Faults.statusTimes(503, 1), 200, 2),
        answeredLater("seconds", Faults.retryAfter(429, 1, Duration.ofSeconds(1)), 200, 2),
        answeredLater("date", Faults.retryAfterDate(503, 1, Duration.ofSeconds(1)), 200, 2),
        answered("image", Faults.contentType("image/png"), 200),
        answered("charset", Faults.damagedCharset(), 200));
  }

  @BeforeAll
  void crawlAllOfIt(@TempDir Path folder) {
    TestWebBuilder builder = TestWeb.builder();
    cases()
        .forEach(
            fault ->
                builder.site(
                    fault.name(),
                    site ->
                        site.page("/", "<a href='/x'>x</a> <a href='/after'>after</a>")
                            .page("/x", "<p>" + "The page behind the fault. ".repeat(10))
                            .page("/after", "<p>" + fault.name())
                            .fault("/x", fault.fault())));
    web = builder.start();
    crawl = TestCrawl.finished(folder, TestCrawl.seeds(web), TestCrawl.settings());
  }

  @AfterAll
  void close() {
    crawl.close();
    web.close();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_fault_is_answered_for_as_it_deserves(Case expected) {
    String url = web.url(expected.name(), "/x");
    UrlRecord record = crawl.record(url);
    assertThat(record.status()).as(record.detail()).isEqualTo(expected.status());
    assertThat(record.detail()).startsWith(expected.detail());
    assertThat(record.attempts()).isEqualTo(expected.requests());
    assertThat(web.referee().countPerUrl()).containsEntry(url, expected.requests());
    assertThat(crawl.captures(url)).hasSize(expected.status() == UrlStatus.FETCHED ? 1 : 0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_fault_does_not_keep_the_site_from_being_crawled(Case fault) {
    String after = web.url(fault.name(), "/after");
    assertThat(crawl.captures(after))
        .singleElement()
        .satisfies(capture -> assertThat(crawl.body(capture)).asString().contains(fault.name()));
  }

  @Test
  void every_site_was_treated_politely() {
    List<Violation> violations = web.referee().allViolations(DELAY, TOLERANCE);
    assertThat(violations).isEmpty();
    assertThat(web.sites()).allMatch(site -> web.referee().maxConcurrency(site) == 1);
    assertThat(crawl.problems()).isEmpty();
  }

  @Test
  void bodies_are_cut_at_the_limit_counted_after_decoding() {
    assertThat(List.of("bomb", "endless-body"))
        .allSatisfy(
            site ->
                assertThat(crawl.captures(web.url(site, "/x")))
                    .singleElement()
                    .satisfies(capture -> assertThat(capture.truncated()).isTrue())
                    .satisfies(
                        capture -> assertThat(capture.bodyBytes()).isEqualTo(MAX_BODY_BYTES)));
  }

  @Test
  void bodies_that_are_no_text_are_not_read() {
    assertThat(crawl.captures(web.url("image", "/x")))
        .singleElement()
        .satisfies(capture -> assertThat(capture.truncated()).isTrue())
        .satisfies(capture -> assertThat(capture.bodyBytes()).isZero());
  }

  @Test
  void a_chain_of_redirects_is_followed_to_its_end() {
    for (int hop = 1; hop <= 8; hop++) {
      assertThat(crawl.captures(web.url("chain", "/x?hop=" + hop)))
          .singleElement()
          .extracting(capture -> capture.status())
          .isEqualTo(hop == 8 ? 200 : 302);
    }
    assertThat(crawl.captures(web.url("loop", "/x?again=1"))).hasSize(1);
  }

  @Test
  void a_redirect_into_a_private_network_is_not_followed() {
    assertThat(CrawlRecords.normalize("http://10.0.0.1/").flatMap(crawl.records()::url)).isEmpty();
  }

  @Test
  void what_came_of_the_requests_is_counted() {
    CrawlProgress progress = crawl.crawl().progress();
    long failures = cases().filter(c -> c.status() == UrlStatus.FAILED).count() * MOST;
    assertThat(progress.failures().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(failures);
    assertThat(progress.errors()).isEqualTo(failures + 2 * MOST + 3);
    assertThat(progress.answersByStatus()).containsEntry(410, 1L).containsEntry(500, (long) MOST);
    assertThat(progress.queued()).isZero();
    assertThat(progress.inFlight()).isZero();
    assertThat(progress.unreachable()).isEmpty();
  }
}
