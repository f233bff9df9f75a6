package dev.sluice.engine.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.ParsedPage;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageParserTest {

  private static final PageUrl PAGE = PageUrl.parse("http://h.example/dir/page.html");

  private final PageParser parser = new PageParser(new UrlNormalizer(), "sluice");

  private static String fixture(String name) throws IOException {
    try (InputStream in = PageParserTest.class.getResourceAsStream("/parse/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Answer answer(int status, byte[] body, String... headers) {
    List<Headers.Field> fields = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      fields.add(new Headers.Field(headers[i], headers[i + 1]));
    }
    return new Answer(
        status, new Headers(fields), body, false, "127.0.0.1", false, Duration.ZERO, Instant.EPOCH);
  }

  private List<String> links(byte[] body, String contentType) {
    return parser.parse(PAGE, answer(200, body, "Content-Type", contentType)).links().stream()
        .map(PageUrl::toString)
        .toList();
  }

  private List<String> links(String html) {
    return links(html.getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8");
  }

  @Test
  void links_are_found_once_each_in_the_order_in_which_they_stand() throws IOException {
    assertThat(links(fixture("links.html")))
        .containsExactlyElementsOf(fixture("links.txt").lines().toList());
  }

  @Test
  void without_a_base_links_are_relative_to_the_page() {
    assertThat(links("<a href='x'>x</a><a href='?q'>q</a><a href='../y'>y</a>"))
        .containsExactly(
            "http://h.example/dir/x", "http://h.example/dir/page.html?q", "http://h.example/y");
  }

  @Test
  void a_page_in_gbk_has_its_links_in_utf8_whether_header_or_page_says_so() {
    String html = "<meta charset=gbk><a href='/中文'>x</a>";
    byte[] gbk = html.getBytes(Charset.forName("GBK"));
    assertThat(links(gbk, "text/html; charset=\"GBK\""))
        .containsExactly("http://h.example/%E4%B8%AD%E6%96%87");
    assertThat(links(gbk, "text/html")).containsExactly("http://h.example/%E4%B8%AD%E6%96%87");
    assertThat(links(gbk, "text/html; charset=no-such-charset"))
        .containsExactly("http://h.example/%E4%B8%AD%E6%96%87");
  }

  @Test
  void ten_thousand_nested_elements_are_no_reason_to_stop() {
    String deep = "<div>".repeat(10_000) + "<a href='/deep'>deep</a>";
    assertThat(links(deep)).containsExactly("http://h.example/deep");
    assertThat(links("<b><a href='/x'>".repeat(10_000))).containsExactly("http://h.example/x");
  }

  @Test
  void random_bytes_are_no_reason_to_stop() {
    byte[] noise = new byte[20_000];
    new SplittableRandom(3).nextBytes(noise);
    assertThat(links(noise, "text/html")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "text/html, true",
    "TEXT/HTML;charset=x, true",
    "application/xhtml+xml, true",
    "'', true",
    "text/plain, false",
    "application/json, false",
  })
  void only_html_has_links(String type, boolean has) {
    assertThat(links("<a href='/x'>x</a>".getBytes(StandardCharsets.UTF_8), type))
        .hasSize(has ? 1 : 0);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "text/html, true",
    "text/plain, true",
    "application/xhtml+xml, true",
    "application/xml, true",
    "'', true",
    "image/svg+xml, false",
    "image/png, false",
    "application/pdf, false",
    "video/mp4, false",
  })
  void bodies_of_text_are_read(String mediaType, boolean read) {
    assertThat(PageParser.holdsText(mediaType)).isEqualTo(read);
  }

  @ParameterizedTest(name = "{0} leads to {1}")
  @CsvSource({
    "/x, http://h.example/x",
    "x, http://h.example/dir/x",
    "?q, http://h.example/dir/page.html?q",
    "//o.example/x, http://o.example/x",
    "' https://o.example ', https://o.example/",
    "http://o.example/#f, http://o.example/",
    "/中 文, http://h.example/%E4%B8%AD%20%E6%96%87",
    "'', http://h.example/dir/page.html",
    "ftp://o.example/, -",
    "http://[::/, -",
    "javascript:x, -",
  })
  void a_redirect_leads_where_its_location_says(String location, String target) {
    Answer redirect = answer(302, new byte[0], "LOCATION", location);
    assertThat(parser.redirectTarget(PAGE, redirect).map(PageUrl::toString).orElse("-"))
        .isEqualTo(target);
  }

  @Test
  void a_redirect_without_a_location_leads_nowhere() {
    assertThat(parser.redirectTarget(PAGE, answer(302, new byte[0]))).isEmpty();
  }

  private ParsedPage parse(String html, String... headers) {
    List<String> all = new ArrayList<>(List.of("Content-Type", "text/html; charset=utf-8"));
    all.addAll(List.of(headers));
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    return parser.parse(PAGE, answer(200, body, all.toArray(String[]::new)));
  }

  private static String meanings(ParsedPage parsed) {
    return String.join(
        " ", parsed.directives().stream().map(it -> it.meaning().toString()).toList());
  }

  @Test
  void links_that_are_not_to_be_followed_are_left_out() {
    assertThat(
            links(
                "<a rel=nofollow href=/1>1</a><a rel='noopener NoFollow' href=/2>2</a>"
                    + "<a rel='ugc sponsored' href=/3>3</a><a rel=nofollower href=/4>4</a>"
                    + "<link rel='next nofollow' href=/5><a href=/2 rel=''>2 again</a>"))
        .containsExactly("http://h.example/3", "http://h.example/4", "http://h.example/2");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "noindex | NOINDEX",
        "NoIndex, NOFOLLOW | NOINDEX NOFOLLOW",
        "none | NOINDEX NOFOLLOW",
        "all | ''",
        "index, follow, max-snippet:-1 | ''",
        "noindex nofollow | NOINDEX NOFOLLOW",
        "noarchive | NOARCHIVE",
        "nocache,nosnippet | NOARCHIVE",
        "noai, noimageai | NO_AI NO_IMAGE_AI",
        "sluice: none | NOINDEX NOFOLLOW",
        "Sluice:noai | NO_AI",
        "googlebot: noindex | ''",
        "googlebot: noindex, nofollow, sluice: noai, noarchive | NOARCHIVE NO_AI",
        "noai, otherbot: noindex, nofollow | NO_AI",
        "unavailable_after: 25 Jun 2010 15:00:00 PST | ''",
        "unavailable_after: Friday, 25-Jun-10 15:00:00 UTC, noindex | NOINDEX",
        "noarchive, unavailable_after: 2010-06-25T15:00:00 | NOARCHIVE",
        "max-snippet: 20, noindex | NOINDEX",
        "'' | ''",
      })
  void the_header_x_robots_tag_is_read(String value, String meanings) {
    ParsedPage parsed = parse("<a href=/x>x</a>", "x-robots-TAG", value);
    assertThat(meanings(parsed)).isEqualTo(meanings);
    assertThat(parsed.nofollow()).isEqualTo(meanings.contains("NOFOLLOW"));
    assertThat(parsed.links()).hasSize(parsed.nofollow() ? 0 : 1);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "<meta name=robots content=noindex> | NOINDEX",
        "<META NAME=ROBOTS CONTENT='NOINDEX, NOFOLLOW'> | NOINDEX NOFOLLOW",
        "<meta content=none name=' Robots '> | NOINDEX NOFOLLOW",
        "<meta name=sluice content=noai> | NO_AI",
        "<meta name=googlebot content=noindex> | ''",
        "<meta name=robots content='noai, noimageai'> | NO_AI NO_IMAGE_AI",
        "<meta name=robots content=noindex><meta name=robots content=noindex> | NOINDEX",
        "<meta name=tdm-reservation content=1> | TDM_RESERVED",
        "<meta name=tdm-reservation content=0> | ''",
        "<meta name=robots> | ''",
        "<meta name=description content=noindex> | ''",
        "<body><p>late<meta name=robots content=nofollow> | NOFOLLOW",
      })
  void meta_elements_are_read(String html, String meanings) {
    ParsedPage parsed = parse("<a href=/x>x</a>" + html);
    assertThat(meanings(parsed)).isEqualTo(meanings);
    assertThat(parsed.links()).hasSize(meanings.contains("NOFOLLOW") ? 0 : 1);
  }

  @ParameterizedTest(name = "{0}: {1} means {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Usage | train-ai=n | TRAINING_REFUSED",
        "Content-Usage | train-ai=y, search=n | TRAINING_GRANTED",
        "content-usage | search=n,train-ai=n;because=\"x, y\" | TRAINING_REFUSED",
        "Content-Usage | train-ai=y, train-ai=n | TRAINING_REFUSED",
        "Content-Usage | train-ai=y, train-ai | ''",
        "Content-Usage | train-ai=\"n\" | ''",
        "Content-Usage | train-ai=?0 | ''",
        "Content-Usage | train-ai;allow=n, train-ai=y | TRAINING_GRANTED",
        "Content-Usage | train-ai=N | ''",
        "Content-Usage | Train-AI=n | ''",
        "Content-Usage | train-ai=n, Search=y | ''",
        "Content-Usage | train-ai=n, | ''",
        "Content-Usage | train-ai=n search=y | ''",
        "Content-Usage | other=(a b;q=1 \"c\" 2.5), train-ai=n | TRAINING_REFUSED",
        "Content-Usage | a=:aGVsbG8=:, b=?1, c=@1659578233, d=-12, e=1.5, f=%\"x\", train-ai=n | TRAINING_REFUSED",
        "Content-Usage | a=(b, train-ai=n | ''",
        "Content-Usage | a=1.2345, train-ai=n | ''",
        "Content-Usage | a=\"open, train-ai=n | ''",
        "Content-Usage | ' train-ai=n ' | TRAINING_REFUSED",
        "Content-Usage | train-ai = n | ''",
        "Content-Signal | ai-train=no | TRAINING_REFUSED",
        "Content-Signal | search=yes, AI-Train = NO, ai-input=yes | TRAINING_REFUSED",
        "Content-Signal | ai-train=yes | TRAINING_GRANTED",
        "Content-Signal | ai-train=maybe | ''",
        "tdm-reservation | 1 | TDM_RESERVED",
        "TDM-Reservation | 0 | ''",
      })
  void headers_about_use_are_read(String name, String value, String meanings) {
    assertThat(meanings(parse("", name, value))).isEqualTo(meanings);
  }

  @Test
  void the_lines_of_a_header_are_one_statement() {
    assertThat(meanings(parse("", "Content-Usage", "search=y", "Content-Usage", "train-ai=n")))
        .isEqualTo("TRAINING_REFUSED");
    assertThat(meanings(parse("", "Content-Usage", "train-ai=n", "Content-Usage", "(")))
        .as("one malformed line spoils all")
        .isEmpty();
  }

  @Test
  void directives_tell_their_source_and_words() {
    ParsedPage parsed =
        parse(
            "<meta name=tdm-policy content='https://h.example/p'>"
                + "<meta name=tdm-reservation content=1><meta name=ROBOTS content='NoAI'>",
            "X-Robots-Tag",
            "noindex",
            "tdm-policy",
            "https://h.example/policy.json",
            "tdm-reservation",
            "1");
    assertThat(parsed.directives().stream().map(it -> it.source() + " = " + it.text()))
        .containsExactlyInAnyOrder(
            "header X-Robots-Tag = noindex",
            "header tdm-reservation = 1, policy https://h.example/policy.json",
            "meta robots = NoAI",
            "meta tdm-reservation = 1, policy https://h.example/p");
  }

  @Test
  void an_answer_that_is_no_html_speaks_by_its_header() {
    Answer pdf =
        answer(
            200, new byte[9], "Content-Type", "application/pdf", "X-Robots-Tag", "noai, nofollow");
    ParsedPage parsed = parser.parse(PAGE, pdf);
    assertThat(meanings(parsed)).isEqualTo("NOFOLLOW NO_AI");
    assertThat(parsed.nofollow()).isTrue();
    assertThat(parsed.textDigest()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "<link rel=canonical href=/c#top> | http://h.example/c",
        "<link rel='shortlink CANONICAL' href=../c> | http://h.example/c",
        "<link rel=canonical href=/1><link rel=canonical href=/2> | http://h.example/1",
        "<link rel=canonical href='mailto:x@y'> | -",
        "<link rel=canonical> | -",
        "<a rel=canonical href=/x>x</a> | -",
      })
  void the_canonical_address_is_read(String html, String canonical) {
    assertThat(parse(html).canonical().map(PageUrl::toString).orElse(null)).isEqualTo(canonical);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "<meta http-equiv=refresh content='0; url=/there'> | http://h.example/there",
        "<meta http-equiv=Refresh content='5;URL=\"there\"'> | http://h.example/dir/there",
        "<a href='http:x'>x</a> | http://h.example/dir/x",
        "<a href='\\x\\y'>x</a> | http://h.example/x/y",
        "<a href='./../x/./y'>x</a> | http://h.example/x/y",
        "<a href='https:x'>x</a> | -",
        "<base href='//o.example/d/'><a href=x>x</a> | http://o.example/d/x",
        "<a href=x>x</a><base href=/b/><base href=/c/> | http://h.example/b/x",
      })
  void links_are_resolved_as_browsers_do(String html, String link) {
    assertThat(links(html)).isEqualTo(link == null ? List.of() : List.of(link));
  }

  @Test
  void pages_that_differ_in_numbers_attributes_and_white_space_have_one_digest() {
    long digest = parse("<p class=a>Seen 17 times\n  today</p>").textDigest();
    assertThat(parse("<p id=x>Seen  4711 times today </p><!-- x -->").textDigest())
        .isEqualTo(digest);
    assertThat(parse("<script>var x = 5</script>").textDigest()).isZero();
    assertThat(parse("<p> </p>").textDigest()).isZero();
    assertThat(
            List.of(
                parse("<p>Seen 17 times today").textDigest(),
                parse("<p>Seen 17 times to day").textDigest(),
                parse("<p>Seen times today").textDigest(),
                parse("<div>Seen 17 times today").textDigest(),
                parse("<p>Seen 17 <b>times</b> today").textDigest()))
        .doesNotHaveDuplicates()
        .contains(digest)
        .doesNotContain(0L);
  }
}
