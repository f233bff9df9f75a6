package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Change;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.SitemapEntry;
import dev.sluice.testweb.model.Validator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Two crawls of a web in which some pages change in between, each page due in the second. */
@TestInstance(Lifecycle.PER_CLASS)
class RecrawlWebTest {

  /** Short enough to be over before the second crawl, for all but the sitemap's pages. */
  private static final Duration INTERVAL = Duration.ofMillis(300);

  private static final Duration DAYS = Duration.ofDays(30);

  private TestWeb web;
  private TestCrawl crawl;
  private Map<String, Integer> askedBefore;

  @BeforeAll
  void crawlTwice(@TempDir Path folder) {
    web =
        TestWeb.builder()
            .site(
                "a",
                site ->
                    site.page(
                            "/",
                            "<a href='/tag'>t</a> <a href='/date'>d</a> <a href='/both'>b</a>"
                                + " <a href='/plain'>p</a> <a href='/moving'>m</a>"
                                + " <a href='/gone'>g</a>")
                        .changing("/tag", Validator.ETAG, n -> Reply.html("tag " + n))
                        .changing("/date", Validator.LAST_MODIFIED, n -> Reply.html("date " + n))
                        .changing("/both", Validator.BOTH, n -> Reply.html("both " + n))
                        .page("/plain", "always the same")
                        .changing("/moving", Validator.BOTH, n -> Reply.html("version " + n))
                        .inTurn("/gone", Reply.html("there"), Reply.status(404), Reply.status(410)))
            .site(
                "listed",
                site ->
                    site.robots("User-agent: *\nAllow: /\nSitemap: ${listed}/sitemap.xml\n")
                        .page("/", "front")
                        .page("/still", "still")
                        .page("/news", "news")
                        .sitemap(
                            "/sitemap.xml",
                            SitemapEntry.of("${listed}/still").modified("2020-01-01"),
                            SitemapEntry.of("${listed}/news").changing("yearly")))
            .start();
    List<Seed> seeds =
        List.of(
            Treated.asUsual().withRecrawl(INTERVAL).seed(web.base("a")),
            Treated.asUsual().withRecrawl(DAYS).seed(web.base("listed")));
    TestCrawl.finished(folder, seeds, TestCrawl.settings()).close();
    askedBefore = web.referee().countPerUrl();
    web.change("a", "/moving");
    TestCrawl.pause(INTERVAL);
    crawl = TestCrawl.finished(folder, seeds, TestCrawl.settings());
  }

  @AfterAll
  void close() {
    crawl.close();
    web.close();
  }

  private List<Capture> captures(String path) {
    return crawl.captures(web.url("a", path));
  }

  private Capture only(String path, Predicate<Capture> wanted) {
    List<Capture> found = captures(path).stream().filter(wanted).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void every_page_that_is_due_is_asked_for_again_and_no_other() {
    assertThat(askedBefore)
        .containsEntry(web.url("a", "/tag"), 1)
        .containsEntry(web.url("listed", "/still"), 1);
    Map<String, Integer> asked = web.referee().countPerUrl();
    for (String path : List.of("/", "/tag", "/date", "/both", "/plain", "/moving", "/gone")) {
      assertThat(asked).containsEntry(web.url("a", path), 2);
    }
    for (String path : List.of("/", "/still", "/news", "/sitemap.xml")) {
      assertThat(asked).containsEntry(web.url("listed", path), 1);
    }
    assertThat(web.referee().allViolations(TestCrawl.DELAY, TestCrawl.TOLERANCE)).isEmpty();
    assertThat(crawl.problems()).isEmpty();
  }

  @Test
  void a_page_that_has_not_changed_is_a_capture_without_a_body() {
    for (String path : List.of("/tag", "/date", "/both")) {
      Capture second = only(path, capture -> capture.status() == 304);
      assertThat(second.change()).isEqualTo(Change.NOT_MODIFIED);
      assertThat(second.bodyBytes()).isZero();
      assertThat(only(path, capture -> capture.status() == 200).change()).isEqualTo(Change.FIRST);
      UrlRecord record = crawl.record(web.url("a", path));
      assertThat(record.status()).isEqualTo(UrlStatus.FETCHED);
      assertThat(record.history().visits()).isEqualTo(2);
      assertThat(record.history().changes()).isZero();
      assertThat(record.history().interval()).isGreaterThan(INTERVAL);
    }
  }

  @Test
  void a_page_that_a_server_sends_again_is_known_by_its_body_which_is_stored_once() {
    Capture first = only("/plain", capture -> capture.change() == Change.FIRST);
    Capture second = only("/plain", capture -> capture.change() == Change.SAME_CONTENT);
    assertThat(second.bodyHash()).isEqualTo(first.bodyHash());
    assertThat(crawl.body(second)).isEqualTo(crawl.body(first)).isNotEmpty();
    assertThat(crawl.record(web.url("a", "/plain")).history().interval()).isGreaterThan(INTERVAL);
  }

  @Test
  void a_page_that_changed_is_kept_in_both_versions_and_visited_sooner() {
    Capture first = only("/moving", capture -> capture.change() == Change.FIRST);
    Capture second = only("/moving", capture -> capture.change() == Change.CHANGED);
    assertThat(crawl.body(first)).asString().contains("version 1");
    assertThat(crawl.body(second)).asString().contains("version 2");
    assertThat(crawl.record(web.url("a", "/moving")).history().interval()).isLessThan(INTERVAL);
    assertThat(crawl.record(web.url("a", "/moving")).history().changes()).isEqualTo(1);
  }

  @Test
  void a_page_that_is_gone_is_kept_as_such_and_visited_later() {
    assertThat(captures("/gone")).extracting(Capture::status).containsExactlyInAnyOrder(200, 404);
    assertThat(crawl.record(web.url("a", "/gone")).history().interval())
        .isEqualTo(INTERVAL.multipliedBy(2));
  }

  @Test
  void the_first_interval_is_what_the_sitemap_says_within_the_bounds_of_the_seed() {
    UrlRecord news = crawl.record(web.url("listed", "/news"));
    assertThat(news.history().interval()).isEqualTo(Duration.ofDays(365));
    assertThat(crawl.record(web.url("listed", "/still")).history().interval()).isEqualTo(DAYS);
  }

  @Test
  void a_sitemap_that_is_newer_than_the_last_visit_brings_the_next_one_forward(
      @TempDir Path folder) {
    Instant soon = Instant.now().plusSeconds(6);
    try (TestWeb changing =
        TestWeb.builder()
            .site(
                "s",
                site ->
                    site.page("/", "front")
                        .page("/old", "old")
                        .page("/new", "new")
                        .sitemap(
                            "/1.xml",
                            SitemapEntry.of("${s}/old").modified("2020-01-01"),
                            SitemapEntry.of("${s}/new").modified("2020-01-01"))
                        .sitemap(
                            "/2.xml",
                            SitemapEntry.of("${s}/old").modified("2020-01-01"),
                            SitemapEntry.of("${s}/new").modified(soon.toString())))
            .start()) {
      Treated rarely = Treated.asUsual().withRecrawl(DAYS);
      String base = changing.base("s");
      List<Seed> first = List.of(rarely.seed(base, changing.url("s", "/1.xml")));
      TestCrawl.finished(folder, first, TestCrawl.settings()).close();
      TestCrawl.await(() -> Instant.now().isAfter(soon));
      List<Seed> second = List.of(rarely.seed(base, changing.url("s", "/2.xml")));
      try (TestCrawl again = TestCrawl.finished(folder, second, TestCrawl.settings())) {
        assertThat(changing.referee().countPerUrl())
            .containsEntry(changing.url("s", "/1.xml"), 1)
            .containsEntry(changing.url("s", "/2.xml"), 1)
            .containsEntry(changing.url("s", "/old"), 1)
            .containsEntry(changing.url("s", "/new"), 2);
        assertThat(again.problems()).isEmpty();
      }
    }
  }
}
