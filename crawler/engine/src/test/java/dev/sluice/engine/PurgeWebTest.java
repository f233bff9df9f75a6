package dev.sluice.engine;

import static dev.sluice.engine.TestCrawl.DELAY;
import static dev.sluice.engine.TestCrawl.TOLERANCE;
import static dev.sluice.engine.TestCrawl.await;
import static dev.sluice.engine.TestCrawl.seed;
import static dev.sluice.engine.TestCrawl.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.model.HostQuery;
import dev.sluice.engine.model.HostWait.Reason;
import dev.sluice.engine.model.PurgeExtent;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedCounts;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.testweb.TestWeb;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sites that are purged from the store of a crawl that goes on with others. */
@Timeout(120)
class PurgeWebTest {

  private static final String FRAME =
      "<p>a page that both sites have</p><a href='/shared'>s</a><a href='/more'>m</a>";

  @TempDir private Path folder;

  private static long asked(TestWeb web, String site) {
    return web.referee().requests(site).size();
  }

  private static long fetched(TestCrawl crawl) {
    return crawl.records().urlCounts().get(UrlStatus.FETCHED);
  }

  @Test
  void a_seed_that_is_removed_is_purged_while_the_others_are_crawled_on() throws Exception {
    try (TestWeb web = TestWeb.large(3, 60, 11, 0)) {
      Seed gone = seed(web.base("site1"));
      List<Seed> rest = List.of(seed(web.base("site2")), seed(web.base("site3")));
      try (TestCrawl crawl =
          new TestCrawl(folder, List.of(gone, rest.get(0), rest.get(1)), settings().withoutEnd())) {
        crawl.crawl().start();
        await(() -> asked(web, "site1") > 10 && asked(web, "site2") > 10);
        crawl.crawl().change(rest);
        List<PurgeTarget> targets = Purge.targets(gone);
        Purged purged = crawl.crawl().purge(targets, progress -> {});
        long after = asked(web, "site1");
        assertThat(purged.captures()).isGreaterThan(5);
        assertThat(crawl.records().extent(targets).captures()).isZero();

        long others =
            web.truth().reachable().stream()
                .filter(url -> !url.startsWith(web.base("site1")))
                .count();
        await(() -> fetched(crawl) >= others);
        assertThat(asked(web, "site1")).isEqualTo(after);
        PurgeExtent left = crawl.records().extent(targets);
        assertThat(left.urls() + left.captures()).isZero();
        SeedCounts counts = crawl.records().seedCounts(List.of(gone)).get(0);
        assertThat(counts.pages() + counts.queued().orElseThrow()).isZero();
        assertThat(crawl.problems()).isEmpty();

        crawl.crawl().change(List.of(gone, rest.get(0), rest.get(1)));
        await(() -> fetched(crawl) >= web.truth().reachable().size());
        crawl.crawl().stop();
        crawl.awaitEnd();
        assertThat(crawl.problems()).isEmpty();
        assertThat(web.referee().allViolations(DELAY, TOLERANCE)).isEmpty();
      }
    }
  }

  @Test
  void what_two_sites_share_stays_with_the_one_that_stays() throws Exception {
    try (TestWeb web =
        TestWeb.builder()
            .site(
                "first",
                site -> site.page("/", FRAME).page("/shared", "same").page("/more", "first's own"))
            .site(
                "second",
                site -> site.page("/", FRAME).page("/shared", "same").page("/more", "its own"))
            .start()) {
      List<Seed> seeds = List.of(seed(web.base("first")), seed(web.base("second")));
      TestCrawl.finished(folder, seeds.subList(0, 1), settings()).close();
      try (TestCrawl crawl = TestCrawl.finished(folder, seeds, settings())) {
        Capture shared = crawl.captures(web.url("second", "/shared")).get(0);
        byte[] body = crawl.body(shared);
        Purged purged = crawl.crawl().purge(Purge.targets(seeds.get(0)), progress -> {});
        assertThat(purged.captures()).isEqualTo(3);
        assertThat(crawl.body(shared)).isEqualTo(body);
        assertThat(crawl.problems()).isEmpty();
      }
    }
  }

  @Test
  void a_running_crawl_tells_of_its_hosts() {
    try (TestWeb web = TestWeb.large(2, 60, 12, 0);
        TestCrawl crawl = new TestCrawl(folder, TestCrawl.seeds(web), settings().withoutEnd())) {
      crawl.crawl().start();
      await(() -> asked(web, "site1") > 3 && asked(web, "site2") > 3);
      assertThat(crawl.crawl().seeds()).isEqualTo(TestCrawl.seeds(web));
      assertThat(crawl.crawl().hosts(HostQuery.first(10)).hosts()).hasSize(2);
      await(
          () ->
              crawl.crawl().hosts(HostQuery.first(10)).hosts().stream()
                  .allMatch(host -> host.waitsFor().reason() == Reason.DRAINED));
      crawl.crawl().stop();
      crawl.awaitEnd();
    }
  }

  @Test
  void what_is_to_be_purged_is_a_host_a_domain_or_the_beginning_of_a_url() {
    assertThat(Purge.target("WWW.Example.org").words()).isEqualTo("host www.example.org");
    assertThat(Purge.target("*.example.org").words())
        .isEqualTo("example.org and all hosts below it");
    assertThat(Purge.target("https://example.org/old").words())
        .isEqualTo("URLs that begin with https://example.org/old");
    for (String wrong : List.of("", "*", "*.", "a/b", "ftp://example.org/", "a b", "*.a/b")) {
      assertThatThrownBy(() -> Purge.target(wrong))
          .as("'%s'", wrong)
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("cannot be purged");
    }
  }

  @Test
  void what_a_seed_brings_is_what_its_extent_says() {
    Seed domain = seed("http://www.example.co.uk/x/y", Extent.DOMAIN, OptionalInt.empty());
    Seed prefix = seed("http://example.org:8080/x/y", Extent.PREFIX, OptionalInt.empty());
    assertThat(holds(domain, "https://a.b.example.co.uk/")).isTrue();
    assertThat(holds(domain, "https://example.co.uk/")).isTrue();
    assertThat(holds(domain, "https://other.co.uk/")).isFalse();
    assertThat(holds(prefix, "http://example.org:8080/x/z")).isTrue();
    assertThat(holds(prefix, "https://example.org/x/")).isTrue();
    assertThat(holds(prefix, "https://example.org/y/")).isFalse();
    assertThat(holds(seed("http://example.org/x/y"), "https://example.org/y/")).isTrue();
    assertThat(holds(seed("http://example.org/x/y"), "https://www.example.org/")).isFalse();
  }

  private static boolean holds(Seed seed, String url) {
    return Purge.targets(seed).stream()
        .anyMatch(target -> target.urls().holds(PageUrl.parse(url).key()));
  }
}
