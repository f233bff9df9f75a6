package dev.sluice.engine.frontier;

import static dev.sluice.engine.frontier.Bench.DELAY;
import static dev.sluice.engine.frontier.Bench.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.frontier.Lease.LookupLease;
import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.HostListing;
import dev.sluice.engine.model.HostListing.ListedHost;
import dev.sluice.engine.model.HostQuery;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.HostWait;
import dev.sluice.engine.model.HostWait.Reason;
import dev.sluice.engine.model.Lookup.Found;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.Patterns;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.scope.LiveScope;
import dev.sluice.engine.scope.SeedScope;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts as they are told to people: by name, a page at a time, and what each waits for. */
@Timeout(30)
class HostListingTest {

  private static final Duration ADDRESS_DELAY = DELAY.dividedBy(4);

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();

  private static HostQuery query(String text, int atMost) {
    return new HostQuery(text, Optional.empty(), Optional.empty(), atMost);
  }

  private static List<String> names(HostListing listing) {
    return listing.hosts().stream().map(ListedHost::name).toList();
  }

  private static HostWait waitOf(Bench bench, String host) {
    ListedHost found = bench.frontier.hosts(query(host, 1)).hosts().get(0);
    assertThat(found.name()).isEqualTo(host);
    return found.waitsFor();
  }

  /** All pages of an answer, each with so many hosts. */
  private static List<String> allPages(Bench bench, String text, int atMost) {
    List<String> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      HostListing page = bench.frontier.hosts(new HostQuery(text, Optional.empty(), after, atMost));
      assertThat(page.hosts()).hasSizeLessThanOrEqualTo(atMost);
      all.addAll(names(page));
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  @Test
  void hosts_are_listed_in_the_order_of_their_names_from_the_right_a_page_at_a_time() {
    try (Bench bench = new Bench(folder, clock)) {
      for (int i = 9; i >= 0; i--) {
        bench.addSeeds("http://h" + i + ".example/", "http://www.h" + i + ".example/");
      }
      List<String> all =
          IntStream.range(0, 10)
              .boxed()
              .flatMap(i -> List.of("h" + i + ".example", "www.h" + i + ".example").stream())
              .toList();
      assertThat(names(bench.frontier.hosts(HostQuery.first(1000)))).isEqualTo(all);
      for (int size : List.of(1, 3, 19, 20, 21)) {
        assertThat(allPages(bench, "", size)).as("pages of %d", size).isEqualTo(all);
      }
    }
  }

  @Test
  void a_domain_is_found_with_all_below_it_and_nothing_beside_it() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds(
          "http://example.org/",
          "http://www.example.org/",
          "http://a.b.example.org/",
          "http://example-two.org/",
          "http://notexample.org/",
          "http://example.org.uk/",
          "http://192.0.2.7/");
      List<String> domain = List.of("example.org", "a.b.example.org", "www.example.org");
      assertThat(names(bench.frontier.hosts(query("Example.org ", 100)))).isEqualTo(domain);
      assertThat(allPages(bench, "example.org", 1)).isEqualTo(domain);
      assertThat(names(bench.frontier.hosts(query("192.0.2.7", 9)))).containsExactly("192.0.2.7");
      assertThat(names(bench.frontier.hosts(query("b.example.org", 9))))
          .containsExactly("a.b.example.org");
    }
  }

  @Test
  void what_is_no_name_of_a_host_is_looked_for_within_names() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://www.example.org/", "http://sample.net/", "http://other.org/");
      assertThat(names(bench.frontier.hosts(query("ampl", 9))))
          .containsExactly("sample.net", "www.example.org");
      assertThat(names(bench.frontier.hosts(query("www.exam", 9))))
          .containsExactly("www.example.org");
      assertThat(bench.frontier.hosts(query("nowhere", 9)))
          .isEqualTo(new HostListing(List.of(), Optional.empty()));
      for (String odd : List.of("a)b", "..", "*", "%", ",", "\u4f8b")) {
        assertThat(bench.frontier.hosts(query(odd, 9)).hosts()).as(odd).isEmpty();
      }
    }
  }

  @Test
  void a_walk_along_many_hosts_ends_early_and_says_where_to_go_on() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.discover(
          IntStream.range(0, 1_400)
              .mapToObj(i -> link("http://h%04d.d%d.example/".formatted(i, i / 700)))
              .toArray(CrawlUrl[]::new));
      HostSearch search = new HostSearch(new HostTable(bench.data::table), 1_000);
      HostListing first = search.find(query("399.", 5), clock.instant());
      assertThat(names(first)).containsExactly("h0399.d0.example");
      assertThat(first.next()).contains("h0999.d1.example");
      HostQuery rest = new HostQuery("399.", Optional.empty(), first.next(), 5);
      HostListing second = search.find(rest, clock.instant());
      assertThat(names(second)).containsExactly("h1399.d1.example");
      assertThat(second.next()).isEmpty();
    }
  }

  private static CrawlUrl link(String url) {
    return new CrawlUrl(PageUrl.parse(url), 1, "seed", Optional.empty());
  }

  @Test
  void a_host_waits_for_its_turn_then_is_asked_and_then_left_alone() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      assertThat(waitOf(bench, "a.example")).isEqualTo(HostWait.of(Reason.NOT_IN_FRONT));
      RobotsLease robots = bench.takeRobots();
      assertThat(waitOf(bench, "a.example")).isEqualTo(HostWait.of(Reason.IN_FLIGHT));
      bench.finish(robots, bench.answer(404));
      assertThat(waitOf(bench, "a.example"))
          .isEqualTo(HostWait.until(Reason.DELAY, clock.instant().plus(DELAY)));
      clock.advance(DELAY);
      assertThat(waitOf(bench, "a.example")).isEqualTo(HostWait.of(Reason.READY));
      bench.finish(bench.takePage(), bench.answer(200));
      clock.advance(DELAY);
      assertThat(bench.take()).isEmpty();
      ListedHost drained = bench.frontier.hosts(query("a.example", 1)).hosts().get(0);
      assertThat(drained.waitsFor()).isEqualTo(HostWait.of(Reason.DRAINED));
      assertThat(drained.record().pages()).isOne();
    }
  }

  @Test
  void a_crawl_delay_and_a_back_off_are_told_from_the_usual_delay() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      bench.discover(link("http://a.example/1"), link("http://a.example/2"));
      String rules = "User-agent: *\nCrawl-delay: 7\nDisallow: /.well-known/\n";
      bench.finish(bench.takeRobots(), bench.answer(200, rules, new Headers(List.of())));
      Duration seven = Duration.ofSeconds(7);
      assertThat(waitOf(bench, "a.example"))
          .isEqualTo(HostWait.until(Reason.CRAWL_DELAY, clock.instant().plus(seven)));
      clock.advance(seven);
      bench.finish(bench.takePage(), bench.answer(503));
      HostWait failed = waitOf(bench, "a.example");
      assertThat(failed.reason()).isEqualTo(Reason.BACK_OFF);
      assertThat(failed.until()).contains(bench.nextRequest("a.example"));
      clock.advance(Duration.ofMinutes(2));
      bench.finish(bench.takePage(), bench.answer(200));
      assertThat(waitOf(bench, "a.example").reason()).isEqualTo(Reason.CRAWL_DELAY);
    }
  }

  @Test
  void a_host_waits_for_another_one_at_its_address() throws InterruptedException {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/", "http://b.example/");
      for (int i = 0; i < 2; i++) {
        bench.finish((RobotsLease) takeHere(bench), bench.answer(404));
        clock.advance(DELAY);
      }
      PageLease first = (PageLease) takeHere(bench);
      String other = first.host().key().contains("a)") ? "b.example" : "a.example";
      assertThat(waitOf(bench, other)).isEqualTo(HostWait.of(Reason.ADDRESS_BUSY));
      bench.finish(first, bench.answer(200));
      assertThat(waitOf(bench, other))
          .isEqualTo(HostWait.until(Reason.ADDRESS_BUSY, clock.instant().plus(ADDRESS_DELAY)));
      clock.advance(ADDRESS_DELAY);
      assertThat(waitOf(bench, other)).isEqualTo(HostWait.of(Reason.READY));
    }
  }

  private static Lease takeHere(Bench bench) throws InterruptedException {
    Lease lease = bench.frontier.take().orElseThrow();
    while (lease instanceof LookupLease lookup) {
      bench.frontier.finish(lookup, new Found(here()));
      lease = bench.frontier.take().orElseThrow();
    }
    return lease;
  }

  private static InetAddress here() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 9});
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void a_host_waits_for_its_robots_txt_from_another_or_is_given_up_without_it() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      bench.redirect(bench.takeRobots(), "http://b.example/rules");
      clock.advance(DELAY);
      RobotsLease elsewhere = bench.takeRobots();
      assertThat(waitOf(bench, "a.example")).isEqualTo(HostWait.of(Reason.AWAITS_ROBOTS));
      bench.finish(elsewhere, bench.failure(FetchFailure.NO_CONNECTION));
      Optional<Lease> lease = Optional.empty();
      for (int i = 0; i < 10; i++) {
        clock.advance(Duration.ofMinutes(10));
        lease = bench.take();
        if (lease.isEmpty()) {
          break;
        }
        bench.finish((RobotsLease) lease.get(), bench.failure(FetchFailure.NO_CONNECTION));
      }
      assertThat(lease).isEmpty();
      assertThat(waitOf(bench, "a.example")).isEqualTo(HostWait.of(Reason.ROBOTS_UNREACHABLE));
      HostQuery givenUp = new HostQuery("", Optional.of(Standing.GIVEN_UP), Optional.empty(), 10);
      assertThat(names(bench.frontier.hosts(givenUp))).containsExactly("a.example");
    }
  }

  @Test
  void a_host_waits_for_its_seeds() {
    List<Seed> seeds =
        List.of(
            seed("paused", policy(PageBudgets.NONE, true)),
            seed("spent", policy(PageBudgets.NONE.ofHost(1), false)),
            seed("gone", SeedPolicy.DEFAULT));
    LiveScope scope = new LiveScope(new SeedScope(seeds, clock));
    try (Bench bench = new Bench(folder, clock, SETTINGS, scope)) {
      bench.frontier.add(seeds);
      bench.discover(
          new CrawlUrl(PageUrl.parse("http://spent.example/2"), 1, "spent", Optional.empty()));
      bench.frontier.change(
          () -> scope.become(new SeedScope(seeds.subList(0, 2), clock)),
          seeds.subList(2, 3),
          List.of());
      crawl(bench);
      assertThat(waitOf(bench, "paused.example")).isEqualTo(HostWait.of(Reason.PAUSED));
      assertThat(waitOf(bench, "spent.example")).isEqualTo(HostWait.of(Reason.OVER_BUDGET));
      assertThat(waitOf(bench, "gone.example")).isEqualTo(HostWait.of(Reason.NO_SEED));
    }
  }

  private void crawl(Bench bench) {
    Optional<Lease> lease = bench.take();
    for (int i = 0; i < 100 && lease.isPresent(); i++) {
      if (lease.get() instanceof PageLease page) {
        bench.finish(page, bench.answer(200));
      } else {
        bench.finish((RobotsLease) lease.get(), bench.answer(404));
      }
      clock.advance(DELAY);
      lease = bench.take();
    }
    assertThat(lease).isEmpty();
  }

  private static Seed seed(String name, SeedPolicy policy) {
    PageUrl url = PageUrl.parse("http://" + name + ".example/");
    return new Seed(name, url, Extent.HOST, OptionalInt.empty(), Patterns.NONE, policy, List.of());
  }

  private static SeedPolicy policy(PageBudgets budgets, boolean paused) {
    return new SeedPolicy(
        5, Optional.empty(), Optional.empty(), budgets, false, new TreeMap<>(), paused);
  }
}
