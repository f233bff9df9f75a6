package dev.sluice.engine.frontier;

import static dev.sluice.engine.frontier.Bench.DELAY;
import static dev.sluice.engine.frontier.Bench.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.HostStandings;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.Patterns;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedCounts;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.scope.LiveScope;
import dev.sluice.engine.scope.SeedScope;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How much there is of each seed, over runs and changes of the seeds. */
@Timeout(30)
class SeedCensusTest {

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private LiveScope scope = new LiveScope(new SeedScope(List.of(), clock));

  private Bench bench(List<Seed> seeds) {
    scope = new LiveScope(new SeedScope(seeds, clock));
    Bench bench = new Bench(folder, clock, SETTINGS, scope);
    bench.frontier.add(seeds);
    return bench;
  }

  private static Seed seed(String name, String url, Extent extent, PageBudgets budgets) {
    SeedPolicy policy =
        new SeedPolicy(5, Optional.empty(), Optional.empty(), budgets, false, new TreeMap<>());
    return new Seed(
        name, PageUrl.parse(url), extent, OptionalInt.empty(), Patterns.NONE, policy, List.of());
  }

  private static Seed domain(String name, String host, PageBudgets budgets) {
    return seed(name, "http://" + host + "/", Extent.DOMAIN, budgets);
  }

  private static CrawlUrl link(String seed, String url) {
    return new CrawlUrl(PageUrl.parse(url), 1, seed, Optional.empty());
  }

  private void crawl(Bench bench, int requests) {
    for (int i = 0; i < requests; i++) {
      clock.advance(DELAY);
      Optional<Lease> lease = bench.take();
      if (lease.isEmpty()) {
        return;
      }
      if (lease.get() instanceof PageLease page) {
        bench.finish(page, bench.answer(200));
      } else {
        bench.finish((RobotsLease) lease.get(), bench.answer(404));
      }
    }
  }

  private static List<SeedCounts> counts(Bench bench, List<Seed> seeds) {
    return new SeedCensus(bench.data::table).counts(seeds);
  }

  private static SeedCounts counts(long pages, long queued, long overBudget, long hosts) {
    return new SeedCounts(pages, OptionalLong.of(queued), OptionalLong.of(overBudget), hosts);
  }

  @Test
  void pages_queue_budget_and_hosts_of_each_seed_are_told_over_runs() {
    Seed bounded = domain("bounded", "a.org", PageBudgets.NONE.ofSeed(2));
    Seed free = seed("free", "http://b.org/", Extent.HOST, PageBudgets.NONE);
    Seed unknown = seed("unknown", "http://c.org/", Extent.HOST, PageBudgets.NONE);
    List<Seed> seeds = List.of(bounded, free);
    List<Seed> asked = List.of(bounded, free, unknown);
    try (Bench bench = bench(seeds)) {
      bench.discover(
          IntStream.range(0, 5)
              .mapToObj(i -> link("bounded", "http://www.a.org/" + i))
              .toArray(CrawlUrl[]::new));
      bench.discover(link("free", "http://b.org/1"));
      assertThat(counts(bench, asked))
          .containsExactly(counts(0, 6, 0, 2), counts(0, 2, 0, 1), counts(0, 0, 0, 0));
      crawl(bench, 4);
    }
    try (Bench bench = bench(seeds)) {
      crawl(bench, 100);
      assertThat(counts(bench, asked))
          .containsExactly(counts(2, 0, 4, 2), counts(2, 0, 0, 1), counts(0, 0, 0, 0));
      HostStandings hosts = new SeedCensus(bench.data::table).hosts(bounded, 10);
      assertThat(hosts.seen()).isEqualTo(2);
      assertThat(hosts.all()).isTrue();
      assertThat(hosts.count(Standing.DRAINED) + hosts.count(Standing.OVER_BUDGET)).isEqualTo(2);
      assertThat(new SeedCensus(bench.data::table).hosts(bounded, 1).all()).isFalse();
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void what_was_queued_for_a_seed_that_is_gone_counts_for_the_one_that_fetches_it() {
    Seed old = domain("old", "a.org", PageBudgets.NONE.ofSeed(1));
    Seed next = domain("next", "a.org", PageBudgets.NONE.ofSeed(2));
    try (Bench bench = bench(List.of(old))) {
      bench.discover(
          IntStream.range(0, 4)
              .mapToObj(i -> link("old", "http://a.org/" + i))
              .toArray(CrawlUrl[]::new));
      crawl(bench, 100);
      assertThat(counts(bench, List.of(old, next)))
          .containsExactly(counts(1, 0, 4, 1), counts(0, 0, 0, 1));
      bench.frontier.change(
          () -> scope.become(new SeedScope(List.of(next), clock)),
          List.of(old, next),
          List.of(next));
      crawl(bench, 100);
      assertThat(counts(bench, List.of(old, next)))
          .containsExactly(counts(1, 0, 0, 1), counts(2, 0, 2, 1));
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void of_a_folder_that_an_earlier_sluice_began_the_queue_of_a_seed_is_not_known() {
    Seed seed = domain("seed", "a.org", PageBudgets.NONE);
    try (Bench bench = bench(List.of(seed))) {
      crawl(bench, 100);
    }
    forgetThatSeedsAreCounted();
    try (Bench bench = bench(List.of(seed))) {
      bench.discover(link("seed", "http://a.org/1"));
      crawl(bench, 100);
      assertThat(counts(bench, List.of(seed)))
          .containsExactly(new SeedCounts(2, OptionalLong.empty(), OptionalLong.empty(), 1));
      assertThat(bench.problems()).isEmpty();
    }
  }

  /** Makes the folder as it was before URLs were counted by seed. */
  private void forgetThatSeedsAreCounted() {
    try (DataFolder data = DataFolder.openForWriting(folder, Frontier.TABLES);
        Batch batch = data.newBatch()) {
      batch.delete(data.table("tallies"), "by seed".getBytes(StandardCharsets.UTF_8));
      batch.delete(data.table("tallies"), "queued of seed".getBytes(StandardCharsets.UTF_8));
      batch.commit();
    }
  }
}
