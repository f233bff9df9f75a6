package dev.sluice.engine;

import static dev.sluice.engine.TestCrawl.DELAY;
import static dev.sluice.engine.TestCrawl.TOLERANCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.RobotsRecord.Outcome;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.testweb.Faults;
import dev.sluice.testweb.SiteBuilder;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.TestWebBuilder;
import dev.sluice.testweb.model.Exchange;
import dev.sluice.testweb.model.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One crawl of a web on which every site has another kind of robots.txt. */
@TestInstance(Lifecycle.PER_CLASS)
class RobotsWebTest {

  private static final String RULES = "User-agent: *\nDisallow: /no\n";

  private TestWeb web;
  private TestCrawl crawl;

  /** What a robots.txt of some kind allows of the pages {@code /}, {@code /yes}, {@code /no}. */
  private enum Allows {
    ALL,
    ALL_BUT_NO,
    NOTHING
  }

  private record Case(String name, Allows allows, Consumer<SiteBuilder> robots) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("plain", Allows.ALL_BUT_NO, site -> site.robots(RULES)),
        new Case("status404", Allows.ALL, site -> site.robotsStatus(404)),
        new Case("status403", Allows.ALL, site -> site.robotsStatus(403)),
        new Case("status401", Allows.ALL, site -> site.robotsStatus(401)),
        new Case("status429", Allows.NOTHING, site -> site.robotsStatus(429)),
        new Case("status500", Allows.NOTHING, site -> site.robotsStatus(500)),
        new Case("status503", Allows.NOTHING, site -> site.robotsStatus(503)),
        new Case("hang", Allows.NOTHING, site -> site.robotsUnreachable(Faults.hang())),
        new Case(
            "reset", Allows.NOTHING, site -> site.robotsUnreachable(Faults.resetBeforeHeaders())),
        new Case("bad-gzip", Allows.NOTHING, site -> site.robotsUnreachable(Faults.brokenGzip())),
        new Case(
            "private",
            Allows.NOTHING,
            site -> site.robotsUnreachable(Faults.redirectToPrivateAddress())),
        new Case("redirect1", Allows.ALL_BUT_NO, site -> site.robotsRedirected(1, RULES)),
        new Case("redirect2", Allows.ALL_BUT_NO, site -> site.robotsRedirected(2, RULES)),
        new Case("redirect5", Allows.ALL_BUT_NO, site -> site.robotsRedirected(5, RULES)),
        new Case("redirect6", Allows.ALL, site -> site.robotsRedirected(6, RULES)),
        new Case(
            "across1", Allows.ALL_BUT_NO, site -> site.robotsRedirectedAcross("plain", 1, RULES)),
        new Case(
            "across4", Allows.ALL_BUT_NO, site -> site.robotsRedirectedAcross("across1", 4, RULES)),
        new Case("across6", Allows.ALL, site -> site.robotsRedirectedAcross("plain", 6, RULES)),
        new Case(
            "loop",
            Allows.ALL,
            site -> site.robotsStatus(404).fault("/robots.txt", Faults.redirectLoop())),
        new Case("large", Allows.ALL_BUT_NO, site -> site.robotsVeryLarge("/no", "/yes-late")),
        new Case("garbage", Allows.ALL, site -> site.robotsGarbage(5)),
        new Case("html", Allows.ALL, site -> site.robots("<!doctype html><p>Not found</p>")),
        new Case(
            "html-type",
            Allows.ALL_BUT_NO,
            site ->
                site.robots(RULES)
                    .page("/robots.txt", Reply.of("text/html", RULES.getBytes()).gzipped())),
        new Case(
            "flapping",
            Allows.ALL_BUT_NO,
            site -> site.robots(RULES).fault("/robots.txt", Faults.statusTimes(503, 2))),
        new Case("seed", Allows.NOTHING, site -> site.robots("User-agent: *\nDisallow: /\n")),
        new Case(
            "token",
            Allows.ALL_BUT_NO,
            site ->
                site.robots("User-agent: *\nDisallow: /\n\nUser-agent: Sluice\nDisallow: /no\n")));
  }

  @BeforeAll
  void crawlAllOfIt(@TempDir Path folder) {
    TestWebBuilder builder = TestWeb.builder();
    cases().forEach(kind -> builder.site(kind.name(), site -> kind.robots().accept(pages(site))));
    web = builder.start();
    crawl = TestCrawl.finished(folder, TestCrawl.seeds(web), TestCrawl.settings());
  }

  private static SiteBuilder pages(SiteBuilder site) {
    return site.page("/", "<a href='/yes'>y</a> <a href='/no'>n</a> <a href='/way'>w</a>")
        .page("/yes", "yes")
        .page("/no", "no")
        .redirect("/way", 302, "/no");
  }

  @AfterAll
  void close() {
    crawl.close();
    web.close();
  }

  private List<String> pagesAskedFor(String site) {
    return web.referee().requests(site).stream()
        .map(Exchange::target)
        .filter(target -> !target.startsWith("/robots.txt") && !target.startsWith("/."))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void what_robots_txt_allows_is_asked_for_and_nothing_else(Case kind) {
    List<String> expected =
        switch (kind.allows()) {
          case ALL -> List.of("/", "/yes", "/no", "/way");
          case ALL_BUT_NO -> List.of("/", "/yes", "/way");
          case NOTHING -> List.of();
        };
    assertThat(pagesAskedFor(kind.name())).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void robots_txt_comes_first_and_every_site_is_treated_politely() {
    assertThat(web.referee().allViolations(DELAY, TOLERANCE)).isEmpty();
    assertThat(web.sites()).allMatch(site -> web.referee().maxConcurrency(site) == 1);
    assertThat(crawl.problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void no_page_is_asked_for_before_the_last_redirect_of_robots_txt_is_answered(Case kind) {
    List<Exchange> robots =
        web.referee().requests().stream()
            .filter(e -> e.target().startsWith("/.robots/" + kind.name() + "/"))
            .toList();
    List<Exchange> pages =
        web.referee().requests(kind.name()).stream()
            .filter(e -> pagesAskedFor(kind.name()).contains(e.target()))
            .toList();
    assertThat(pages)
        .allSatisfy(
            page ->
                assertThat(robots)
                    .allSatisfy(
                        hop ->
                            assertThat(page.arrival()).isAfterOrEqualTo(hop.end().orElseThrow())));
    assertThat(robots.size()).isLessThanOrEqualTo(5);
  }

  @Test
  void a_disallowed_seed_is_known_as_such() {
    assertThat(crawl.record(web.base("seed")).status()).isEqualTo(UrlStatus.DISALLOWED);
    assertThat(crawl.record(web.url("plain", "/no")).status()).isEqualTo(UrlStatus.DISALLOWED);
    assertThat(crawl.records().allowed(PageUrl.parse(web.base("seed")))).contains(false);
    assertThat(crawl.records().allowed(PageUrl.parse(web.url("plain", "/yes")))).contains(true);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_server_whose_robots_txt_cannot_be_had_is_given_up_and_named(Case kind) {
    PageUrl front = PageUrl.parse(web.base(kind.name()));
    boolean unreachable = kind.allows() == Allows.NOTHING && !kind.name().equals("seed");
    assertThat(crawl.crawl().progress().unreachable().contains(front.origin()))
        .isEqualTo(unreachable);
    if (unreachable) {
      assertThat(crawl.record(front.toString()).status()).isEqualTo(UrlStatus.QUEUED);
      assertThat(crawl.records().robots(front.origin()).orElseThrow().outcome())
          .isEqualTo(Outcome.UNREACHABLE);
      assertThat(web.referee().requests(kind.name()))
          .hasSize(kind.name().equals("private") ? 1 : TestCrawl.MAX_ATTEMPTS);
    }
  }
}
