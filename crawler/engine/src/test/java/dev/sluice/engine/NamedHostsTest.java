package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.RobotsRecord.Outcome;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.TestWebBuilder;
import dev.sluice.testweb.model.PageMix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crawls of hosts that have names, some of them at the same address, some at none. */
class NamedHostsTest {

  private static final Duration ADDRESS_DELAY = Duration.ofMillis(30);

  @TempDir private Path folder;

  private static CrawlSettings settings() {
    CrawlSettings usual = TestCrawl.settings();
    return new CrawlSettings(
        usual.userAgent(),
        usual.reach(),
        usual.threads(),
        new DelaySettings(TestCrawl.DELAY, ADDRESS_DELAY, 1),
        usual.maxPages(),
        usual.maxTime(),
        usual.fetch(),
        usual.retry());
  }

  private static TestWeb web() {
    TestWebBuilder web = TestWeb.builder().namedHosts().refereeDelayPerAddress(ADDRESS_DELAY);
    web.site("first", site -> site.generated(PageMix.english(8, 1)));
    for (int i = 1; i <= 4; i++) {
      PageMix mix = PageMix.english(8, 10 + i);
      web.site("blog" + i, site -> site.sharesAddressOf("first").generated(mix));
    }
    web.site("alone", site -> site.generated(PageMix.english(8, 2)));
    return web.start();
  }

  @Test
  void hosts_at_one_address_are_never_asked_at_once_nor_within_its_delay() {
    try (TestWeb web = web();
        TestCrawl crawl =
            TestCrawl.finished(folder, TestCrawl.seeds(web), settings(), TestCrawl.names(web))) {
      assertThat(web.referee().maxConcurrencyPerAddress()).isEqualTo(1);
      assertThat(web.referee().violationsPerAddress(ADDRESS_DELAY, TestCrawl.TOLERANCE)).isEmpty();
      assertThat(web.referee().allViolations(TestCrawl.DELAY, TestCrawl.TOLERANCE)).isEmpty();
      assertThat(crawl.crawl().progress().pages()).isEqualTo(web.truth().reachable().size());
      assertThat(crawl.problems()).isEmpty();
    }
  }

  @Test
  void a_host_that_nobody_knows_is_given_up_and_its_record_says_why() {
    try (TestWeb web = web()) {
      List<String> urls = new ArrayList<>(web.seeds());
      String nobody = "http://nobody.test:%d/".formatted(web.port());
      urls.add(nobody);
      try (TestCrawl crawl =
          TestCrawl.finished(folder, TestCrawl.seeds(urls), settings(), TestCrawl.names(web))) {
        PageUrl url = PageUrl.parse(nobody);
        RobotsRecord record = crawl.records().robots(url.origin()).orElseThrow();
        assertThat(record.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(record.detail()).contains("UNKNOWN_HOST").contains("nobody.test");
        assertThat(crawl.record(nobody).status()).isEqualTo(UrlStatus.QUEUED);
        assertThat(crawl.crawl().progress().unreachable()).containsExactly(url.origin());
        assertThat(crawl.crawl().progress().failures())
            .containsEntry(FetchFailure.UNKNOWN_HOST, (long) TestCrawl.MAX_ATTEMPTS);
        assertThat(crawl.crawl().progress().pages()).isEqualTo(web.truth().reachable().size());
        assertThat(crawl.problems()).isEmpty();
      }
    }
  }

  @Test
  void no_more_hosts_are_looked_up_at_once_than_half_of_the_threads() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (TestWeb web = web();
        TestCrawl crawl =
            TestCrawl.finished(
                folder,
                TestCrawl.seeds(web),
                settings(),
                host -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  TestCrawl.pause(Duration.ofMillis(50));
                  now.decrementAndGet();
                  return TestCrawl.names(web).resolve(host);
                })) {
      assertThat(most.get()).isBetween(1, settings().threads() / 2);
      assertThat(crawl.crawl().progress().pages()).isEqualTo(web.truth().reachable().size());
    }
  }
}
