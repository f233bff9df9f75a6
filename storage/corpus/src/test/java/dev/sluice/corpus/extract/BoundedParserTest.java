package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.extract.BoundedParser.Parsed;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page is parsed as far as its budget goes, and as it would be without one. */
class BoundedParserTest {

  private static final String URL = "https://example.com/page";

  /** Pages that end well, end open, or are nested wrongly. */
  static List<String> pages() {
    return List.of(
        "<!doctype html><title>The mill</title><p>One<p>Two <b>three<p>four</b> five",
        "<table><b>x<tr><td>y</table>z<ul><li>a<ul><li>b</ul><li>c</ul>",
        "<a href=1>x<a href=2>y<div><p></a>z<template><p>t</template><noscript><p>n</noscript>",
        "<frameset><frame src=x><noframes><p>n</noframes></frameset>",
        "plain words",
        "",
        "<svg><title>t</title><p>out<math><mi>x</mi><annotation>y</annotation></math><!-- c");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void inStepsAPageGetsTheSameTree(String page) {
    Parsed inSteps = new BoundedParser(1_000, 1_000, 0).parse(page, URL);
    assertThat(inSteps.whole()).isTrue();
    assertThat(inSteps.document().outerHtml()).isEqualTo(Jsoup.parse(page, URL).outerHtml());
    assertThat(inSteps.document().location()).isEqualTo(URL);
  }

  @Test
  void ofAPageWithTooManyElementsTheFirstAreKept() {
    Parsed parsed = new BoundedParser(1_000_000, 500, 100).parse("<p>word".repeat(10_000), URL);
    assertThat(parsed.whole()).isFalse();
    assertThat(parsed.document().select("p").size()).isBetween(490, 510);
    assertThat(parsed.document().body().text()).startsWith("word word word");
  }

  @Test
  void elementsThatTheParserMakesByItselfCountToo() {
    String page = "<p><b><i><u><s><em><tt><big><small><strong><code><font>w".repeat(1_000);
    Document whole = Jsoup.parse(page, URL);
    Parsed parsed = new BoundedParser(1_000_000, 2_000, 100).parse(page, URL);
    assertThat(whole.getAllElements()).hasSizeGreaterThan(11_000);
    assertThat(parsed.document().getAllElements()).hasSizeLessThan(2_600);
  }

  @Test
  void ofAPageThatIsTooLongTheBeginningIsRead() {
    Parsed parsed = new BoundedParser(1_000, 1_000, 1_000).parse("x".repeat(5_000), URL);
    assertThat(parsed.whole()).isFalse();
    assertThat(parsed.document().text()).hasSize(1_000);
  }

  @Test
  void aPageWithinTheBudgetIsWhole() {
    assertThat(new BoundedParser().parse("<p>word".repeat(100_000), URL).whole()).isTrue();
    assertThat(new BoundedParser().parse("<p>word".repeat(500_000), URL).whole()).isFalse();
  }

  @Test
  void aTagsNameThatDoesNotEndIsCutAndNothingElse() {
    String endless = "<p>before<x" + "<a".repeat(5_000) + ">inside</p><i>behind";
    Document document = new BoundedParser().parse(endless, URL).document();
    assertThat(document.text()).isEqualTo("beforeinside behind");
    assertThat(document.select("i")).hasSize(1);
    assertThat(document.getAllElements()).allMatch(e -> e.tagName().length() <= 500);
  }
}
