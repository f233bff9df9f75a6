package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import dev.sluice.testweb.TestWeb;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A crawl of a web whose owners say what may be done with their pages, each in another way. */
@TestInstance(Lifecycle.PER_CLASS)
class OwnersWordsWebTest {

  private TestWeb web;
  private TestCrawl crawl;

  @BeforeAll
  void crawlAllOfIt(@TempDir Path folder) {
    web =
        TestWeb.builder()
            .site(
                "header",
                site ->
                    site.page("/", "<p>front")
                        .header("/", "X-Robots-Tag", "noindex, noarchive")
                        .header("/", "Content-Usage", "train-ai=n"))
            .site(
                "meta",
                site -> site.page("/", "<meta name=robots content='noai, noindex'><p>front"))
            .site(
                "tdmrep",
                site ->
                    site.tdmrep("[{\"location\": \"/reserved/\", \"tdm-reservation\": 1}]")
                        .page("/", "<a href='/reserved/1'>r</a>")
                        .page("/reserved/1", "reserved"))
            .site(
                "signal",
                site ->
                    site.robots("User-agent: *\nContent-Signal: ai-train=no\nAllow: /\n")
                        .page("/", "front"))
            .site(
                "bots",
                site ->
                    site.robots("User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n")
                        .page("/", "front"))
            .site("silent", site -> site.page("/", "front"))
            .site(
                "follow",
                site ->
                    site.page(
                            "/",
                            "<a href='/one' rel=nofollow>1</a> <a href='/two'>2</a>"
                                + " <a href='/three'>3</a>")
                        .page("/one", "one")
                        .page("/two", "<meta name=robots content=nofollow><a href='/four'>4</a>")
                        .page("/three", "<a href='/five'>5</a>")
                        .header("/three", "X-Robots-Tag", "nofollow")
                        .page("/four", "four")
                        .page("/five", "five"))
            .start();
    crawl = TestCrawl.finished(folder, TestCrawl.seeds(web), TestCrawl.settings());
  }

  @AfterAll
  void close() {
    crawl.close();
    web.close();
  }

  private List<Directive> said(String site, String path) {
    List<Capture> captures = crawl.captures(web.url(site, path));
    assertThat(captures).hasSize(1);
    return captures.get(0).directives();
  }

  private static Directive of(Meaning meaning, String source, String text) {
    return new Directive(meaning, source, text);
  }

  @Test
  void what_headers_say_is_kept_with_the_capture() {
    String tag = "header X-Robots-Tag";
    assertThat(said("header", "/"))
        .containsExactlyInAnyOrder(
            of(Meaning.NOINDEX, tag, "noindex, noarchive"),
            of(Meaning.NOARCHIVE, tag, "noindex, noarchive"),
            of(Meaning.TRAINING_REFUSED, "header Content-Usage", "train-ai=n"));
  }

  @Test
  void what_a_page_says_of_itself_is_kept() {
    assertThat(said("meta", "/"))
        .containsExactlyInAnyOrder(
            of(Meaning.NO_AI, "meta robots", "noai, noindex"),
            of(Meaning.NOINDEX, "meta robots", "noai, noindex"));
  }

  @Test
  void what_tdmrep_json_reserves_is_kept_with_the_pages_that_it_names() {
    assertThat(said("tdmrep", "/")).isEmpty();
    assertThat(said("tdmrep", "/reserved/1"))
        .singleElement()
        .satisfies(said -> assertThat(said.meaning()).isEqualTo(Meaning.TDM_RESERVED))
        .satisfies(said -> assertThat(said.source()).isEqualTo("tdmrep.json"));
  }

  @Test
  void what_robots_txt_says_about_training_is_kept_with_every_page() {
    assertThat(said("signal", "/"))
        .singleElement()
        .satisfies(said -> assertThat(said.meaning()).isEqualTo(Meaning.TRAINING_REFUSED))
        .satisfies(said -> assertThat(said.source()).isEqualTo("robots.txt"));
    assertThat(said("bots", "/"))
        .singleElement()
        .satisfies(said -> assertThat(said.meaning()).isEqualTo(Meaning.AI_CRAWLERS_DISALLOWED))
        .satisfies(said -> assertThat(said.source()).isEqualTo("robots.txt"));
  }

  @Test
  void whoever_says_nothing_has_nothing_kept() {
    assertThat(said("silent", "/")).isEmpty();
  }

  @Test
  void links_that_are_not_to_be_followed_are_not() {
    assertThat(web.referee().countPerUrl().keySet())
        .contains(web.url("follow", "/two"), web.url("follow", "/three"))
        .doesNotContain(
            web.url("follow", "/one"), web.url("follow", "/four"), web.url("follow", "/five"));
    assertThat(said("follow", "/three"))
        .containsExactly(of(Meaning.NOFOLLOW, "header X-Robots-Tag", "nofollow"));
  }

  @Test
  void all_was_polite() {
    assertThat(web.referee().allViolations(TestCrawl.DELAY, TestCrawl.TOLERANCE)).isEmpty();
    assertThat(crawl.problems()).isEmpty();
  }
}
