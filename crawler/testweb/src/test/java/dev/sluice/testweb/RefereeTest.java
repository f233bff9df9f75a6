package dev.sluice.testweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testweb.model.Ending;
import dev.sluice.testweb.model.Exchange;
import dev.sluice.testweb.model.Violation;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class RefereeTest {
  private static final Duration GAP = Duration.ofMillis(60);
  private static final Duration TOLERANCE = Duration.ofMillis(3);
  private final Clients clients = new Clients();

  private static TestWeb web() {
    return TestWeb.builder()
        .maxRecords(20)
        .site(
            "a",
            s ->
                s.page("/", "hello")
                    .robots(
                        "User-agent: *\nDisallow: /no\n\nUser-agent: sluice\nDisallow: /secret\n")
                    .fault("/slow", Faults.slowFirstByte(Duration.ofMillis(100)))
                    .fault("/hang", Faults.hang()))
        .site("b", s -> s.page("/", "hello").robots("User-agent: *\nCrawl-delay: 20"))
        .start();
  }

  static void waitUntil(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      sleep(Duration.ofMillis(2));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_polite_client_passes() throws IOException {
    try (TestWeb web = web()) {
      for (String path : new String[] {"/robots.txt", "/", "/slow", "/no"}) {
        clients.ask(web.url("a", path));
        sleep(GAP.plusMillis(2));
      }
      assertThat(web.referee().allViolations(GAP, TOLERANCE)).isEmpty();
      assertThat(web.referee().maxConcurrency()).isEqualTo(1);
      assertThat(web.referee().gaps("a")).hasSize(3).allMatch(gap -> gap.compareTo(GAP) >= 0);
      assertThat(web.referee().summary()).contains("4 requests, at most 1 at once");
    }
  }

  @Test
  void a_fast_client_that_waits_for_its_answers_is_never_accused_of_overlap() throws IOException {
    try (TestWeb web = TestWeb.large(1, 50, 5, 0)) {
      for (int i = 1; i < 400; i++) {
        String url = web.url("site1", "/articles/" + i % 50 + ".html");
        if (i % 3 == 0) {
          Clients.raw(url);
        } else {
          clients.ask(url);
        }
      }
      assertThat(web.referee().violations(Duration.ZERO, Duration.ZERO)).isEmpty();
      assertThat(web.referee().summary()).contains("399 requests, at most 1 at once");
    }
  }

  @Test
  void a_gap_that_is_too_short_is_a_violation_with_both_urls() throws IOException {
    try (TestWeb web = web()) {
      clients.ask(web.url("a", "/robots.txt"));
      clients.ask(web.url("a", "/slow"));
      assertThat(web.referee().violations(Duration.ofSeconds(20), TOLERANCE))
          .singleElement()
          .satisfies(v -> assertThat(v.kind()).isEqualTo(Violation.Kind.GAP))
          .asString()
          .contains(
              "site a", web.url("a", "/robots.txt"), web.url("a", "/slow"), "required 20000.0 ms");
    }
  }

  @Test
  void the_gap_runs_from_the_end_of_the_answer_and_not_from_its_start() throws IOException {
    try (TestWeb web = web()) {
      clients.ask(web.url("a", "/slow"));
      clients.ask(web.url("a", "/"));
      List<Exchange> both = web.referee().requests("a");
      Duration apart = Duration.between(both.get(0).arrival(), both.get(1).arrival());
      assertThat(web.referee().gaps("a").get(0)).isLessThan(apart.minusMillis(99));
    }
  }

  @Test
  void the_crawl_delay_of_a_site_counts() throws IOException {
    try (TestWeb web = web()) {
      clients.ask(web.url("b", "/robots.txt"));
      sleep(GAP);
      clients.ask(web.url("b", "/"));
      assertThat(web.referee().violations(GAP, TOLERANCE)).hasSize(1);
    }
  }

  @Test
  void overlapping_requests_are_seen() throws IOException {
    try (TestWeb web = web();
        Socket first = Clients.connect(web.base("a"));
        Socket second = Clients.connect(web.base("a"))) {
      Clients.send(first, "GET /hang HTTP/1.1\nHost: a");
      waitUntil(() -> web.referee().requestCount() == 1);
      Clients.send(second, "GET / HTTP/1.1\nHost: a");
      waitUntil(() -> web.referee().requestCount() == 2);
      assertThat(web.referee().maxConcurrency("a")).isEqualTo(2);
      assertThat(web.referee().violations(GAP, TOLERANCE))
          .singleElement()
          .satisfies(v -> assertThat(v.kind()).isEqualTo(Violation.Kind.OVERLAP));
    }
  }

  @Test
  void a_client_that_leaves_ends_its_request() throws IOException {
    try (TestWeb web = web()) {
      try (Socket socket = Clients.connect(web.base("a"))) {
        Clients.send(socket, "GET /hang HTTP/1.1\nHost: a\nUser-Agent: me");
        waitUntil(() -> web.referee().requestCount() == 1);
      }
      waitUntil(() -> web.referee().requests().get(0).end().isPresent());
      Exchange exchange = web.referee().requests("a").get(0);
      assertThat(exchange.ending()).isEqualTo(Ending.BROKEN);
      assertThat(exchange.status()).isZero();
      assertThat(exchange.userAgent()).isEqualTo("me");
    }
  }

  @Test
  void forbidden_paths_and_early_pages_are_seen() throws IOException {
    try (TestWeb web = web()) {
      clients.ask(web.url("a", "/"));
      clients.ask(web.url("a", "/robots.txt"));
      clients.ask(web.url("a", "/secret/x"));
      clients.ask(web.url("a", "/no"));
      assertThat(web.referee().disallowedRequests())
          .extracting(Violation::urls)
          .containsExactly(List.of(web.url("a", "/secret/x")));
      assertThat(web.referee().requestsBeforeRobots())
          .extracting(Violation::urls)
          .containsExactly(List.of(web.url("a", "/")));
      assertThat(web.referee().countPerUrl()).containsEntry(web.url("a", "/no"), 1);
    }
  }

  @Test
  void beyond_its_cap_the_referee_refuses_to_judge() throws IOException {
    try (TestWeb web = web()) {
      for (int i = 0; i < 21; i++) {
        clients.ask(web.url("a", "/"));
      }
      assertThat(web.referee().overflowed()).isTrue();
      assertThatThrownBy(() -> web.referee().violations(GAP, TOLERANCE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("first 20 of 21");
      assertThat(web.referee().summary()).contains("21 requests", "overflowed");
    }
  }
}
