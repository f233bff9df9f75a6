package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.PathBudget.Pages;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.TestWebBuilder;
import dev.sluice.testweb.model.Exchange;
import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.PageMix;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets, priorities and delays of seeds, in crawls of several threads. */
class BudgetsTest {

  @TempDir private Path folder;

  /**
   * Answers the front pages of some hosts when all of them have been asked: so none of the hosts
   * has used a budget up before another one begins.
   */
  private record AnsweredTogether(CountDownLatch hosts) implements Fault {
    @Override
    public void answer(Wire wire, Reply page) throws IOException {
      hosts.countDown();
      while (hosts.getCount() > 0) {
        wire.pause(Duration.ofMillis(5));
      }
      wire.reply(page);
    }

    @Override
    public boolean deliversPage(String target) {
      return true;
    }
  }

  private static long pages(TestWeb web, String site) {
    return web.referee().requests(site).stream().filter(BudgetsTest::isPage).count();
  }

  private static boolean isPage(Exchange exchange) {
    return !exchange.target().equals("/robots.txt") && !exchange.target().startsWith("/.");
  }

  @Test
  void the_pages_of_a_seed_are_exactly_as_many_as_it_may_have_over_all_its_hosts_and_runs() {
    TestWebBuilder builder = TestWeb.builder().namedHosts();
    List<String> names = IntStream.range(0, 6).mapToObj("h%d.wide"::formatted).toList();
    String links =
        names.stream().map("<a href='${%s}/'>x</a>"::formatted).collect(Collectors.joining(" "));
    Fault together = new AnsweredTogether(new CountDownLatch(names.size()));
    for (String name : names) {
      builder.site(
          name,
          site -> {
            String own =
                IntStream.range(0, 40)
                    .mapToObj(i -> "<a href='/%d'>%d</a>".formatted(i, i))
                    .collect(Collectors.joining(" "));
            site.page("/", links + own).fault("/", together);
            IntStream.range(0, 40).forEach(i -> site.page("/" + i, name(i)));
          });
    }
    try (TestWeb web = builder.start()) {
      List<Seed> some = seeds(web, names, 37);
      try (TestCrawl crawl =
          TestCrawl.finished(folder, some, TestCrawl.patient(), TestCrawl.names(web))) {
        assertThat(names.stream().mapToLong(name -> pages(web, name)).sum()).isEqualTo(37);
        assertThat(crawl.crawl().progress().pages()).isEqualTo(37);
        assertThat(names.stream().filter(name -> pages(web, name) > 0).count()).isEqualTo(6);
        assertThat(crawl.records().urlCounts())
            .containsEntry(UrlStatus.QUEUED, 0L)
            .hasEntrySatisfying(
                UrlStatus.OVER_BUDGET,
                waiting ->
                    assertThat(crawl.records().overBudget())
                        .containsExactly(Map.entry(Refusal.BUDGET_SEED, waiting)));
        assertThat(crawl.records().hosts(100).standings()).containsEntry(Standing.OVER_BUDGET, 6);
        assertThat(crawl.problems()).isEmpty();
      }
      List<Seed> more = seeds(web, names, 40);
      try (TestCrawl crawl =
          TestCrawl.finished(folder, more, TestCrawl.patient(), TestCrawl.names(web))) {
        assertThat(crawl.crawl().progress().pages()).isEqualTo(3);
      }
    }
  }

  /** A seed of several hosts. */
  private static List<Seed> seeds(TestWeb web, List<String> hosts, int pages) {
    Treated bounded = Treated.asUsual().withPages(pages);
    return hosts.stream().map(host -> bounded.named("wide", web.base(host))).toList();
  }

  @Test
  void each_host_has_its_own_budget_and_each_folder() {
    String many =
        IntStream.range(0, 30)
            .mapToObj(i -> "<a href='/old/%d'>o</a> <a href='/new/%d'>n</a>".formatted(i, i))
            .collect(Collectors.joining(" "));
    TestWebBuilder builder = TestWeb.builder();
    for (String name : List.of("counted", "folders")) {
      builder.site(
          name,
          site -> {
            site.page("/", many);
            IntStream.range(0, 30)
                .forEach(i -> site.page("/old/" + i, "old " + name(i)).page("/new/" + i, name(i)));
          });
    }
    try (TestWeb web = builder.start();
        TestCrawl crawl =
            TestCrawl.finished(
                folder,
                List.of(
                    Treated.asUsual().withPagesPerHost(11).seed(web.base("counted")),
                    Treated.asUsual()
                        .withPagesBelow("/old/", new Pages(7))
                        .seed(web.base("folders"))),
                TestCrawl.settings())) {
      assertThat(pages(web, "counted")).isEqualTo(11);
      List<String> asked =
          web.referee().requests("folders").stream().map(Exchange::target).toList();
      assertThat(asked.stream().filter(target -> target.startsWith("/old/"))).hasSize(7);
      assertThat(asked.stream().filter(target -> target.startsWith("/new/"))).hasSize(30);
      assertThat(crawl.problems()).isEmpty();
    }
  }

  /** Texts that differ in more than a number. */
  private static String name(int i) {
    return IntStream.rangeClosed(0, i)
        .mapToObj(n -> "word" + (char) ('a' + n % 26))
        .collect(Collectors.joining(" "));
  }

  @Test
  void a_seed_that_asks_for_another_delay_gets_it() {
    try (TestWeb web =
            TestWeb.builder()
                .site("slow", site -> site.generated(PageMix.english(4, 1)))
                .site("usual", site -> site.generated(PageMix.english(4, 2)))
                .start();
        TestCrawl crawl =
            TestCrawl.finished(
                folder,
                List.of(
                    Treated.asUsual().withDelay(Duration.ofMillis(300)).seed(web.base("slow")),
                    Treated.asUsual().seed(web.base("usual"))),
                TestCrawl.settings())) {
      Duration least = Duration.ofMillis(300).minus(TestCrawl.TOLERANCE);
      assertThat(web.referee().gaps("slow"))
          .isNotEmpty()
          .allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(least));
      assertThat(web.referee().gaps("usual").stream().min(Comparator.naturalOrder()).orElseThrow())
          .isLessThan(least);
      assertThat(crawl.problems()).isEmpty();
    }
  }
}
