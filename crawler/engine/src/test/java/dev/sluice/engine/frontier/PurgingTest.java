package dev.sluice.engine.frontier;

import static dev.sluice.engine.frontier.Bench.DELAY;
import static dev.sluice.engine.frontier.Bench.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.HostQuery;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.Patterns;
import dev.sluice.engine.model.PurgeProgress.Stage;
import dev.sluice.engine.model.Purged;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.scope.LiveScope;
import dev.sluice.engine.scope.SeedScope;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.UrlRange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is known of URLs is removed, beside others that are crawled on. */
@Timeout(60)
class PurgingTest {

  private static final List<UrlRange> A = List.of(UrlRange.ofHost("a.example"));

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private LiveScope scope = new LiveScope(new SeedScope(List.of(), clock));

  private Bench bench(Seed... seeds) {
    scope = new LiveScope(new SeedScope(List.of(seeds), clock));
    Bench bench = new Bench(folder, clock, SETTINGS, scope);
    bench.frontier.add(List.of(seeds));
    return bench;
  }

  private static Seed seed(String name) {
    SeedPolicy policy =
        new SeedPolicy(
            5,
            Optional.empty(),
            Optional.of(Duration.ofDays(1)),
            PageBudgets.NONE.ofDomain(1_000),
            false,
            new TreeMap<>());
    return new Seed(
        name,
        PageUrl.parse("http://" + name + ".example/"),
        Extent.HOST,
        OptionalInt.empty(),
        Patterns.NONE,
        policy,
        List.of());
  }

  private static CrawlUrl link(String seed, String path) {
    PageUrl url = PageUrl.parse("http://" + seed + ".example" + path);
    return new CrawlUrl(url, 1, seed, Optional.empty());
  }

  /** Fetches so many pages; what they bring is the last part of their paths. */
  private int crawl(Bench bench, int pages) {
    int fetched = 0;
    for (int i = 0; i < 1_000 && fetched < pages; i++) {
      clock.advance(DELAY);
      Optional<Lease> lease = bench.take();
      if (lease.isEmpty()) {
        return fetched;
      }
      if (lease.get() instanceof PageLease page) {
        String path = page.url().url().path();
        String body = path.substring(path.lastIndexOf('/') + 1);
        bench.finish(page, bench.answer(200, body, Headers.NONE));
        fetched++;
      } else {
        bench.finish((RobotsLease) lease.get(), bench.answer(404));
      }
    }
    return fetched;
  }

  private static Purged purge(Bench bench, List<UrlRange> urls) {
    try {
      return bench.frontier.purge(urls, progress -> {});
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** All keys of the store in which this text stands, by table. */
  private static List<String> rowsWith(Bench bench, String text) {
    List<String> found = new ArrayList<>();
    for (String table : bench.data.tables()) {
      try (Scan<Row> rows = bench.data.table(table).scanAll()) {
        rows.forEachRemaining(
            row -> {
              String key = new String(row.key(), StandardCharsets.UTF_8);
              boolean isCount =
                  table.equals("tallies") && bench.data.table(table).count(row.key()) == 0;
              if (key.contains(text) && !isCount) {
                found.add(table + ": " + key);
              }
            });
      }
    }
    return found;
  }

  @Test
  void no_row_is_left_of_a_host_and_what_it_shares_with_others_stays_there() {
    try (Bench bench = bench(seed("a"), seed("b"))) {
      for (int i = 0; i < 40; i++) {
        bench.discover(link("a", "/" + i), link("b", "/" + i));
      }
      assertThat(crawl(bench, 50)).isEqualTo(50);
      long ofB = bench.data.pages().captureCount(UrlRange.ofHost("b.example"));
      assertThat(ofB).isBetween(10L, 40L);
      clock.advance(Duration.ofMinutes(1));

      Purged purged = purge(bench, A);
      assertThat(bench.problems()).isEmpty();
      assertThat(purged.captures()).isEqualTo(50 - ofB);
      assertThat(purged.urls()).isEqualTo(41);
      assertThat(purged.hosts()).isOne();
      assertThat(purged.hostsLeft()).isZero();
      assertThat(rowsWith(bench, "example,a)")).isEmpty();
      assertThat(rowsWith(bench, "a.example")).isEmpty();
      assertThat(rowsWith(bench, "of a")).isEmpty();
      assertThat(crawl(bench, (int) (41 - ofB))).as("pages of b").isEqualTo(41 - ofB);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_seed_that_comes_back_is_crawled_from_its_beginning() {
    try (Bench bench = bench(seed("a"))) {
      bench.discover(link("a", "/1"), link("a", "/2"));
      assertThat(crawl(bench, 3)).isEqualTo(3);
      clock.advance(Duration.ofMinutes(1));
      purge(bench, A);
      assertThat(bench.frontier.add(List.of(seed("a")))).isOne();
      assertThat(bench.discover(link("a", "/1"), link("a", "/2"))).isEqualTo(2);
      assertThat(crawl(bench, 3)).isEqualTo(3);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void what_is_under_way_is_waited_for_and_goes_too() throws Exception {
    try (Bench bench = bench(seed("a"))) {
      bench.answerRobots();
      clock.advance(DELAY);
      PageLease underWay = bench.takePage();
      scope.become(new SeedScope(List.of(), clock));
      CompletableFuture<Stage> waits = new CompletableFuture<>();
      CompletableFuture<Purged> purged =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return bench.frontier.purge(A, progress -> waits.complete(progress.stage()));
                } catch (InterruptedException stopped) {
                  throw new IllegalStateException(stopped);
                }
              });
      assertThat(waits.get(30, TimeUnit.SECONDS)).isEqualTo(Stage.WAITING);
      assertThatThrownBy(() -> purge(bench, A)).isInstanceOf(IllegalStateException.class);
      bench.finish(underWay, bench.answer(200), "http://a.example/1", "http://a.example/2");
      assertThat(purged.get(30, TimeUnit.SECONDS).captures()).isOne();
      assertThat(purged.get().urls()).isEqualTo(3);
      assertThat(bench.data.pages().captureCount()).isZero();
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_host_that_may_not_be_asked_yet_is_remembered_until_it_may() {
    try (Bench bench = bench(seed("a"))) {
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(429, "Retry-After", "600"));
      Purged first = purge(bench, A);
      assertThat(first.hostsLeft()).isOne();
      assertThat(first.urls()).isOne();
      bench.frontier.add(List.of(seed("a")));
      assertThat(bench.frontier.hosts(HostQuery.first(1)).hosts().get(0).waitsFor().until())
          .contains(clock.instant().plusSeconds(600));
      assertThat(bench.problems()).isEmpty();
      clock.advance(Duration.ofSeconds(600));
      assertThat(purge(bench, A).hosts()).isOne();
      assertThat(rowsWith(bench, "example,a)")).isEmpty();
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void parts_of_a_host_go_and_it_is_crawled_on() {
    try (Bench bench = bench(seed("a"))) {
      for (int i = 0; i < 40; i++) {
        bench.discover(link("a", "/old/" + i), link("a", "/new/" + i));
      }
      assertThat(crawl(bench, 30)).isEqualTo(30);
      Purged purged =
          purge(bench, List.of(UrlRange.beginningWith(PageUrl.parse("http://a.example/old/"))));
      assertThat(purged.urls()).isEqualTo(40);
      assertThat(purged.hosts() + purged.hostsLeft()).isZero();
      assertThat(bench.host("a.example").pages()).isEqualTo(30 - purged.captures());
      assertThat(bench.problems()).isEmpty();
      int left = 41 - (30 - (int) purged.captures());
      assertThat(crawl(bench, left)).isEqualTo(left);
      assertThat(bench.data.pages().captureCount()).isEqualTo(41);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_purge_that_ends_anywhere_leaves_a_store_that_is_whole_and_the_next_one_ends_it() {
    try (Bench bench = bench(seed("a"), seed("b"))) {
      for (int i = 0; i < 120; i++) {
        bench.discover(link("a", "/" + i + "/" + i % 7));
      }
      bench.discover(link("b", "/1"), link("b", "/2"), link("b", "/3"));
      crawl(bench, 80);
      clock.advance(Duration.ofMinutes(1));
      int ends = 0;
      for (int after = 1; ; after++) {
        if (endsAfter(bench, after)) {
          break;
        }
        ends++;
        assertThat(bench.problems()).as("ended at its step %d", after).isEmpty();
      }
      assertThat(ends).isGreaterThan(2);
      assertThat(bench.problems()).isEmpty();
      assertThat(rowsWith(bench, "example,a)")).isEmpty();
    }
  }

  /** Purges, and fails at the given step; true if there are fewer. */
  private static boolean endsAfter(Bench bench, int steps) {
    int[] seen = {0};
    try {
      bench.frontier.purge(
          A,
          progress -> {
            if (++seen[0] > steps) {
              throw new IllegalStateException("killed");
            }
          });
      return true;
    } catch (IllegalStateException killed) {
      assertThat(killed).hasMessage("killed");
      return false;
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
