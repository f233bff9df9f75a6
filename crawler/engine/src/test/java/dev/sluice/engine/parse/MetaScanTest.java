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
        "<meta name=description content='no robots'>",
        "<!-- <meta name=robots content=noindex> -->",
        "<script>'<meta name=robots content=noindex>'</script>"
      })
  void whereNothingIsAskedNothingIsFound(String html) {
    findsWhatTheParserFinds("text/html", html.getBytes(StandardCharsets.UTF_8), false);
  }
}
