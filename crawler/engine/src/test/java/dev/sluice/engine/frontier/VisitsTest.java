package dev.sluice.engine.frontier;

import static dev.sluice.engine.frontier.Bench.DELAY;
import static dev.sluice.engine.frontier.Bench.asked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.Findings;
import dev.sluice.engine.model.Findings.Link;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.PathBudget.Pages;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages that are visited again; the seeds' interval is an hour. */
@Timeout(30)
class VisitsTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String PAGE = "http://a.example/";
  private static final String SITEMAP = "http://a.example/sitemap.xml";

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();

  private static SeedPolicy hourly() {
    return hourly(PageBudgets.NONE);
  }

  private static SeedPolicy hourly(PageBudgets budgets) {
    return new SeedPolicy(
        5, Optional.empty(), Optional.of(HOUR), budgets, false, Collections.emptySortedMap());
  }

  private Bench bench() {
    return bench(Instant.MAX);
  }

  private Bench bench(Instant until) {
    return bench(until, hourly());
  }

  private Bench bench(Instant until, SeedPolicy policy) {
    FrontierSettings usual = Bench.SETTINGS;
    FrontierSettings settings =
        new FrontierSettings(
            usual.delays(),
            usual.retry(),
            usual.maxPages(),
            usual.leaseLife(),
            usual.lookups(),
            until,
            usual.maxHostsPerDomain(),
            usual.sleep());
    return new Bench(folder, clock, settings, new Bench.Everything(Map.of(PAGE, policy)));
  }

  private void addSeed(Bench bench) {
    bench.frontier.add(List.of(Bench.seed(PAGE)));
  }

  private PageLease visit(Bench bench, int status, String body) {
    clock.advance(DELAY);
    Lease lease = bench.take().orElseThrow();
    if (lease instanceof RobotsLease robots) {
      bench.finish(robots, bench.answer(404));
      clock.advance(DELAY);
      lease = bench.takePage();
    }
    PageLease page = (PageLease) lease;
    bench.finish(page, bench.answer(status, body, Headers.NONE));
    return page;
  }

  private static Instant nextVisit(Bench bench, String url) {
    return bench.record(url).history().nextVisit().orElseThrow();
  }

  private static Duration interval(Bench bench) {
    return bench.record(PAGE).history().interval();
  }

  private void advanceTo(Instant time) {
    clock.advance(Duration.between(clock.instant(), time));
  }

  @Test
  void a_visit_is_queued_when_it_is_due_and_not_before() throws InterruptedException {
    try (Bench bench = bench()) {
      addSeed(bench);
      visit(bench, 200, "one");
      assertThat(bench.record(PAGE).status()).isEqualTo(UrlStatus.FETCHED);
      assertThat(nextVisit(bench, PAGE)).isEqualTo(clock.instant().plus(HOUR));
      assertThat(bench.problems()).isEmpty();
      assertThat(bench.frontier.isFinished()).as("there is something to do, later").isFalse();
      clock.advance(HOUR.minusMillis(1));
      assertThat(bench.hasNothingNow()).isTrue();
      assertThat(bench.record(PAGE).status()).isEqualTo(UrlStatus.FETCHED);
      clock.advance(Duration.ofMillis(1));
      PageLease again = bench.takePage();
      assertThat(asked(again)).isEqualTo(PAGE);
      assertThat(again.prior()).isPresent();
      assertThat(bench.record(PAGE).status()).isEqualTo(UrlStatus.QUEUED);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_page_that_used_up_its_folders_budget_is_visited_again_all_the_same()
      throws InterruptedException {
    SeedPolicy one = hourly(PageBudgets.NONE.ofPath("/", new Pages(1)));
    try (Bench bench = bench(Instant.MAX, one)) {
      addSeed(bench);
      visit(bench, 200, "one");
      bench.discover(Bench.link(bench.record(PAGE).url(), PAGE + "other", 1));
      clock.advance(HOUR);
      PageLease again = visit(bench, 200, "two");
      assertThat(asked(again)).isEqualTo(PAGE);
      clock.advance(DELAY);
      assertThat(bench.hasNothingNow()).isTrue();
      assertThat(bench.record(PAGE + "other").status()).isEqualTo(UrlStatus.REFUSED);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void what_is_due_after_this_run_is_left_to_another() {
    try (Bench bench = bench(clock.instant())) {
      addSeed(bench);
      visit(bench, 200, "one");
      clock.advance(HOUR);
      assertThat(bench.take()).isEmpty();
    }
    try (Bench bench = bench(clock.instant())) {
      visit(bench, 200, "one");
      assertThat(bench.data.pages().captureCount()).isEqualTo(2);
      clock.advance(DELAY);
      assertThat(bench.take()).isEmpty();
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_visit_that_is_due_survives_the_death_of_the_process() {
    try (Bench bench = bench()) {
      addSeed(bench);
      visit(bench, 200, "one");
      clock.advance(HOUR);
      assertThat(asked(bench.takePage())).isEqualTo(PAGE); // is never finished
    }
    try (Bench bench = bench()) {
      assertThat(bench.problems()).isEmpty();
      PageLease again = visit(bench, 200, "two");
      assertThat(asked(again)).isEqualTo(PAGE);
      assertThat(again.prior()).isPresent();
      assertThat(bench.record(PAGE).history().visits()).isEqualTo(2);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void the_interval_follows_what_the_visits_bring() {
    try (Bench bench = bench()) {
      addSeed(bench);
      visit(bench, 200, "one");
      advanceTo(nextVisit(bench, PAGE));
      visit(bench, 200, "two");
      Duration shorter = interval(bench);
      assertThat(shorter).isLessThan(HOUR);
      advanceTo(nextVisit(bench, PAGE));
      visit(bench, 200, "two");
      assertThat(interval(bench)).isGreaterThan(shorter);
      Duration before = interval(bench);
      advanceTo(nextVisit(bench, PAGE));
      visit(bench, 304, "");
      assertThat(interval(bench)).isGreaterThan(before);
      assertThat(bench.data.pages().captures(PageUrl.parse(PAGE)))
          .extracting(Capture::change)
          .containsExactlyInAnyOrder(
              Change.FIRST, Change.CHANGED, Change.SAME_CONTENT, Change.NOT_MODIFIED);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void what_is_told_back_to_the_server_is_of_the_last_answer_that_had_a_body() {
    try (Bench bench = bench()) {
      addSeed(bench);
      Headers tagged = new Headers(List.of(new Headers.Field("ETag", "\"1\"")));
      clock.advance(DELAY);
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(200, "one", tagged));
      for (int i = 0; i < 2; i++) {
        advanceTo(nextVisit(bench, PAGE));
        PageLease again = bench.takePage();
        assertThat(again.prior().orElseThrow().validators().etag()).contains("\"1\"");
        bench.finish(again, bench.answer(304, "", Headers.NONE));
      }
      advanceTo(nextVisit(bench, PAGE));
      bench.finish(bench.takePage(), bench.answer(404, "gone", tagged));
      advanceTo(nextVisit(bench, PAGE));
      assertThat(bench.takePage().prior().orElseThrow().validators().etag())
          .as("a page that was gone is asked for without conditions")
          .isEmpty();
    }
  }

  @Test
  void a_page_that_is_gone_is_looked_at_more_and_more_rarely() {
    try (Bench bench = bench()) {
      addSeed(bench);
      visit(bench, 200, "one");
      List<Duration> intervals = new ArrayList<>();
      for (int status : new int[] {404, 410, 404}) {
        advanceTo(nextVisit(bench, PAGE));
        visit(bench, status, "gone");
        intervals.add(interval(bench));
      }
      assertThat(intervals)
          .containsExactly(HOUR.multipliedBy(2), HOUR.multipliedBy(4), HOUR.multipliedBy(8));
      assertThat(bench.problems()).isEmpty();
    }
  }

  /** Answers the sitemap with these links. */
  private void readSitemap(Bench bench, Link... links) {
    clock.advance(DELAY);
    PageLease sitemap = bench.takePage();
    assertThat(sitemap.url().kind()).isEqualTo(Kind.SITEMAP);
    bench.frontier.finish(
        sitemap, Bench.of(sitemap, bench.answer(200)), Findings.of(List.of(links)));
  }

  private void queueSitemap(Bench bench, String url) {
    CrawlUrl sitemap = new CrawlUrl(PageUrl.parse(url), Kind.SITEMAP, 0, PAGE, Optional.empty());
    bench.frontier.discover(List.of(Link.to(sitemap)));
  }

  private static Link changed(Instant lastModified) {
    CrawlUrl page = new CrawlUrl(PageUrl.parse(PAGE), 1, PAGE, Optional.empty());
    return new Link(page, Optional.of(lastModified), Optional.empty());
  }

  @Test
  void a_sitemap_that_says_that_a_page_has_changed_brings_its_visit_forward() {
    try (Bench bench = bench()) {
      addSeed(bench);
      visit(bench, 200, "one");
      clock.advance(Duration.ofMinutes(5));
      queueSitemap(bench, SITEMAP);
      readSitemap(bench, changed(clock.instant()));
      assertThat(bench.problems()).isEmpty();
      assertThat(nextVisit(bench, PAGE)).isBeforeOrEqualTo(clock.instant());
      clock.advance(DELAY);
      assertThat(asked(bench.takePage())).isEqualTo(PAGE);
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void so_it_does_in_a_run_that_visits_only_what_was_due_at_its_start() {
    try (Bench bench = bench(clock.instant())) {
      addSeed(bench);
      visit(bench, 200, "one");
      clock.advance(Duration.ofMinutes(5));
      queueSitemap(bench, SITEMAP);
      readSitemap(bench, changed(clock.instant()));
      clock.advance(DELAY);
      assertThat(asked(bench.takePage())).isEqualTo(PAGE);
    }
  }

  @Test
  void a_sitemap_that_tells_what_is_known_brings_nothing_forward() throws InterruptedException {
    try (Bench bench = bench()) {
      addSeed(bench);
      Instant before = clock.instant();
      visit(bench, 200, "one");
      Instant planned = nextVisit(bench, PAGE);
      queueSitemap(bench, SITEMAP);
      readSitemap(bench, changed(before));
      assertThat(nextVisit(bench, PAGE)).isEqualTo(planned);
      clock.advance(DELAY);
      assertThat(bench.hasNothingNow()).isTrue();
    }
  }

  @Test
  void the_first_interval_of_a_page_is_what_its_sitemap_says() {
    String often = "http://a.example/often";
    try (Bench bench = bench()) {
      addSeed(bench);
      visit(bench, 200, "one");
      queueSitemap(bench, SITEMAP);
      CrawlUrl url = new CrawlUrl(PageUrl.parse(often), 1, PAGE, Optional.empty());
      Duration quarter = Duration.ofMinutes(15);
      readSitemap(bench, new Link(url, Optional.empty(), Optional.of(quarter)));
      visit(bench, 200, "often");
      assertThat(bench.record(often).history().interval()).isEqualTo(quarter);
      assertThat(nextVisit(bench, often)).isEqualTo(clock.instant().plus(quarter));
    }
  }

  @Test
  void more_visits_than_are_queued_at_once_come_all_and_once() {
    int pages = 700;
    String[] links = IntStream.range(0, pages).mapToObj(i -> PAGE + "p" + i).toArray(String[]::new);
    try (Bench bench = bench()) {
      addSeed(bench);
      clock.advance(DELAY);
      bench.answerRobots();
      clock.advance(DELAY);
      bench.finish(bench.takePage(), bench.answer(200), links);
      for (int i = 0; i < pages; i++) {
        clock.advance(Duration.ofSeconds(1));
        bench.finish(bench.takePage(), bench.answer(200));
      }
      clock.advance(HOUR);
      List<String> again = new ArrayList<>();
      for (int i = 0; i <= pages; i++) {
        clock.advance(Duration.ofSeconds(1));
        PageLease page = bench.takePage();
        again.add(asked(page));
        bench.finish(page, bench.answer(304, "", Headers.NONE));
      }
      assertThat(again).hasSize(pages + 1).doesNotHaveDuplicates();
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void a_page_that_robots_txt_forbids_by_now_is_looked_at_again_after_its_interval() {
    try (Bench bench = bench(clock.instant())) {
      addSeed(bench);
      visit(bench, 200, "one");
      clock.advance(Duration.ofDays(2));
    }
    try (Bench bench = bench(clock.instant())) {
      clock.advance(DELAY);
      bench.finish(
          bench.takeRobots(), bench.answer(200, "User-agent: *\nDisallow: /", Headers.NONE));
      clock.advance(DELAY);
      assertThat(bench.take()).isEmpty();
      assertThat(bench.record(PAGE).status()).isEqualTo(UrlStatus.DISALLOWED);
      assertThat(nextVisit(bench, PAGE)).isEqualTo(clock.instant().plus(HOUR));
      assertThat(bench.problems()).isEmpty();
    }
  }

  @Test
  void the_check_finds_visits_and_turns_that_are_written_down_in_one_place_only() {
    try (Bench bench = bench()) {
      addSeed(bench);
      visit(bench, 200, "one");
      bench.addSeeds("http://b.example/", "http://c.example/");
      assertThat(bench.problems()).isEmpty();
      HostTable hosts = new HostTable(bench.data::table);
      String b = PageUrl.hostKey("b.example");
      String c = PageUrl.hostKey("c.example");
      try (Batch batch = bench.data.newBatch()) {
        batch.delete(
            bench.data.table("agenda"), HostTable.turn(b, bench.host("b.example")).orElseThrow());
        hosts.move(
            batch,
            c,
            Optional.of(bench.host("c.example")),
            bench.host("c.example").standing(Standing.DRAINED, clock.instant()));
        bench
            .data
            .table("due")
            .scanAll()
            .forEachRemaining(row -> batch.delete(bench.data.table("due"), row.key()));
        batch.commit();
      }
      assertThat(bench.problems())
          .containsExactlyInAnyOrder(
              "http://a.example/ is to be visited again but no visit is planned",
              "0 visits are planned for 1 URLs",
              "host b.example is WAITING without a turn",
              "there are 1 turns for 2 hosts",
              "http://c.example/ is queued but its host has nothing to do");
      try (Batch batch = bench.data.newBatch()) {
        hosts.put(batch, b, bench.host("b.example").readFrom(new byte[] {(byte) 0xff}));
        batch.commit();
      }
      assertThat(bench.problems())
          .contains(
              "http://b.example/ is queued before the place from which its host's queue is read");
    }
  }
}
