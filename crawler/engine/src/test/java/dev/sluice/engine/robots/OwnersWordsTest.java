package dev.sluice.engine.robots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What robots.txt and tdmrep.json say about the use of pages. */
class OwnersWordsTest {

  private static final Origin ORIGIN = new Origin("http", "h.example", 80);

  private static List<Directive> said(String robotsTxt, String path) {
    return RobotsRules.parse(ORIGIN, robotsTxt.getBytes(StandardCharsets.UTF_8))
        .directives(PageUrl.parse(ORIGIN + path));
  }

  private static String meanings(List<Directive> said) {
    return String.join(" ", said.stream().map(it -> it.meaning().toString()).toList());
  }

  private static final String DRAFTS_EXAMPLE =
      """
      User-Agent: *
      Allow: /
      Disallow: /never/
      Content-Usage: train-ai=n
      Content-Usage: /ai-ok/ train-ai=y

      User-Agent: ExampleBot
      Allow: /
      Content-Usage: train-ai=y
      """;

  @ParameterizedTest
  @CsvSource({
    "/test, TRAINING_REFUSED",
    "/ai-ok/test, TRAINING_GRANTED",
    "/ai-ok, TRAINING_REFUSED",
  })
  void the_longest_path_decides_as_in_the_example_of_the_draft(String path, String meaning) {
    assertThat(meanings(said(DRAFTS_EXAMPLE, path))).isEqualTo(meaning);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Usage: train-ai=n | TRAINING_REFUSED",
        "content-usage : train-ai=n # no | TRAINING_REFUSED",
        "Content-Usage: /p train-ai=n | TRAINING_REFUSED",
        "Content-Usage: /p*e$ train-ai=n | TRAINING_REFUSED",
        "Content-Usage: /other train-ai=n | ''",
        "Content-Usage: TRAIN-AI=n | ''",
        "Content-Usage: train-ai=no | ''",
        "Content-Usage: search=n | ''",
        "Content-Usage: /page search=n;Content-Usage: train-ai=n | ''",
        "Content-Usage: /page train-ai=y;Content-Usage: /page train-ai=n | TRAINING_REFUSED",
        "Content-Usage: /page train-ai=n;Content-Usage: /page train-ai=y | TRAINING_REFUSED",
        "Content-Usage: /page search=n;Content-Usage: /page train-ai=y | TRAINING_GRANTED",
        "Content-Signal: search=yes,ai-train=no | TRAINING_REFUSED",
        "Content-Signal: /page ai-train=yes;Content-Signal: ai-train=no | TRAINING_GRANTED",
        "Content-Signal: ai-train=yes, use=reference | TRAINING_GRANTED",
        "Content-Signal: ai-input=no | ''",
        "Content-Signal: ai-train=no;Content-Usage: train-ai=y | TRAINING_GRANTED TRAINING_REFUSED",
      })
  void preferences_of_our_group_count(String rules, String meanings) {
    String group = "User-agent: *\n" + rules.replace(";", "\n") + "\n";
    assertThat(meanings(said(group, "/page"))).isEqualTo(meanings);
    assertThat(meanings(said("User-agent: sluice\nAllow: /\n\n" + group, "/page"))).isEmpty();
    assertThat(meanings(said("User-agent: other\nDisallow:\n" + group, "/page")))
        .isEqualTo(meanings);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "User-agent: GPTBot;Disallow: / | AI_CRAWLERS_DISALLOWED",
        "User-agent: gptbot/1.1;Disallow: /page | AI_CRAWLERS_DISALLOWED",
        "User-agent: CCBot;User-agent: other;Disallow: / | AI_CRAWLERS_DISALLOWED",
        "User-agent: Google-Extended;User-agent: GPTBot;Disallow: /;Allow: /page | ''",
        "User-agent: GPTBot;Allow: /;;User-agent: ClaudeBot;Disallow: / | AI_CRAWLERS_DISALLOWED",
        "User-agent: GPTBot;Disallow: | ''",
        "User-agent: GPTBot;Disallow: /other | ''",
        "User-agent: ChatGPT-User;Disallow: / | ''",
        "User-agent: PerplexityBot;Disallow: / | ''",
        "User-agent: OAI-SearchBot;Disallow: / | ''",
        "User-agent: Googlebot;Disallow: / | ''",
        "User-agent: *;Disallow: /other | ''",
      })
  void a_crawler_for_training_that_is_shut_out_counts_and_no_other(String rules, String meanings) {
    assertThat(meanings(said(rules.replace(";", "\n") + "\n", "/page"))).isEqualTo(meanings);
  }

  @Test
  void the_words_and_their_place_are_told() {
    assertThat(said("User-agent: GPTBot\nDisallow: /p\n", "/page"))
        .extracting(it -> it.source() + ": " + it.text())
        .containsExactly("robots.txt: User-agent: gptbot, Disallow: /p");
    assertThat(said("User-agent: *\nContent-Signal: search=yes,ai-train=no\n", "/"))
        .extracting(it -> it.source() + ": " + it.text())
        .containsExactly("robots.txt: Content-Signal: search=yes,ai-train=no");
  }

  @Test
  void sitemaps_stand_anywhere_and_are_brought_into_normal_form() {
    String robotsTxt =
        """
        Sitemap: https://H.example:443/sitemap.xml
        User-agent: other
        Disallow: /
        sitemap: /relative.xml
        Sitemap: https://h.example/sitemap.xml#twice
        Sitemap: ftp://h.example/x
        Sitemap: :::
        """;
    assertThat(RobotsRules.parse(ORIGIN, robotsTxt.getBytes(StandardCharsets.UTF_8)).sitemaps())
        .extracting(PageUrl::toString)
        .containsExactly("https://h.example/sitemap.xml", "http://h.example/relative.xml");
  }

  @Test
  void no_more_than_a_thousand_sitemaps_are_kept() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1500; i++) {
      many.append("Sitemap: http://h.example/").append(i).append(".xml\n");
    }
    byte[] bytes = many.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(RobotsRules.parse(ORIGIN, bytes).sitemaps()).hasSize(RobotsRules.MAX_SITEMAPS);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'location': '/', 'tdm-reservation': 1}] | /",
        "[{'location': '/page', 'tdm-reservation': 1, 'tdm-policy': 'https://h.example/p.json'}] | /page, policy https://h.example/p.json",
        "[{'location': '/page', 'tdm-reservation': 0}, {'location': '/', 'tdm-reservation': 1}] | -",
        "[{'location': '/', 'tdm-reservation': 1}, {'location': '/page', 'tdm-reservation': 0}] | /",
        "[{'location': '/*.jpg', 'tdm-reservation': 1}] | -",
        "[{'location': '/p*e$', 'tdm-reservation': '1'}] | /p*e$",
        "[{'location': '/'}, {'tdm-reservation': 1}, 7, {'location': '/page', 'tdm-reservation': true}] | /page",
        "[{'location': '/', 'tdm-reservation': 2}] | -",
        "[] | -",
        "{'location': '/', 'tdm-reservation': 1} | none",
        "<!doctype html> | none",
        "[{'location': | none",
        "'' | none",
      })
  void the_first_rule_of_a_tdmrep_json_that_matches_decides(String json, String words) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    String found =
        Reservations.parse(bytes)
            .map(rules -> rules.directive("/page").map(Directive::text).orElse("-"))
            .orElse("none");
    assertThat(found).isEqualTo(words);
  }
}
