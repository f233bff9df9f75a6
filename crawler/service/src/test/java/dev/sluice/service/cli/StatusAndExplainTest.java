package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testweb.Faults;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.PageMix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a user learns of a crawl, in words and in JSON. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusAndExplainTest {

  private static final int PAGES = 30;

  @TempDir static Path work;
  private TestWeb web;
  private Path data;
  private Ran crawl;

  @BeforeAll
  void crawlAWeb() throws IOException {
    web =
        TestWeb.builder()
            .site(
                "good",
                site ->
                    site.generated(PageMix.english(PAGES, 7).clean())
                        .robots("User-agent: *\nDisallow: /secret/\nCrawl-delay: 0.01\n")
                        .fault("/lost.html", Faults.status(404))
                        .link("/secret/a.html", "/lost.html"))
            .site("shut", site -> site.page("/", "<p>x</p>").robotsUnreachable(Faults.status(503)))
            .start();
    data = work.resolve("data");
    crawl = crawl(data, "--delay", "1ms", "--retry-pause", "10ms");
  }

  @AfterAll
  void stopWeb() {
    web.close();
  }

  private Ran crawl(Path folder, Object... more) throws IOException {
    return crawl(web, folder, more);
  }

  private static Ran crawl(TestWeb web, Path folder, Object... more) throws IOException {
    Path seeds = Files.write(folder.resolveSibling(folder.getFileName() + ".txt"), web.seeds());
    List<Object> arguments = new ArrayList<>(List.of("crawl", "--seeds", seeds, "--data", folder));
    arguments.addAll(List.of("--allow-addresses", "127.0.0.0/8"));
    arguments.addAll(List.of(more));
    return sluice(arguments.toArray());
  }

  @Test
  void theSummaryCountsAnswersAndNamesServersThatWereGivenUp() {
    crawl.succeeded();
    assertThat(crawl.out())
        .startsWith("Done: " + (PAGES + 1) + " pages in ")
        .contains("\n  200  " + PAGES + "\n  404  1\n")
        .contains("1 URL stays queued; the same command goes on with it\n")
        .contains(
            "robots.txt could not be had, so nothing was asked of: "
                + web.base("shut").replaceAll("/$", "")
                + "\n");
  }

  @Test
  void statusCountsCapturesAndUrls() {
    JsonNode facts = sluice("status", "--data", data, "--json").succeeded().json();
    assertThat(facts.get("captures").asInt()).isEqualTo(PAGES + 1);
    assertThat(facts.get("urls_fetched").asInt()).isEqualTo(PAGES + 1);
    assertThat(facts.get("urls_queued").asInt()).isEqualTo(1);
    assertThat(facts.get("urls_disallowed").asInt()).isEqualTo(1);
    assertThat(facts.get("urls_failed").asInt()).isZero();

    assertThat(sluice("status", "--data", data).succeeded().out())
        .containsPattern("(?m)^ +31  captures$")
        .containsPattern("(?m)^ +1  urls disallowed$");
  }

  @Test
  void anExplanationTellsAFetchedPagesWholeStory() {
    String url = web.url("good", "/articles/12.html");
    String text = sluice("explain", url, "--data", data).succeeded().out();
    assertThat(text)
        .startsWith(url + "\n")
        .contains("found     on " + web.base("good"))
        .contains("state     fetched since ")
        .contains("robots    allowed by " + web.url("good", "/robots.txt"))
        .contains("Crawl-delay 0.01 s")
        .contains("200 text/html")
        .contains("recipe    web@4")
        .contains("charset   UTF-8")
        .contains("language  en")
        .contains("at export");

    JsonNode facts = sluice("explain", url, "--data", data, "--json").succeeded().json();
    assertThat(facts.get("url").asString()).isEqualTo(url);
    assertThat(facts.get("known").asBoolean()).isTrue();
    assertThat(facts.get("record").get("status").asString()).isEqualTo("fetched");
    assertThat(facts.get("robots").get("allowed").asBoolean()).isTrue();
    assertThat(facts.get("host").get("crawl_delay_ms").asInt()).isEqualTo(10);
    assertThat(facts.get("captures").get(0).get("status").asInt()).isEqualTo(200);
    assertThat(facts.get("recipe").get("name").asString()).isEqualTo("web@4");
    assertThat(facts.get("recipe").get("steps").size()).isGreaterThan(5);
  }

  @Test
  void anExplanationTellsWhyAPageIsNotThere() {
    Map<String, String> expected =
        Map.of(
            web.url("good", "/secret/a.html"), "disallowed",
            web.url("good", "/lost.html"), "! answer/status is 404",
            web.base("shut"), "state     queued");
    expected.forEach(
        (url, words) ->
            assertThat(sluice("explain", url, "--data", data).succeeded().out()).contains(words));
  }

  @Test
  void redirectsThatWereNotFollowedAreCountedAndToldWhereTheyEnd() throws IOException {
    try (TestWeb other =
        TestWeb.builder()
            .site("far", site -> site.page("/", "x").fault("/", Faults.redirectChain(12)))
            .start()) {
      Path folder = work.resolve("far");
      crawl(other, folder, "--delay", "1ms").succeeded();
      assertThat(sluice("status", "--data", folder).succeeded().out())
          .contains("1  one redirect after another\n");
      assertThat(sluice("explain", other.url("far", "/?hop=9"), "--data", folder).succeeded().out())
          .contains("    by 9 redirects\n");
      String last = other.url("far", "/?hop=10");
      assertThat(sluice("explain", last, "--data", folder).succeeded().out())
          .contains("    by 10 redirects in a row; another one is not followed\n");
      JsonNode facts = sluice("explain", last, "--data", folder, "--json").succeeded().json();
      assertThat(facts.get("record").get("redirects").asInt()).isEqualTo(10);
    }
  }

  @Test
  void whatWaitsForABudgetIsCountedOnceAndTold() throws IOException {
    try (TestWeb other = TestWeb.large(1, 20, 5, 0)) {
      Path seeds =
          Files.writeString(work.resolve("few.txt"), other.seeds().get(0) + " name=few pages=5\n");
      Path folder = work.resolve("few");
      Object[] crawl = PretendCrawl.arguments("crawl", seeds, folder, "1ms");
      String waiting = "";
      for (int run = 0; run < 2; run++) {
        assertThat(sluice(crawl).succeeded().out())
            .contains(" wait for a budget of pages that is used up; 'status' tells for which\n")
            .doesNotContain("same command goes on");
        JsonNode facts = sluice("status", "--data", folder, "--json").succeeded().json();
        assertThat(facts.get("urls_queued").asInt()).isZero();
        assertThat(facts.get("hosts").get("over_budget").asInt()).isOne();
        String now = facts.get("over_budget").get("budget_seed").asString();
        assertThat(now).isEqualTo(facts.get("urls_over_budget").asString());
        assertThat(waiting).isIn("", now);
        waiting = now;
      }
      assertThat(sluice("status", "--data", folder).succeeded().out())
          .contains(waiting + "  urls over budget\n")
          .contains(waiting + "  the seed's budget of pages is used up\n")
          .contains("1  are asleep: what they have queued is over a budget\n");
      String url = unfetched(other, folder);
      assertThat(sluice("explain", url, "--data", folder).succeeded().out())
          .contains("state     queued since ")
          .contains(
              "    waits: the seed's budget of pages is used up: 5 pages in all for seed few\n")
          .contains("host      asleep: what it has queued is over a budget");
      JsonNode facts = sluice("explain", url, "--data", folder, "--json").succeeded().json();
      assertThat(facts.get("record").get("over_budget").get("why").asString())
          .isEqualTo("budget_seed");
    }
  }

  /** A page that is linked to but was not asked for. */
  private static String unfetched(TestWeb web, Path folder) {
    try (StoredPages stored = new StoredPages(folder)) {
      return web.truth().reachable().stream()
          .filter(url -> stored.record(url).filter(of -> of.status().isInQueue()).isPresent())
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aCrawlThatALimitEndedGoesOnWithoutAskingForAnythingTwice() throws IOException {
    try (TestWeb other = TestWeb.large(2, 40, 3, 0)) {
      Path seeds = Files.write(work.resolve("two.txt"), other.seeds());
      Path folder = work.resolve("limited");
      Object[] whole = PretendCrawl.arguments("crawl", seeds, folder, "1ms");
      Object[] limited = PretendCrawl.arguments("crawl", seeds, folder, "1ms", "--limit-pages", 15);

      assertThat(sluice(limited).succeeded().out()).startsWith("Page limit reached: 15 pages in ");
      try (StoredPages stored = new StoredPages(folder)) {
        assertThat(stored.captures()).hasSize(15);
      }
      assertThat(sluice(whole).succeeded().out()).startsWith("Done: 65 pages in ");
      assertThat(other.referee().countPerUrl().values()).allMatch(count -> count == 1);
      assertThat(other.referee().countPerUrl().keySet()).containsAll(other.truth().reachable());
      long before = other.referee().requestCount();
      assertThat(sluice(whole).succeeded().out()).startsWith("Done: 0 pages in ");
      assertThat(other.referee().requestCount()).isEqualTo(before);
    }
  }

  @Test
  void aTimeLimitEndsACrawl() throws IOException {
    Path folder = work.resolve("short");
    assertThat(crawl(folder, "--delay", "10s", "--limit-time", "600ms").succeeded().out())
        .startsWith("Time limit reached: ")
        .contains("stay queued; the same command goes on with them");
  }
}
