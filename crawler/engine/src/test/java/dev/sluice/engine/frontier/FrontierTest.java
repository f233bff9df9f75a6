package dev.sluice.engine.frontier;

import static dev.sluice.engine.frontier.Bench.DELAY;
import static dev.sluice.engine.frontier.Bench.LEASE_LIFE;
import static dev.sluice.engine.frontier.Bench.asked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.Findings;
import dev.sluice.engine.model.Findings.Link;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.engine.scope.SeedScope;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class FrontierTest {

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();

  private static String[] pages(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  @Test
  void robots_txt_is_asked_for_before_the_first_page_and_the_delay_counts_from_its_end() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      RobotsLease robots = bench.takeRobots();
      assertThat(asked(robots)).isEqualTo("http://a.example/robots.txt");
      clock.advance(Duration.ofSeconds(7));
      bench.finish(robots, bench.answer(404));
      assertThat(bench.isSomethingDue()).isFalse();
      clock.advance(DELAY.minusMillis(1));
      assertThat(bench.isSomethingDue()).isFalse();
      clock.advance(Duration.ofMillis(1));
      assertThat(asked(bench.takePage())).isEqualTo("http://a.example/");
    }
  }

  @Test
  void pages_of_a_host_come_breadth_first_and_in_the_order_in_which_they_were_found() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      bench.answerRobots();
      List<String> order = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        clock.advance(DELAY);
        PageLease page = bench.takePage();
        String url = asked(page);
        order.add(url);
        bench.finish(page, bench.answer(200), url.length() > 20 ? new String[0] : sons(url));
      }
      assertThat(order)
          .containsExactly(
              "http://a.example/",
              "http://a.example/x",
              "http://a.example/y",
              "http://a.example/xx",
              "http://a.example/xy",
              "http://a.example/yx",
              "http://a.example/yy");
    }
  }

  private static String[] sons(String url) {
    return url.endsWith("e/") || url.length() < 19
        ? new String[] {url + "x", url + "y"}
        : new String[0];
  }

  @Test
  void hosts_take_turns_by_the_time_at_which_they_may_be_asked() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/", "http://b.example/", "http://c.example/");
      List<RobotsLease> robots =
          List.of(bench.takeRobots(), bench.takeRobots(), bench.takeRobots());
      assertThat(robots)
          .extracting(Bench::asked)
          .containsExactly(
              "http://a.example/robots.txt",
              "http://b.example/robots.txt",
              "http://c.example/robots.txt");
      for (int i : new int[] {2, 0, 1}) { // they end in another order
        bench.finish(robots.get(i), bench.answer(404));
        clock.advance(Duration.ofMillis(10));
      }
      clock.advance(DELAY);
      assertThat(List.of(bench.takePage(), bench.takePage(), bench.takePage()))
          .extracting(Bench::asked)
          .containsExactly("http://c.example/", "http://a.example/", "http://b.example/");
    }
  }

  @Test
  void hosts_that_a_clock_years_ahead_put_off_are_asked_within_the_longest_wait() {
    Instant now = clock.instant();
    clock.advance(Duration.ofDays(3_000));
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/", "http://a.example/2");
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(503));
      bench.addSeeds("http://b.example/"); // never asked, so nothing keeps it waiting
    }
    clock.advance(Duration.between(clock.instant(), now));
    try (Bench bench = new Bench(folder, clock)) {
      clock.advance(DELAY);
      RobotsLease robots = bench.takeRobots();
      assertThat(asked(robots)).isEqualTo("http://b.example/robots.txt");
      bench.finish(robots, bench.answer(404));
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(200));
      assertThat(bench.isSomethingDue()).as("a was left alone after its 503").isFalse();
      clock.advance(Duration.ofDays(2));
      assertThat(asked(bench.takeRobots())).isEqualTo("http://a.example/robots.txt");
    }
  }

  @Test
  void a_page_whose_outcome_cannot_be_committed_stays_queued_and_its_host_goes_on_after_the_delay()
      throws InterruptedException {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/", "http://a.example/2");
      bench.answerRobots();
      clock.advance(DELAY);
      PageLease first = bench.takePage();
      Findings damaged = Findings.of(List.of(Link.to(null)));
      assertThatThrownBy(
              () -> bench.frontier.finish(first, Bench.of(first, bench.answer(200)), damaged))
          .isInstanceOf(NullPointerException.class);
      assertThat(bench.isSomethingDue()).isFalse();
      clock.advance(DELAY);
      PageLease second = bench.takePage();
      assertThat(asked(second)).isEqualTo("http://a.example/2");
      bench.finish(second, bench.answer(200));
      clock.advance(DELAY);
      assertThat(bench.frontier.take()).isEmpty();
      assertThat(bench.frontier.progress().inFlight()).isZero();
      assertThat(bench.frontier.progress().queued()).isEqualTo(1);
    }
  }

  @Test
  void a_host_is_not_given_out_while_it_is_being_asked() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/", "http://a.example/2");
      bench.answerRobots();
      clock.advance(DELAY);
      PageLease page = bench.takePage();
      clock.advance(LEASE_LIFE.minusMillis(1));
      assertThat(bench.isSomethingDue()).isFalse();
      assertThat(bench.frontier.progress().hostsWaiting()).isZero();
      assertThat(bench.frontier.progress().inFlight()).isEqualTo(1);
      bench.finish(page, bench.answer(200));
      assertThat(bench.frontier.progress().inFlight()).isZero();
    }
  }

  @Test
  void a_lease_that_expires_is_given_to_another_and_its_late_outcome_does_not_count() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      bench.answerRobots();
      clock.advance(DELAY);
      PageLease lost = bench.takePage();
      clock.advance(LEASE_LIFE);
      PageLease again = bench.takePage();
      assertThat(asked(again)).isEqualTo(asked(lost));
      bench.finish(lost, bench.answer(500), "http://a.example/wrong");
      bench.finish(again, bench.answer(200), "http://a.example/right");
      assertThat(bench.record("http://a.example/").detail()).isEqualTo("200");
      assertThat(new UrlTable(bench.data::table).count()).isEqualTo(2);
      assertThat(bench.data.pages().captureCount()).isEqualTo(1);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void an_expired_request_for_robots_txt_is_made_again() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      RobotsLease lost = bench.takeRobots();
      clock.advance(LEASE_LIFE);
      RobotsLease again = bench.takeRobots();
      bench.finish(lost, bench.answer(200, "User-agent: *\nDisallow: /", Headers.NONE));
      bench.finish(again, bench.answer(404));
      clock.advance(DELAY);
      assertThat(asked(bench.takePage())).isEqualTo("http://a.example/");
    }
  }

  @Test
  void what_was_out_when_the_process_died_comes_again_and_not_before_the_delay() {
    String first;
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/", "http://b.example/");
      bench.answerRobots();
      bench.answerRobots();
      clock.advance(DELAY);
      first = asked(bench.takePage());
      assertThat(first).isEqualTo("http://a.example/");
      bench.takePage(); // neither is ever finished
    }
    try (Bench bench = new Bench(folder, clock)) {
      assertThat(bench.problems()).isEmpty();
      assertThat(bench.isSomethingDue()).isFalse();
      clock.advance(DELAY);
      assertThat(List.of(asked(bench.takePage()), asked(bench.takePage())))
          .containsExactlyInAnyOrder("http://a.example/", "http://b.example/");
    }
  }

  @Test
  void a_host_whose_finder_died_is_let_go_and_comes_back_when_it_is_found_again() {
    try (Bench bench = new Bench(folder, clock)) {
      HostTable hosts = new HostTable(bench.data::table);
      DomainHosts domains = new DomainHosts(new Tallies(bench.data.table("tallies")), 1000);
      new Agenda(bench.data, hosts, domains, Duration.ofDays(1), clock.instant())
          .expect("example,b)", 5, new byte[] {1}, true, clock.instant());
    }
    try (Bench bench = new Bench(folder, clock)) {
      clock.advance(DELAY);
      assertThat(bench.take()).isEmpty();
      assertThat(bench.host("b.example").standing()).isEqualTo(Standing.DRAINED);
      CrawlUrl from = new CrawlUrl(Bench.seed("http://a.example/").url(), 0, "s", Optional.empty());
      assertThat(bench.discover(Bench.link(from, "http://b.example/2", 1))).isOne();
      assertThat(bench.host("b.example").standing()).isEqualTo(Standing.WAITING);
    }
    try (Bench bench = new Bench(folder, clock)) {
      clock.advance(DELAY);
      assertThat(asked(bench.takeRobots())).isEqualTo("http://b.example/robots.txt");
    }
  }

  @Test
  void a_page_nearer_to_the_seed_comes_before_those_that_were_read_ahead() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/", "http://b.example/");
      bench.answerRobots();
      bench.answerRobots();
      clock.advance(DELAY);
      PageLease a = bench.takePage();
      PageLease b = bench.takePage();
      bench.finish(a, bench.answer(200), pages("http://a.example/one/", 3));
      clock.advance(DELAY);
      PageLease one = bench.takePage();
      bench.finish(one, bench.answer(200), pages("http://a.example/two/", 150));
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(200));
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(200));
      clock.advance(DELAY);
      PageLease two = bench.takePage();
      assertThat(two.url().depth()).isEqualTo(2);
      bench.finish(two, bench.answer(200));
      bench.finish(b, bench.answer(200), pages("http://a.example/late/", 150));
      List<Integer> depths = new ArrayList<>();
      for (int i = 0; i < 299; i++) {
        clock.advance(DELAY);
        PageLease page = bench.takePage();
        depths.add(page.url().depth());
        bench.finish(page, bench.answer(200));
      }
      assertThat(depths).isSorted();
      assertThat(depths.stream().filter(depth -> depth == 1).count()).isEqualTo(150);
      clock.advance(Duration.ofHours(1));
      assertThat(bench.take()).isEmpty();
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void pauses_after_failures_double_up_to_a_limit_and_end_with_an_answer() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds(pages("http://a.example/", 8));
      bench.answerRobots();
      List<Long> pauses = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        clock.advance(Duration.between(clock.instant(), bench.nextRequest("a.example")));
        PageLease page = bench.takePage();
        bench.finish(page, i == 5 ? bench.answer(404) : bench.failure(FetchFailure.TIMEOUT));
        pauses.add(Duration.between(clock.instant(), bench.nextRequest("a.example")).toSeconds());
      }
      assertThat(pauses).containsExactly(10L, 20L, 40L, 60L, 60L, 1L);
    }
  }

  @Test
  void a_page_that_fails_is_tried_as_often_as_it_may_and_then_given_up() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      bench.answerRobots();
      for (int attempt = 1; attempt <= 3; attempt++) {
        assertThat(bench.record("http://a.example/").status()).isEqualTo(UrlStatus.QUEUED);
        clock.advance(Duration.ofMinutes(2));
        bench.finish(bench.takePage(), bench.failure(FetchFailure.BROKEN));
        assertThat(bench.record("http://a.example/").attempts()).isEqualTo(attempt);
        assertThat(bench.problems()).isEmpty();
      }
      assertThat(bench.record("http://a.example/").status()).isEqualTo(UrlStatus.FAILED);
      clock.advance(Duration.ofHours(1));
      assertThat(bench.take()).isEmpty();
    }
  }

  @Test
  void a_failure_that_cannot_pass_is_not_tried_again() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.failure(FetchFailure.ADDRESS_REFUSED));
      assertThat(bench.record("http://a.example/").status()).isEqualTo(UrlStatus.FAILED);
      clock.advance(Duration.ofHours(1));
      assertThat(bench.take()).isEmpty();
    }
  }

  @Test
  void a_cancelled_request_is_no_attempt() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      bench.finish(bench.takeRobots(), bench.failure(FetchFailure.CANCELLED));
      clock.advance(DELAY);
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.failure(FetchFailure.CANCELLED));
      assertThat(bench.record("http://a.example/").attempts()).isZero();
      clock.advance(DELAY);
      assertThat(asked(bench.takePage())).isEqualTo("http://a.example/");
    }
  }

  @Test
  void hosts_whose_robots_txt_lead_to_each_other_do_not_wait_for_each_other_for_ever() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/", "http://b.example/");
      List<String> pages = new ArrayList<>();
      for (int i = 0; i < 30 && pages.size() < 2; i++) {
        clock.advance(DELAY);
        Lease lease = bench.take().orElseThrow();
        if (lease instanceof RobotsLease robots) {
          boolean toB = robots.url().host().equals("a.example");
          bench.redirect(robots, toB ? "http://b.example/r" : "http://a.example/r");
        } else {
          pages.add(asked(lease));
          bench.finish((PageLease) lease, bench.answer(200));
        }
      }
      assertThat(pages).containsExactlyInAnyOrder("http://a.example/", "http://b.example/");
      clock.advance(Duration.ofHours(1));
      assertThat(bench.take()).isEmpty();
    }
  }

  @Test
  void a_server_whose_robots_txt_cannot_be_had_is_given_up_and_its_pages_stay_queued() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://dead.example/", "http://live.example/");
      bench.finish(bench.takeRobots(), bench.answer(503));
      bench.answerRobots();
      clock.advance(DELAY);
      PageLease page = bench.takePage();
      for (int i = 0; i < 2; i++) {
        clock.advance(Duration.ofSeconds(30));
        bench.finish(bench.takeRobots(), bench.answer(503));
      }
      bench.finish(page, bench.answer(200), "http://dead.example/2");
      clock.advance(Duration.ofHours(1));
      assertThat(bench.take()).as("it is not asked again for the sake of a new link").isEmpty();
      assertThat(bench.record("http://dead.example/").status()).isEqualTo(UrlStatus.QUEUED);
      assertThat(bench.record("http://dead.example/2").status()).isEqualTo(UrlStatus.QUEUED);
      assertThat(bench.frontier.progress().unreachable())
          .extracting(Object::toString)
          .containsExactly("http://dead.example");
    }
    clock.advance(DELAY);
    try (Bench bench = new Bench(folder, clock)) {
      clock.advance(Duration.ofHours(1));
      assertThat(asked(bench.takeRobots())).isEqualTo("http://dead.example/robots.txt");
    }
  }

  @Test
  void a_server_that_may_not_be_connected_to_is_given_up_at_once() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://inside.example/");
      bench.finish(bench.takeRobots(), bench.failure(FetchFailure.ADDRESS_REFUSED));
      clock.advance(Duration.ofHours(1));
      assertThat(bench.take()).isEmpty();
      assertThat(bench.frontier.progress().unreachable()).hasSize(1);
    }
  }

  @Test
  void rules_are_asked_for_again_after_a_day_and_hold_for_what_was_queued_before() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/1", "http://a.example/2");
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(200));
      clock.advance(Duration.ofHours(24));
      bench.finish(
          bench.takeRobots(),
          bench.answer(200, "User-agent: *\nDisallow: /.well-known/\nDisallow: /2", Headers.NONE));
      clock.advance(DELAY);
      clock.advance(Duration.ofHours(1));
      assertThat(bench.take()).isEmpty();
      assertThat(bench.record("http://a.example/2").status()).isEqualTo(UrlStatus.DISALLOWED);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void an_absurd_crawl_delay_is_kept_and_breaks_nothing() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      String absurd = "User-agent: *\nCrawl-delay: 99999999999999999.5\n";
      bench.finish(bench.takeRobots(), bench.answer(200, absurd, Headers.NONE));
      clock.advance(Duration.ofDays(3000));
      assertThat(bench.isSomethingDue()).isFalse();
      assertThat(bench.frontier.progress().inFlight()).isZero();
    }
  }

  @Test
  void a_limit_of_pages_counts_what_is_under_way_and_not_what_failed() {
    FrontierSettings two = Bench.settings(DELAY, OptionalLong.of(2));
    try (Bench bench = new Bench(folder, clock, two, new Bench.Everything())) {
      bench.addSeeds("http://a.example/", "http://b.example/", "http://c.example/");
      bench.answerRobots();
      bench.answerRobots();
      bench.answerRobots();
      clock.advance(DELAY);
      PageLease fails = bench.takePage();
      PageLease stored = bench.takePage();
      assertThat(bench.frontier.isFinished()).isFalse();
      bench.finish(fails, bench.failure(FetchFailure.TIMEOUT));
      PageLease third = bench.takePage();
      bench.finish(stored, bench.answer(200));
      bench.finish(third, bench.answer(200));
      clock.advance(Duration.ofHours(1));
      assertThat(bench.take()).isEmpty();
      assertThat(bench.data.pages().captureCount()).isEqualTo(2);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void what_is_out_of_scope_stays_queued_and_a_seed_that_was_queued_is_brought_forward() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(200), "http://b.example/1", "http://a.example/2");
    }
    SeedScope onlyB = new SeedScope(List.of(Bench.seed("http://b.example/1")), clock);
    try (Bench bench = new Bench(folder, clock, Bench.SETTINGS, onlyB)) {
      bench.addSeeds("http://b.example/1");
      assertThat(bench.record("http://b.example/1").url().depth()).isZero();
      assertThat(bench.record("http://b.example/1").url().seed()).isEqualTo("http://b.example/1");
      clock.advance(DELAY);
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(200));
      clock.advance(Duration.ofHours(1));
      assertThat(bench.take()).isEmpty();
      assertThat(bench.record("http://a.example/2").status()).isEqualTo(UrlStatus.QUEUED);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_seed_that_is_being_fetched_as_a_far_link_is_left_alone() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(200), "http://a.example/2", "http://a.example/3");
      clock.advance(DELAY);
      PageLease two = bench.takePage();
      bench.addSeeds("http://a.example/2");
      bench.finish(two, bench.answer(200));
      bench.addSeeds("http://a.example/3");
      clock.advance(DELAY);
      PageLease three = bench.takePage();
      assertThat(three.url().depth()).isZero();
      bench.finish(three, bench.answer(200));
      clock.advance(DELAY);
      clock.advance(Duration.ofHours(1));
      assertThat(bench.take()).isEmpty();
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void stop_hands_out_nothing_more_but_takes_back_what_is_out() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/");
      bench.answerRobots();
      clock.advance(DELAY);
      PageLease page = bench.takePage();
      bench.frontier.stop();
      clock.advance(Duration.ofHours(1));
      assertThat(bench.take()).isEmpty();
      bench.finish(page, bench.answer(200), "http://a.example/2");
      assertThat(bench.record("http://a.example/").status()).isEqualTo(UrlStatus.FETCHED);
      assertThat(bench.record("http://a.example/2").status()).isEqualTo(UrlStatus.QUEUED);
    }
  }

  @Test
  void the_check_names_what_is_wrong() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/", "http://b.example/");
      assertThat(bench.problems()).isEmpty();
      try (Batch batch = bench.data.newBatch()) {
        batch.delete(
            bench.data.table("queue"), UrlTable.queueKey(bench.record("http://a.example/")));
        batch.add(bench.data.table("tallies"), "fetched".getBytes(), 3);
        batch.add(bench.data.table("tallies"), "urls".getBytes(), -1);
        batch.commit();
      }
      assertThat(bench.problems())
          .containsExactlyInAnyOrder(
              "http://a.example/ is queued but has no place in the queue",
              "the queue has 1 places for 2 queued URLs",
              "the tally 'fetched' says 3, found were 0",
              "the tally 'urls' says 1, found were 2");
    }
  }

  @Test
  void the_check_names_hosts_whose_turn_would_never_come() {
    try (Bench bench = new Bench(folder, clock)) {
      bench.addSeeds("http://a.example/", "http://a.example/2", "http://b.example/");
      assertThat(bench.problems()).isEmpty();
      byte[] host = PageUrl.hostKey("a.example").getBytes(StandardCharsets.UTF_8);
      try (Batch batch = bench.data.newBatch()) {
        Instant since = bench.host("a.example").since();
        batch.delete(
            bench.data.table("agenda"), HostTable.turn(SeedPolicy.DEFAULT.priority(), since, host));
        batch.commit();
      }
      assertThat(bench.problems())
          .containsExactlyInAnyOrder(
              "host a.example is WAITING without a turn", "there are 1 turns for 2 hosts");
      try (Batch batch = bench.data.newBatch()) {
        batch.delete(bench.data.table("hosts"), host);
        batch.commit();
      }
      assertThat(bench.problems())
          .containsExactly(
              "http://a.example/ is queued but its host has nothing to do",
              "http://a.example/2 is queued but its host has nothing to do");
    }
  }
}
