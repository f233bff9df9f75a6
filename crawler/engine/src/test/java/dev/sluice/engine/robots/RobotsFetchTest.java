package dev.sluice.engine.robots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.RobotsRecord.Outcome;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsFetchTest {

  private static final Origin ORIGIN = new Origin("https", "www.example.org", 443);
  private static final String CUT = "User-agent: *\nDisallow: /private\nDisallow: /";
  private static final String RULES = "User-agent: *\nDisallow: /private\n";
  private static final String TDMREP = "[{\"location\": \"/\", \"tdm-reservation\": 1}]";
  private static final PageUrl TDMREP_URL = ORIGIN.resolve("/.well-known/tdmrep.json");

  private static Answer answer(int status, String body, boolean truncated) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Answer(
        status, Headers.NONE, bytes, truncated, "192.0.2.1", false, Duration.ZERO, Instant.EPOCH);
  }

  private static Answer answer(int status, String body) {
    return answer(status, body, false);
  }

  private static String rules(boolean truncated) {
    Answer answer = answer(200, CUT, truncated);
    return new String(RobotsFetch.first(ORIGIN).settle(answer).body(), StandardCharsets.UTF_8);
  }

  private static RobotsFetch reservations(Answer robots) {
    return RobotsFetch.first(ORIGIN).next(robots, Optional.empty()).orElseThrow();
  }

  private static String settled(FetchResult tdmrep) {
    RobotsRecord record = reservations(answer(200, RULES)).settle(tdmrep);
    assertThat(record.outcome()).isEqualTo(Outcome.RULES);
    assertThat(new String(record.body(), StandardCharsets.UTF_8)).isEqualTo(RULES);
    return new String(record.reservations(), StandardCharsets.UTF_8);
  }

  @Test
  void half_a_rule_at_the_end_of_a_file_that_was_cut_is_left_out() {
    assertThat(rules(true)).isEqualTo("User-agent: *\nDisallow: /private\n");
  }

  @Test
  void the_last_rule_of_a_whole_file_needs_no_line_break() {
    assertThat(rules(false)).isEqualTo(CUT);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 403})
  void the_tdmrep_json_is_asked_for_when_the_robots_txt_is_settled(int status) {
    RobotsFetch next = reservations(answer(status, "User-agent: *\nCrawl-delay: 7"));
    assertThat(next.url()).isEqualTo(TDMREP_URL);
    assertThat(next.crawlDelay()).contains(Duration.ofSeconds(status == 200 ? 7 : 0));
    assertThat(next.next(answer(200, TDMREP), Optional.empty())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"200, Disallow: /", "200, Disallow: /.well-known/", "503, ''", "429, ''"})
  void it_is_not_asked_for_if_that_is_disallowed_or_not_known(int status, String rule) {
    Answer robots = answer(status, "User-agent: *\n" + rule);
    assertThat(RobotsFetch.first(ORIGIN).next(robots, Optional.empty())).isEmpty();
    assertThat(RobotsFetch.first(ORIGIN).settle(robots).reservations()).isEmpty();
  }

  @Test
  void it_is_kept_with_the_robots_txt_if_it_is_a_json_array() {
    assertThat(settled(answer(200, TDMREP))).isEqualTo(TDMREP);
    assertThat(settled(answer(404, TDMREP))).isEmpty();
    assertThat(settled(answer(503, ""))).isEmpty();
    assertThat(settled(answer(200, "<!doctype html>"))).isEmpty();
    assertThat(settled(answer(200, TDMREP, true))).isEmpty();
    assertThat(settled(answer(200, "[" + " ".repeat(64 << 10) + "]"))).isEmpty();
    assertThat(settled(new Failure(FetchFailure.TIMEOUT, "slow", Instant.EPOCH))).isEmpty();
  }

  @Test
  void it_is_followed_once_and_on_its_own_server() {
    RobotsFetch first = reservations(answer(404, ""));
    Answer moved = answer(302, "");
    RobotsFetch second = first.next(moved, Optional.of(ORIGIN.resolve("/tdm.json"))).orElseThrow();
    assertThat(second.url()).isEqualTo(ORIGIN.resolve("/tdm.json"));
    assertThat(second.settle(answer(200, TDMREP)).reservations()).isNotEmpty();
    assertThat(second.next(moved, Optional.of(TDMREP_URL))).isEmpty();
    assertThat(first.next(moved, Optional.of(PageUrl.parse("https://o.example/t.json")))).isEmpty();
    assertThat(first.next(moved, Optional.empty())).isEmpty();
    assertThat(
            reservations(answer(200, RULES)).next(moved, Optional.of(ORIGIN.resolve("/private"))))
        .as("where it leads to is disallowed")
        .isEmpty();
  }

  @Test
  void a_robots_txt_is_followed_five_times() {
    RobotsFetch fetch = RobotsFetch.first(ORIGIN);
    for (int i = 0; i < 5; i++) {
      fetch = fetch.next(answer(301, ""), Optional.of(ORIGIN.resolve("/r" + i))).orElseThrow();
    }
    assertThat(fetch.next(answer(301, ""), Optional.of(ORIGIN.resolve("/r"))).orElseThrow().url())
        .as("too many redirects: there are no rules")
        .isEqualTo(TDMREP_URL);
  }
}
