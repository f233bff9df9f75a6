package dev.sluice.engine.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.HostClock;
import dev.sluice.pages.model.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolitenessTest {

  private static final Instant END = Instant.parse("2026-11-01T12:00:00Z");
  private static final RetrySettings RETRY =
      new RetrySettings(
          3,
          Duration.ofSeconds(30),
          Duration.ofHours(1),
          Duration.ofHours(24),
          0,
          Duration.ofMinutes(30));
  private final Politeness politeness =
      new Politeness(DelaySettings.of(Duration.ofSeconds(5)), RETRY);

  private static FetchResult answer(int status, String retryAfter) {
    Headers headers =
        retryAfter.isEmpty()
            ? Headers.NONE
            : new Headers(List.of(new Headers.Field("Retry-After", retryAfter)));
    return Bench.answer(status, "", headers, END);
  }

  private static HostClock after(int failures) {
    return new HostClock(END, Duration.ZERO, failures, END, Duration.ZERO);
  }

  private static long seconds(HostClock next) {
    return Duration.between(END, next.nextRequest()).toSeconds();
  }

  @ParameterizedTest(name = "{0} with Retry-After {1}: {2} s")
  @CsvSource({
    "200, '', 5",
    "404, '', 5",
    "301, '', 5",
    "429, '', 30",
    "500, '', 30",
    "503, '120', 120",
    "503, '  120 ', 120",
    "503, '3', 30",
    "429, 'Sun, 01 Nov 2026 12:02:00 GMT', 121",
    "429, 'Sun, 01 Nov 2026 11:00:00 GMT', 30",
    "503, 'soon', 30",
    "503, '-5', 30",
    "503, '99999999999999999999', 30",
    "503, '999999999', 86400",
    "503, 'Fri, 31 Dec 9999 23:59:59 GMT', 86400",
    "200, '120', 5",
  })
  void the_pause_after_an_answer(int status, String retryAfter, long seconds) {
    assertThat(seconds(next(answer(status, retryAfter), HostClock.NEW, Duration.ZERO)))
        .isEqualTo(seconds);
  }

  @ParameterizedTest(name = "the failure after {0} others in a row: {1} s")
  @CsvSource({"0, 30", "1, 60", "2, 120", "6, 1920", "7, 3600", "40, 3600", "2000000000, 3600"})
  void pauses_double_up_to_an_hour(int before, long seconds) {
    Failure failure = new Failure(FetchFailure.TIMEOUT, "", END);
    HostClock next = next(failure, after(before), Duration.ZERO);
    assertThat(seconds(next)).isEqualTo(seconds);
    assertThat(next.failures()).isEqualTo(before + 1);
  }

  @Test
  void a_good_answer_forgives_one_failure_and_half_an_hour_forgives_all() {
    assertThat(next(answer(404, ""), after(7), Duration.ZERO).failures()).isEqualTo(6);
    HostClock longAgo =
        new HostClock(END, Duration.ZERO, 7, END.minus(Duration.ofMinutes(31)), Duration.ZERO);
    assertThat(next(answer(404, ""), longAgo, Duration.ZERO).failures()).isZero();
    assertThat(next(answer(503, ""), longAgo, Duration.ZERO).failures()).isOne();
  }

  @Test
  void a_slow_host_is_left_alone_for_some_times_its_latency_up_to_ten_delays() {
    HostClock slow = latency(Duration.ofSeconds(4));
    assertThat(seconds(next(answer(200, ""), slow, Duration.ZERO))).isEqualTo(9); // 3 * 3.001 s
    HostClock stuck = latency(Duration.ofMinutes(2));
    assertThat(seconds(next(answer(200, ""), stuck, Duration.ZERO))).isEqualTo(50);
    HostClock quick = latency(Duration.ofMillis(100));
    assertThat(seconds(next(answer(200, ""), quick, Duration.ZERO))).isEqualTo(5);
  }

  private static HostClock latency(Duration latency) {
    return new HostClock(END, Duration.ZERO, 0, Instant.EPOCH, latency);
  }

  @Test
  void jitter_makes_pauses_longer_never_shorter_and_differs_by_host() {
    RetrySettings jittery =
        new RetrySettings(
            3,
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofHours(24),
            0.2,
            Duration.ofMinutes(30));
    Politeness chance = new Politeness(DelaySettings.of(Duration.ofSeconds(5)), jittery);
    Failure failure = new Failure(FetchFailure.TIMEOUT, "", END);
    Set<Long> pauses = new HashSet<>();
    for (int host = 0; host < 50; host++) {
      HostClock next =
          chance.after(
              failure, "example,h" + host + ")", after(0), Duration.ZERO, Optional.empty());
      long pause = Duration.between(END, next.nextRequest()).toMillis();
      assertThat(pause).isBetween(30_000L, 36_000L);
      pauses.add(pause);
    }
    assertThat(pauses).hasSizeGreaterThan(40);
  }

  @Test
  void a_seed_can_ask_for_another_delay() {
    HostClock next =
        politeness.after(
            answer(200, ""),
            "example,h)",
            after(0),
            Duration.ZERO,
            Optional.of(Duration.ofSeconds(60)));
    assertThat(seconds(next)).isEqualTo(60);
  }

  private HostClock next(FetchResult result, HostClock before, Duration crawlDelay) {
    return politeness.after(result, "example,h)", before, crawlDelay, Optional.empty());
  }

  @Test
  void a_request_that_the_crawl_gave_up_says_nothing_about_the_host() {
    Failure cancelled = new Failure(FetchFailure.CANCELLED, "", END);
    HostClock next = next(cancelled, after(7), Duration.ZERO);
    assertThat(next.failures()).isEqualTo(7);
    assertThat(seconds(next)).isEqualTo(5);
  }

  @Test
  void the_longer_of_delay_and_crawl_delay_counts() {
    assertThat(seconds(next(answer(200, ""), after(0), Duration.ofSeconds(9)))).isEqualTo(9);
    assertThat(seconds(next(answer(200, ""), after(0), Duration.ofSeconds(2)))).isEqualTo(5);
    assertThat(seconds(next(answer(500, ""), after(0), Duration.ofSeconds(90)))).isEqualTo(90);
  }

  @Test
  void starting_counts_as_the_end_of_an_answer() {
    HostClock longAgo =
        new HostClock(END.minusSeconds(500), Duration.ofSeconds(8), 2, END, Duration.ZERO);
    HostClock next = politeness.afterRestart(longAgo, END);
    assertThat(seconds(next)).isEqualTo(8);
    assertThat(next.failures()).isEqualTo(2);
    HostClock later = new HostClock(END.plusSeconds(500), Duration.ZERO, 2, END, Duration.ZERO);
    assertThat(seconds(politeness.afterRestart(later, END))).isEqualTo(500);
  }

  @Test
  void no_clock_that_was_wrong_makes_a_host_wait_longer_than_the_longest_wait() {
    Instant inYears = END.plus(Duration.ofDays(3_000));
    HostClock wrong = new HostClock(inYears, Duration.ofSeconds(8), 2, inYears, Duration.ZERO);
    HostClock next = politeness.afterRestart(wrong, END);
    assertThat(next.nextRequest()).isEqualTo(END.plus(politeness.longestWait()));
    assertThat(next.lastFailure()).as("or it would never be forgiven").isEqualTo(END);
    assertThat(next.failures()).isEqualTo(2);

    Duration asked = Duration.ofDays(30);
    HostClock slow = new HostClock(inYears, asked, 0, Instant.EPOCH, Duration.ZERO);
    assertThat(politeness.afterRestart(slow, END).nextRequest()).isEqualTo(END.plus(asked));
  }
}
