package dev.sluice.engine.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RobotsRulesTest {

  private static final Origin ORIGIN = new Origin("http", "h.example", 80);

  /** A robots.txt and which paths it allows. */
  private record Case(String name, Map<String, Boolean> paths, String robotsTxt) {
    static Case of(String text) {
      String[] halves = text.split("\n--\n", 2);
      String[] head = halves[0].split("\n");
      Map<String, Boolean> paths = new LinkedHashMap<>();
      Arrays.stream(head)
          .skip(1)
          .map(line -> line.split(": "))
          .forEach(line -> paths.put(line[0], line[1].equals("yes")));
      return new Case(head[0], paths, halves[1]);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = RobotsRulesTest.class.getResourceAsStream("/robots/rfc9309.txt")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.split("(?m)^== ")).skip(1).map(Case::of);
    }
  }

  private static RobotsRules rules(String robotsTxt) {
    return RobotsRules.parse(ORIGIN, robotsTxt.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertAllows(RobotsRules rules, Map<String, Boolean> paths) {
    assertThat(paths).isNotEmpty();
    paths.forEach(
        (path, allowed) ->
            assertThat(rules.allows(PageUrl.parse(ORIGIN + path))).as(path).isEqualTo(allowed));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rules_mean_what_rfc_9309_says(Case expected) {
    assertAllows(rules(expected.robotsTxt()), expected.paths());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void line_ends_and_a_byte_order_mark_change_nothing(Case expected) {
    assertAllows(rules(expected.robotsTxt().replace("\n", "\r\n")), expected.paths());
    assertAllows(rules(expected.robotsTxt().replace("\n", "\r")), expected.paths());
    assertAllows(rules("\uFEFF" + expected.robotsTxt()), expected.paths());
  }

  @ParameterizedTest(name = "Crawl-delay: {0} is {1}")
  @CsvSource({
    "1, PT1S",
    "0.5, PT0.5S",
    "0, PT0S",
    "-3, PT0S",
    "soon, PT0S",
    "NaN, PT0S",
    "3600, PT1H",
    "100000, PT27H46M40S",
    "99999999999.5, PT87600H",
    "99999999999999999.5, PT87600H",
  })
  void the_crawl_delay_is_read(String written, Duration delay) {
    RobotsRules rules = rules("User-agent: *\nDisallow: /x\nCrawl-delay: " + written + "\n");
    assertThat(rules.crawlDelay()).isEqualTo(delay);
    assertThat(Instant.parse("2026-11-01T12:00:00Z").plus(rules.crawlDelay()).toEpochMilli())
        .isPositive();
    assertThat(rules.allows(PageUrl.parse(ORIGIN + "/x"))).isFalse();
    assertThat(rules.allows(PageUrl.parse(ORIGIN + "/y"))).isTrue();
  }

  @Test
  void the_crawl_delay_of_another_crawler_is_none_of_ours() {
    assertThat(rules("User-agent: other\nCrawl-delay: 9\n\nUser-agent: *\nDisallow: /x\n"))
        .extracting(RobotsRules::crawlDelay)
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void without_rules_everything_is_allowed() {
    assertThat(rules("").allows(PageUrl.parse(ORIGIN + "/x"))).isTrue();
    assertThat(RobotsRules.allowAll().allows(PageUrl.parse(ORIGIN + "/x"))).isTrue();
    assertThat(RobotsRules.allowAll().crawlDelay()).isZero();
  }

  @Test
  void nonsense_is_no_reason_to_stop() {
    String[] pieces = {
      "User-agent",
      "sluice",
      "*",
      ":",
      " ",
      "\n",
      "\r",
      "Disallow",
      "Allow",
      "/",
      "$",
      "%",
      "%zz",
      "%E4",
      "é",
      "#",
      "Crawl-delay",
      "1",
      "Sitemap",
      "http://",
      "\uFEFF",
      "\0",
      "中"
    };
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(40); piece >= 0; piece--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThatCode(() -> rules(text.toString()).allows(PageUrl.parse(ORIGIN + "/%E4%zz?x")))
          .as(text.toString())
          .doesNotThrowAnyException();
    }
  }
}
