package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Stated;
import dev.sluice.pages.model.PageUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageFactsTest {

  private static final PageUrl URL = PageUrl.parse("http://news.example.test/2024/page.html");

  private final MainTextExtractor extractor = new MainTextExtractor();

  private Stated stated(String page) {
    return extractor.extract(page, "text/html", URL).stated();
  }

  private Stated json(String json) {
    return stated("<script type='application/ld+json'>" + json + "</script><p>text</p>");
  }

  @Test
  void a_graph_of_json_ld_speaks_for_the_page_and_follows_its_references() {
    Stated page =
        json(
            """
            {"@context":"https://schema.org","@graph":[
             {"@type":"WebSite","@id":"#site","name":"The Daily Test"},
             {"@type":"BreadcrumbList","name":"Crumbs","datePublished":"1999-01-01"},
             {"@type":"WebPage","@id":"#page","datePublished":"2020-01-01","inLanguage":"de"},
             {"@type":["NewsArticle"],"author":[{"@id":"#ada"},{"@type":"Person","name":"Bo Li"}],
              "datePublished":"2024-03-05T08:30:00+0100","dateModified":"2024-03-06",
              "headline":"Bread","license":{"@id":"https://creativecommons.org/licenses/by/4.0/"},
              "comment":[{"@type":"Comment","author":{"name":"Troll"}}]},
             {"@type":"Person","@id":"#ada","name":"Ada Miller","url":"/ada"}]}
            """);
    assertThat(page.authors()).containsExactly("Ada Miller", "Bo Li");
    assertThat(page.author()).contains("Ada Miller; Bo Li");
    assertThat(page.published()).contains("2024-03-05T08:30:00+01:00");
    assertThat(page.modified()).contains("2024-03-06");
    assertThat(page.siteName()).contains("The Daily Test");
    assertThat(page.languageHint()).contains("de");
    assertThat(page.licence()).contains("https://creativecommons.org/licenses/by/4.0/");
    assertThat(page.title()).contains("Bread");
  }

  @Test
  void what_a_page_lists_or_is_commented_with_is_not_said_of_it() {
    Stated page =
        json(
            """
            [{"@type":"ItemList","itemListElement":[{"@type":"Article","author":"Other",
              "datePublished":"2001-01-01"}]},
             {"@type":"Organization","name":"Org","author":"Wrong"}]
            """);
    assertThat(page.authors()).isEmpty();
    assertThat(page.published()).isEmpty();
  }

  @Test
  void json_ld_in_a_comment_is_read_and_what_is_broken_or_endless_is_passed_over() {
    assertThat(json("/*<![CDATA[*/ {\"@type\":\"Article\",\"author\":\"Ada\"} /*]]>*/").authors())
        .containsExactly("Ada");
    assertThat(json("{\"@type\":\"Article\",\"author\":").authors()).isEmpty();
    assertThat(json("[".repeat(100_000)).authors()).isEmpty();
    assertThat(json("{\"mainEntity\":".repeat(2_000) + "{}" + "}".repeat(2_000)).authors())
        .isEmpty();
  }

  @Test
  void microdata_and_rdfa_are_read_but_not_those_of_comments() {
    Stated page =
        stated(
            "<div itemscope itemtype='http://schema.org/Article'><span itemprop=author itemscope"
                + " itemtype='http://schema.org/Person'><a itemprop=name>Ada Miller</a></span><meta"
                + " itemprop=datePublished content=2024-03-05><a itemprop=license"
                + " href='/licence'>terms</a><div itemscope"
                + " itemtype='http://schema.org/Comment'><b itemprop=author>Troll</b></div></div>");
    assertThat(page.authors()).containsExactly("Ada Miller");
    assertThat(page.published()).contains("2024-03-05");
    assertThat(page.licence()).contains("http://news.example.test/licence");
    assertThat(
            stated(
                "<p property='schema:author'>Bo Li</p><time property='dateModified'"
                    + " datetime='2024-04-01T10:00Z'>now</time>"))
        .extracting(Stated::authors, Stated::modified)
        .containsExactly(java.util.List.of("Bo Li"), java.util.Optional.of("2024-04-01T10:00Z"));
  }

  @Test
  void meta_elements_of_all_schools_are_known() {
    assertThat(
            stated(
                "<meta name=citation_author content='Miller, Ada'><meta name=citation_author"
                    + " content='Li, Bo'><meta name='DC.date.issued' content=2019>"
                    + "<meta name=citation_date content='2019/07/01'>"))
        .extracting(Stated::authors, Stated::published)
        .containsExactly(
            java.util.List.of("Miller, Ada", "Li, Bo"), java.util.Optional.of("2019-07-01"));
    assertThat(
            stated(
                    "<meta property='article:author' content='https://face.test/ada'><a"
                        + " rel=author href=/a>By Ada Miller</a>")
                .authors())
        .containsExactly("Ada Miller");
    assertThat(stated("<meta name=author content='Ada Miller, Bo Li and Cy Young'>").authors())
        .containsExactly("Ada Miller", "Bo Li", "Cy Young");
    assertThat(stated("<div class=author>作者：李明</div><p>x").authors()).containsExactly("李明");
  }

  @Test
  void a_licence_is_linked_named_or_the_only_one_of_creative_commons() {
    String by = "https://creativecommons.org/licenses/by/4.0/";
    String sa = "https://creativecommons.org/licenses/by-sa/4.0/";
    assertThat(stated("<a rel='license nofollow' href='" + by + "'>CC</a>").licence()).contains(by);
    assertThat(stated("<meta name='dcterms.rights' content='CC BY-SA 3.0'>").licence())
        .contains("CC BY-SA 3.0");
    assertThat(stated("<meta name='dc.rights' content='(c) Example Ltd'>").licence()).isEmpty();
    assertThat(
            stated("<p>Photo <a href='" + by + "'>CC</a> <a href='" + by + "deed.de'>x</a>")
                .licence())
        .contains(by);
    assertThat(stated("<p><a href='" + by + "'>1</a> <a href='" + sa + "'>2</a>").licence())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "2024-03-05|2024-03-05",
        "2024-03-05 08:30|2024-03-05T08:30",
        "2024-03-05T08:30:00.123Z|2024-03-05T08:30:00.123Z",
        "2024-03-05T08:30:00+0100|2024-03-05T08:30:00+01:00",
        "2024/3/5|2024-03-05",
        "20240305|2024-03-05",
        "20240305T083000Z|2024-03-05T08:30:00Z",
        "2024年3月5日 08:30|2024-03-05T08:30",
        "Tue, 05 Mar 2024 08:30:00 GMT|2024-03-05T08:30:00Z",
        "March 5th, 2024|2024-03-05",
        "Published 5 Sept 2024|2024-09-05",
        "05/03/2024|none",
        "2024-13-45|none",
        "Model 3 Long 2024|none",
        "yesterday|none",
        "0001-01-01|none"
      })
  void dates_that_can_mean_one_day_only_become_iso_8601(String text, String iso) {
    assertThat(StatedDate.iso(text).orElse(null)).isEqualTo(iso);
  }

  @Test
  void the_language_is_a_tag_or_nothing() {
    assertThat(stated("<html lang='en_US'>").languageHint()).contains("en-US");
    assertThat(
            stated("<html lang='{{lang}}'><meta http-equiv=content-language content='de, en'>")
                .languageHint())
        .contains("de");
    assertThat(stated("<html lang=''>").languageHint()).isEmpty();
  }

  @Test
  void a_byline_is_a_fact_and_no_part_of_the_text() {
    String body = "<p>Yeast eats sugar and gives off gas, which the dough catches.</p>".repeat(3);
    String page =
        "<meta name=author content='Ada Miller'><meta property='article:published_time'"
            + " content='2024-03-05T08:00Z'><article><h1>Bread</h1><div><span class=byline>By <a"
            + " href=/ada>Ada Miller</a></span> | <time datetime='2024-03-05'>March 5,"
            + " 2024</time></div>"
            + body
            + "<p class=author>Ada Miller is a baker who writes about bread.</p></article>";
    assertThat(extractor.extract(page, "text/html", URL).text())
        .startsWith("Bread\n\nYeast")
        .doesNotContain("March")
        .endsWith("Ada Miller is a baker who writes about bread.");
  }

  @Test
  @Timeout(60)
  void a_hundred_thousand_marks_are_read_in_bounded_time() {
    String marks =
        "<p itemprop=author class=byline><a rel=author>x</a><time datetime=2024>y</time>";
    assertThat(stated(marks.repeat(20_000)).authors().size()).isLessThanOrEqualTo(50);
  }
}
