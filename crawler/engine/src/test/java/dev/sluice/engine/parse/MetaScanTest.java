package dev.sluice.engine.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.robots.RobotsRules;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What owners ask in HTML, found by a look at the bytes: never less than the parser finds. */
class MetaScanTest {

  private static final PageUrl URL = PageUrl.parse("http://a.example/");
  private static final PageParser PARSER =
      new PageParser(new UrlNormalizer(), RobotsRules.PRODUCT_TOKEN);

  private static Answer answer(String type, byte[] body) {
    Headers headers = new Headers(List.of(new Headers.Field("Content-Type", type)));
    return new Answer(200, headers, body, false, "", false, Duration.ZERO, Instant.EPOCH);
  }

  private static void findsWhatTheParserFinds(String type, byte[] body, boolean something) {
    Answer answer = answer(type, body);
    List<?> parsed = PARSER.parse(URL, answer).directives();
    assertThat(PARSER.directives(URL, answer)).isEqualTo(parsed);
    assertThat(!parsed.isEmpty()).isEqualTo(something);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta name=robots content=noindex>",
        "<META CONTENT=\"max-snippet:1, NOAI\"\n\tNAME='Robots'>",
        "<meta content=\"a > b, noarchive\" name=\"robots\">",
        "<meta name='sluice' content='none'>",
        "<meta name='tdm-reservation' content='1'><meta name='tdm-policy' content='/p'>",
        "<meta name='rob&#111;ts' content='n&#111;ai'>",
        "<meta name='rob&#x6fts' content='&#110oai'>",
        "<metameta name=x><<meta name=robots content=noai>",
        "<mmeta><met a><meTa name=robots content=noai>",
        "<p>late</p><div><meta name=robots content=noai></div>",
        "<meta/name=robots content=noai>"
      })
  void aWishIsFoundHoweverItIsWritten(String html) {
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
      findsWhatTheParserFinds("text/html", html.getBytes(charset), true);
    }
    findsWhatTheParserFinds(
        "text/html; charset=utf-16be", html.getBytes(StandardCharsets.UTF_16BE), true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<meta",
        "<meta name=robots content='index, follow'>",
        "<meta name=robots content='noodp, max-image-preview:none-such'>",
        "<meta name=description content='It&#39;s no robot &amp; none'>",
        "<meta name=robots content='&#39;noai&#39;'>",
        "<meta name=description content='no robots'>",
        "<!-- <meta name=robots content=noindex> -->",
        "<script>'<meta name=robots content=noindex>'</script>"
      })
  void whereNothingIsAskedNothingIsFound(String html) {
    findsWhatTheParserFinds("text/html", html.getBytes(StandardCharsets.UTF_8), false);
  }

  private static final List<String> WISHES =
      List.of(
          "<meta name=robots content=noai>",
          "<p><META content='index, noindex' name=\"Robots\" ><p>",
          "<meta name='r&#111;bots' content=\"no&#97;i\"/>",
          "<meta name=description content=\"It's\"><meta name=sluice content='none'>",
          "<meta name=tdm-reservation content=1>");

  private static final List<String> PIECES =
      List.of(
          "<meta ",
          "<META\t",
          "<met",
          "<m",
          "meta ",
          "name=",
          "content=",
          "robots",
          "Robots",
          "sluice",
          "tdm-reservation",
          "'",
          "\"",
          ">",
          "/>",
          " ",
          "noai",
          "NoIndex",
          "n",
          "o",
          "ai",
          ",",
          "1",
          "&#110;",
          "&#x6f;",
          "&#111",
          "&amp;",
          "&ndash",
          "&no;",
          "none",
          "é",
          "\0",
          "<",
          "<!--",
          "-->",
          "<p>",
          "=",
          "content='noai'",
          "name=robots",
          "robots'");

  @Test
  void whateverStandsInAPageWhatTheParserFindsIsFound() {
    Random random = new Random(20261128);
    int found = 0;
    for (int i = 0; i < 15_000; i++) {
      StringBuilder html = new StringBuilder(WISHES.get(random.nextInt(WISHES.size())));
      for (int pieces = random.nextInt(4); pieces > 0; pieces--) {
        int at = random.nextInt(html.length() + 1);
        html.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      }
      Answer answer = answer("text/html", html.toString().getBytes(StandardCharsets.UTF_8));
      List<?> parsed = PARSER.parse(URL, answer).directives();
      assertThat(PARSER.directives(URL, answer)).as(html.toString()).isEqualTo(parsed);
      found += parsed.isEmpty() ? 0 : 1;
    }
    assertThat(found).isGreaterThan(1_000);
  }
}
