package dev.sluice.engine.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.FetchResult.Answer;
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
}
