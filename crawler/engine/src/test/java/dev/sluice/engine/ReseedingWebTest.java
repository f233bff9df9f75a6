package dev.sluice.engine;

import static dev.sluice.engine.TestCrawl.DELAY;
import static dev.sluice.engine.TestCrawl.TOLERANCE;
import static dev.sluice.engine.TestCrawl.await;
import static dev.sluice.engine.TestCrawl.seed;
import static dev.sluice.engine.TestCrawl.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.SeedChange;
import dev.sluice.engine.model.SeedLogEntry;
import dev.sluice.engine.model.SeedLogEntry.Outcome;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Validator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crawl without end whose seeds change under it. */
class ReseedingWebTest {

  private static final int PAGES = 80;

  @TempDir private Path folder;

  private static long asked(TestWeb web, String site) {
    return web.referee().requests(site).size();
  }

  @Test
  void seeds_come_and_go_while_others_are_crawled_on() {
    try (TestWeb web = TestWeb.large(3, PAGES, 7, 0);
        TestCrawl crawl =
            new TestCrawl(
                folder,
                List.of(seed(web.base("site1")), seed(web.base("site2"))),
                settings().withoutEnd())) {
      crawl.crawl().start();
      await(() -> asked(web, "site1") > 5 && asked(web, "site2") > 5);

      crawl.crawl().change(List.of(seed(web.base("site2")), seed(web.base("site3"))));
      Instant changed = Instant.now();
      await(() -> asked(web, "site2") > 20 && asked(web, "site3") > 20);
      assertThat(web.referee().requests("site1"))
          .as("requests that arrived later: at most the one that was under way")
          .filteredOn(request -> request.arrival().isAfter(changed))
          .hasSizeLessThanOrEqualTo(1);

      crawl.crawl().change(TestCrawl.seeds(web));
      TreeSet<String> all = new TreeSet<>(web.truth().reachable());
      await(() -> crawl.records().urlCounts().get(UrlStatus.FETCHED) >= all.size());
      assertThat(web.referee().countPerUrl().values()).allMatch(count -> count == 1);
      assertThat(web.referee().allViolations(DELAY, TOLERANCE)).isEmpty();
      assertThat(crawl.crawl().hasEnded()).as("it waits for more").isFalse();
      crawl.crawl().stop();
      crawl.awaitEnd();
      assertThat(crawl.problems()).isEmpty();
    }
  }

  @Test
  void a_crawl_without_end_visits_pages_when_they_are_due() {
    try (TestWeb web =
            TestWeb.builder()
                .site(
                    "a",
                    site ->
                        site.page("/", "<a href='/news'>news</a>")
                            .changing("/news", Validator.ETAG, n -> Reply.html("news " + n)))
                .start();
        TestCrawl crawl =
            new TestCrawl(
                folder,
                List.of(Treated.asUsual().withRecrawl(Duration.ofMillis(500)).seed(web.base("a"))),
                settings().withoutEnd())) {
      crawl.crawl().start();
      String news = web.url("a", "/news");
      await(() -> crawl.captures(news).size() == 1);
      web.change("a", "/news");
      await(() -> crawl.captures(news).size() >= 3);
      assertThat(crawl.captures(news)).anyMatch(capture -> capture.status() == 304);
      crawl.crawl().stop();
      crawl.awaitEnd();
      assertThat(crawl.problems()).isEmpty();
    }
  }

  @Test
  void what_became_of_a_change_is_kept_in_the_store() {
    try (TestCrawl crawl = new TestCrawl(folder, List.of(), settings().withoutEnd())) {
      SeedLogEntry entry =
          SeedLogEntry.of(
              Instant.ofEpochMilli(1),
              Outcome.REFUSED,
              List.of(),
              List.of(SeedChange.mistake("seeds.txt:1: no")));
      crawl.crawl().log(entry);
      assertThat(crawl.records().seedLog(5)).containsExactly(entry);
    }
  }
}
