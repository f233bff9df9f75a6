package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.AddressRange;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.CrawlSettings.Reach;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.Patterns;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.service.daemon.CrawlRun;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.testweb.SiteBuilder;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.SitemapEntry;
import dev.sluice.testweb.model.Validator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a user learns of a site with a sitemap, owner's wishes, pages that change, and a trap. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnersAndTrapsTest {

  private static final int SAME = 200;

  @TempDir static Path work;
  private TestWeb web;
  private Path data;
  private String first;
  private String second;

  @BeforeAll
  void crawlTwice() {
    String same =
        IntStream.rangeClosed(1, SAME)
            .mapToObj(i -> "<a href='/same/" + i + "'>x</a>")
            .collect(Collectors.joining());
    web =
        TestWeb.builder()
            .site(
                "site",
                site ->
                    sameEverywhere(site)
                        .robots(
                            """
                            User-agent: *
                            Disallow: /secret/

                            User-agent: GPTBot
                            Disallow: /art/

                            Sitemap: ${site}/map.xml
                            """)
                        .sitemap("/map.xml", SitemapEntry.of("${site}/listed.html"))
                        .page("/listed.html", "<p>Only the sitemap knows this page.</p>")
                        .page("/", "<a href='/art/1'>a</a><a href='/wish'>w</a>" + links() + same)
                        .page("/art/1", "<p>A picture, described.</p>")
                        .page("/wish", "<meta name=robots content='noarchive'><p>Read me once.</p>")
                        .changing("/calm", Validator.ETAG, turn -> Reply.html("<p>calm</p>"))
                        .changingEvery(
                            "/news", 1, Validator.NONE, turn -> Reply.html("<p>news " + turn)))
            .start();
    data = work.resolve("data");
    first = crawl();
    second = crawl();
  }

  /** Pages that all say the same, as of a shop that has nothing left. */
  private static SiteBuilder sameEverywhere(SiteBuilder site) {
    for (int i = 1; i <= SAME; i++) {
      site.page("/same/" + i, "<p>We are sorry, there is nothing here.</p>");
    }
    return site;
  }

  private static String links() {
    return "<a href='/calm'>c</a><a href='/news'>n</a><a href='/a/b/a/b/a/b/a/b/a/b'>deep</a>"
        + "<a href='http://127.88.0.1:9/'>elsewhere</a>";
  }

  @AfterAll
  void stopWeb() {
    web.close();
  }

  private String crawl() {
    SeedPolicy policy =
        new SeedPolicy(
            3,
            Optional.empty(),
            Optional.of(Duration.ofMillis(1)),
            PageBudgets.NONE,
            false,
            new TreeMap<>(Map.of("language", "en")));
    Seed seed =
        new Seed(
            "site",
            PageUrl.parse(web.base("site")),
            Seed.Extent.HOST,
            OptionalInt.empty(),
            Patterns.NONE,
            policy,
            List.of());
    CrawlSettings settings =
        new CrawlSettings(
            "Sluice/test",
            new Reach(false, List.of(AddressRange.parse("127.0.0.0/8"))),
            4,
            DelaySettings.of(Duration.ofMillis(1)),
            OptionalLong.empty(),
            Optional.of(Duration.ofSeconds(60)),
            FetchLimits.DEFAULT,
            RetrySettings.DEFAULT);
    CrawlRun.Report report = new Wiring().crawl(data, List.of(seed), settings).run(tick -> {});
    StringWriter words = new StringWriter();
    CrawlSummary.print(new PrintWriter(words, true), report, data);
    return words.toString();
  }

  private String explain(String path) {
    return sluice("explain", web.url("site", path), "--data", data).succeeded().out();
  }

  private JsonNode facts(String path) {
    return sluice("explain", web.url("site", path), "--data", data, "--json").succeeded().json();
  }

  @Test
  void theSummaryTellsOfSitemapsAndOfLinksThatWereNotFollowed() {
    assertThat(first)
        .startsWith("Done: ")
        .contains("\n1 sitemap read\nLinks not followed:\n")
        .containsPattern("(?m)^ +1  no seed's extent holds it$")
        .containsPattern("(?m)^ +1  the path repeats itself$")
        .containsPattern(
            "(?m)^ +\\d+  URLs of this shape all bring the host's page for what is not there$");
    assertThat(second).startsWith("Done: ").contains("\n  304  1\n");
  }

  @Test
  void statusTellsOfLinksAndHostsInWordsAndInJson() {
    JsonNode facts = sluice("status", "--data", data, "--json").succeeded().json();
    assertThat(facts.get("urls_refused").asInt()).isBetween(100, SAME);
    JsonNode notFollowed = facts.get("links_not_followed");
    assertThat(notFollowed.get("soft_404").asInt()).isEqualTo(facts.get("urls_refused").asInt());
    assertThat(notFollowed.get("no_seed").asInt()).isPositive();
    assertThat(notFollowed.has("calendar")).isFalse();
    JsonNode hosts = facts.get("hosts");
    assertThat(hosts.get("seen").asInt()).isOne();
    assertThat(hosts.get("all").asBoolean()).isTrue();
    assertThat(hosts.get("drained").asInt()).isOne();
    assertThat(hosts.get("most_cut").get(PageUrl.parse(web.base("site")).host()).asInt()).isOne();

    assertThat(sluice("status", "--data", data).succeeded().out())
        .contains("Links not followed:\n")
        .contains("Hosts:\n")
        .containsPattern("(?m)^ +1  have nothing queued$")
        .contains("Kinds of URLs that bring nothing new and are cut");
  }

  @Test
  void anExplanationTellsOfVisitsAndOfWhatEachBrought() {
    assertThat(explain("/calm"))
        .containsPattern(
            "visits    2, the last at \\S+, 0 found it changed; the next at \\S+, after")
        .contains("not modified: the server said so")
        .contains("tags    language=en");
    assertThat(explain("/news"))
        .containsPattern("visits    2, the last at \\S+, 1 found it changed")
        .contains("changed: another body than before");
    assertThat(explain("/art/1")).contains("same content: the same body as before");

    JsonNode news = facts("/news");
    JsonNode history = news.get("record").get("history");
    assertThat(history.get("visits").asInt()).isEqualTo(2);
    assertThat(history.get("changes").asInt()).isOne();
    assertThat(history.has("next_visit")).isTrue();
    assertThat(news.get("captures").get(0).get("change").asString()).isEqualTo("first");
    assertThat(news.get("captures").get(1).get("change").asString()).isEqualTo("changed");
    assertThat(news.get("captures").get(1).get("unverified").asBoolean()).isFalse();
    assertThat(news.get("captures").get(1).get("tags").get("language").asString()).isEqualTo("en");
  }

  @Test
  void anExplanationTellsWhatOwnersAskAndTheStepThatHeedsIt() {
    assertThat(explain("/art/1"))
        .contains(
            "asks    ai_crawlers_disallowed (robots.txt: User-agent: gptbot, Disallow: /art/)")
        .contains("! opt-out/directive is ai_crawlers_disallowed");
    JsonNode asked = facts("/art/1").get("robots").get("directives").get(0);
    assertThat(asked.get("meaning").asString()).isEqualTo("ai_crawlers_disallowed");
    assertThat(asked.get("source").asString()).isEqualTo("robots.txt");

    assertThat(explain("/wish")).contains("asks    noarchive (meta robots: noarchive)");
    JsonNode wish = facts("/wish").get("captures").get(0).get("directives").get(0);
    assertThat(wish.get("meaning").asString()).isEqualTo("noarchive");
  }

  @Test
  void anExportTellsHowManyPagesTheirOwnersKeepOut() {
    Path out = work.resolve("corpus");
    assertThat(
            sluice("export", "--data", data, "--out", out, "--recipe", "raw-text")
                .succeeded()
                .out())
        .containsPattern("(?m)^ +\\d dropped by opt-out \\(opt-out/directive \\d\\)$");
  }

  @Test
  void anExplanationTellsHowAHostStandsAndWhichOfItsUrlsAreCut() {
    assertThat(explain("/calm"))
        .contains("host      drained: nothing of it is queued\n")
        .containsPattern("\\d+ pages, priority 3; not to be asked before")
        .contains("cut /same/#: ");
    JsonNode host = facts("/calm").get("host");
    assertThat(host.get("standing").asString()).isEqualTo("drained");
    assertThat(host.get("priority").asInt()).isEqualTo(3);
    assertThat(host.get("pages").asInt()).isPositive();
    assertThat(host.get("failures").asInt()).isZero();
    assertThat(host.get("habits").get(0).asString()).startsWith("cut /same/#: ");
  }

  @Test
  void aUrlThatItsHostRefusesIsExplainedWhetherItIsKnownOrNot() {
    assertThat(explain("/same/99"))
        .containsPattern("state     refused since \\S+ \\(URLs of this shape all bring .*: cut");

    Ran unknown = sluice("explain", web.url("site", "/same/1234567"), "--data", data);
    assertThat(unknown.code()).isEqualTo(ExitCode.PROBLEM_FOUND);
    assertThat(unknown.out())
        .contains("is not known: ")
        .contains(
            "would not be asked for: URLs of this shape all bring the host's page for what is");
    JsonNode facts =
        sluice("explain", web.url("site", "/same/1234567"), "--data", data, "--json").json();
    assertThat(facts.get("known").asBoolean()).isFalse();
    assertThat(facts.get("refused").get("why").asString()).isEqualTo("soft_404");
  }

  @Test
  void aSitemapIsExplainedAndIsNoPage() {
    assertThat(explain("/map.xml"))
        .contains("found     as a sitemap on " + web.url("site", "/robots.txt"))
        .contains("state     fetched since ");
    JsonNode facts = facts("/map.xml");
    assertThat(facts.get("record").get("kind").asString()).isEqualTo("sitemap");
    assertThat(facts.get("captures").size()).isZero();
    assertThat(explain("/listed.html")).contains("found     on " + web.url("site", "/map.xml"));
  }

  @Test
  void theStoreOfSuchACrawlIsSound() {
    assertThat(sluice("store", "check", "--data", data).succeeded().out()).endsWith("all well\n");
  }
}
