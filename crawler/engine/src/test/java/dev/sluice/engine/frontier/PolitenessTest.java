package dev.sluice.engine.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.HostClock;
import dev.sluice.pages.model.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolitenessTest {

  private static final Instant END = Instant.parse("2026-11-01T12:00:00Z");
  private static final RetrySettings RETRY =
      new RetrySettings(3, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofHours(24));
  private final Politeness politeness = new Politeness(Duration.ofSeconds(5), RETRY);

  private static FetchResult answer(int status, String retryAfter) {
    Headers headers =
        retryAfter.isEmpty()
            ? Headers.NONE
            : new Headers(List.of(new Headers.Field("Retry-After", retryAfter)));
    return Bench.answer(status, "", headers, END);
  }

  private static HostClock after(int failures) {
    return new HostClock(END, Duration.ZERO, failures);
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
    assertThat(seconds(politeness.after(answer(status, retryAfter), HostClock.NEW, Duration.ZERO)))
        .isEqualTo(seconds);
  }

  @ParameterizedTest(name = "the failure after {0} others in a row: {1} s")
  @CsvSource({"0, 30", "1, 60", "2, 120", "6, 1920", "7, 3600", "40, 3600", "2000000000, 3600"})
  void pauses_double_up_to_an_hour(int before, long seconds) {
    Failure failure = new Failure(FetchFailure.TIMEOUT, "", END);
    HostClock next = politeness.after(failure, after(before), Duration.ZERO);
    assertThat(seconds(next)).isEqualTo(seconds);
    assertThat(next.failuresInARow()).isEqualTo(before + 1);
  }

  @Test
  void a_good_answer_ends_the_row_of_failures() {
    assertThat(politeness.after(answer(404, ""), after(7), Duration.ZERO).failuresInARow())
        .isZero();
  }

  @Test
  void a_request_that_the_crawl_gave_up_says_nothing_about_the_host() {
    Failure cancelled = new Failure(FetchFailure.CANCELLED, "", END);
    HostClock next = politeness.after(cancelled, after(7), Duration.ZERO);
    assertThat(next.failuresInARow()).isEqualTo(7);
    assertThat(seconds(next)).isEqualTo(5);
  }

  @Test
  void the_longer_of_delay_and_crawl_delay_counts() {
    assertThat(seconds(politeness.after(answer(200, ""), after(0), Duration.ofSeconds(9))))
        .isEqualTo(9);
    assertThat(seconds(politeness.after(answer(200, ""), after(0), Duration.ofSeconds(2))))
        .isEqualTo(5);
    assertThat(seconds(politeness.after(answer(500, ""), after(0), Duration.ofSeconds(90))))
        .isEqualTo(90);
  }

  @Test
  void starting_counts_as_the_end_of_an_answer() {
    HostClock longAgo = new HostClock(END.minusSeconds(500), Duration.ofSeconds(8), 2);
    HostClock next = politeness.afterRestart(longAgo, END);
    assertThat(seconds(next)).isEqualTo(8);
    assertThat(next.failuresInARow()).isEqualTo(2);
    HostClock later = new HostClock(END.plusSeconds(500), Duration.ZERO, 2);
    assertThat(seconds(politeness.afterRestart(later, END))).isEqualTo(500);
  }
}
