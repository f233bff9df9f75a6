package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.CrawlSettings.Reach;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedFinding;
import dev.sluice.engine.model.SeedFinding.Kind;
import dev.sluice.testweb.Faults;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.TrapKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What asking the hosts of seeds finds out, on a web with a site for each trouble. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedProbeTest {

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final String TEXT = "<title>x</title><p>some words";

  private TestWeb web;
  private List<SeedFinding> findings = List.of();

  private static String links(int count, IntFunction<String> href) {
    return IntStream.range(0, count)
        .mapToObj(i -> "<a href='" + href.apply(i) + "'>x</a>")
        .collect(Collectors.joining("\n", TEXT, ""));
  }

  @BeforeAll
  void askAll() {
    web =
        TestWeb.builder()
            .namedHosts()
            .refereeDelayPerAddress(TestCrawl.DELAY.dividedBy(4))
            .site("well", site -> site.page("/", links(5, i -> "/page" + i)))
            .site("shared", site -> site.sharesAddressOf("well").page("/", TEXT))
            .site("reset", site -> site.page("/", TEXT).fault("/", Faults.resetBeforeHeaders()))
            .site("gone", site -> site.page("/", TEXT).fault("/", Faults.status(410)))
            .site("norobots", site -> site.page("/", TEXT).robotsStatus(503))
            .site("moved", site -> site.redirect("/", 301, "/home/").page("/home/", TEXT))
            .site("closed", site -> site.page("/", TEXT).robots("User-agent: *\nDisallow: /\n"))
            .site(
                "unwilling",
                site -> site.page("/", TEXT).header("/", "Content-Usage", "train-ai=n"))
            .site("noai", site -> site.page("/", "<meta name=robots content=noai>" + TEXT))
            .site(
                "signals",
                site ->
                    site.page("/", TEXT)
                        .robots("User-agent: *\nContent-Usage: train-ai=n\nAllow: /\n"))
            .site("softfour", site -> site.trap("/deep/", TrapKind.SOFT_404))
            .site(
                "sessions",
                site -> site.page("/", links(8, i -> "/s" + "%016x".formatted(i * 7L) + "a9/item")))
            .site("choices", site -> site.page("/", links(40, i -> "/list?colour=c" + i)))
            .site("calendar", site -> site.page("/", links(3, i -> "/events/2063/0" + (i + 1))))
            .site(
                "joined",
                site -> site.page("/", links(3, i -> "/http://a.example/http://a.example/x" + i)))
            .site("picture", site -> site.page("/", Reply.of("image/png", new byte[] {1, 2, 3})))
            .site("lists", site -> site.page("/", links(400, i -> "http://h" + i + ".example/")))
            .start();
    List<Seed> seeds = TestCrawl.seeds(web.sites().stream().map(this::first).toList());
    findings = probe(seeds, TestCrawl.settings());
  }

  private String first(String site) {
    return site.equals("softfour") ? web.url(site, "/deep/") : web.base(site);
  }

  @AfterAll
  void close() {
    web.close();
  }

  private List<SeedFinding> probe(List<Seed> seeds, CrawlSettings settings) {
    return Seeds.probe(seeds, settings, TestCrawl.names(web), InstantSource.system(), LONGEST);
  }

  private SeedFinding only(String site) {
    List<SeedFinding> found = of(site);
    assertThat(found).as(site).hasSize(1);
    return found.get(0);
  }

  private List<SeedFinding> of(String site) {
    return findings.stream().filter(it -> it.seed().equals(first(site))).toList();
  }

  private void check(String site, Kind kind, String... words) {
    SeedFinding finding = only(site);
    assertThat(finding.kind()).as(finding.detail()).isEqualTo(kind);
    assertThat(List.of(words)).allSatisfy(word -> assertThat(finding.detail()).contains(word));
  }

  @Test
  void eachSeedHasItsFindingInOrder() {
    assertThat(findings.stream().map(SeedFinding::seed).distinct())
        .containsExactlyElementsOf(web.sites().stream().map(this::first).toList());
    check("well", Kind.OK);
    check("shared", Kind.OK);
  }

  @Test
  void whatIsNotThereIsToldWithTheStage() {
    check("reset", Kind.UNREACHABLE, "at the stage 'header'");
    check("gone", Kind.UNREACHABLE, "answered with 410");
    check("norobots", Kind.UNREACHABLE, "robots.txt", "answered 503");
  }

  @Test
  void whatIsElsewhereOrDisallowedIsTold() {
    check("moved", Kind.REDIRECTED, web.url("moved", "/home/"), "name that as the seed's URL");
    check("closed", Kind.DISALLOWED, web.url("closed", "/robots.txt"));
  }

  @Test
  void theWishesOfOwnersAreToldWhereverTheyStand() {
    check("unwilling", Kind.OPTED_OUT, "train-ai=n");
    check("noai", Kind.OPTED_OUT, "noai");
    check("signals", Kind.OPTED_OUT, "robots.txt");
  }

  @Test
  void whatLooksLikeATrapIsTold() {
    assertThat(of("softfour"))
        .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.TRAP_LIKE))
        .anySatisfy(
            finding -> assertThat(finding.detail()).contains("answers 200 where nothing is"));
    check("sessions", Kind.TRAP_LIKE, "8 of 8 links differ in a random token");
    check("choices", Kind.TRAP_LIKE, "40 links lead to /list with other parameters");
    check("calendar", Kind.TRAP_LIKE, "a date of a calendar that never ends");
    check("joined", Kind.TRAP_LIKE, "the path holds another URL");
  }

  @Test
  void whatIsNoPageOrAListOfLinksIsTold() {
    check("picture", Kind.NOT_HTML, "image/png");
    check("lists", Kind.MANY_LINKS_OUT, "400 links to other hosts");
  }

  @Test
  void hostsAndAddressesAreAskedAsPolitelyAsByACrawl() {
    assertThat(web.referee().allViolations(TestCrawl.DELAY, TestCrawl.TOLERANCE)).isEmpty();
    assertThat(
            web.referee().violationsPerAddress(TestCrawl.DELAY.dividedBy(4), TestCrawl.TOLERANCE))
        .isEmpty();
  }

  @Test
  void aPrivateAddressIsNotConnectedTo() {
    CrawlSettings usual = TestCrawl.settings();
    CrawlSettings publicOnly =
        new CrawlSettings(
            usual.userAgent(),
            new Reach(true, List.of()),
            usual.threads(),
            usual.delays(),
            usual.maxPages(),
            usual.maxTime(),
            usual.fetch(),
            usual.retry());
    long before = web.referee().requestCount();
    List<SeedFinding> found =
        probe(TestCrawl.seeds(List.of("http://127.0.0.1:1/", web.base("well"))), publicOnly);
    assertThat(found)
        .hasSize(2)
        .allSatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.UNREACHABLE);
              assertThat(finding.detail()).contains("may not connect to");
            });
    assertThat(web.referee().requestCount()).isEqualTo(before);
  }

  @Test
  void whatIsNotAskedInTimeSaysSo() {
    List<SeedFinding> found =
        Seeds.probe(
            TestCrawl.seeds(List.of(web.base("well"))),
            TestCrawl.settings(),
            TestCrawl.names(web),
            InstantSource.system(),
            Duration.ZERO);
    assertThat(found).extracting(SeedFinding::kind).containsExactly(Kind.NOT_ASKED);
  }
}
