package dev.sluice.engine.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.engine.model.Sitemap;
import dev.sluice.engine.model.Sitemap.Skip;
import dev.sluice.engine.model.SitemapEntry;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.pages.model.PageUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SitemapParserTest {

  private static final PageUrl URL = PageUrl.parse("http://h.example/sitemap.xml");
  private static final String LIST =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
          + "<url><loc>http://h.example/a</loc><lastmod>2026-01-02</lastmod></url>\n"
          + "<url><loc>http://h.example/b</loc></url>\n</urlset>\n";

  private final SitemapParser parser = new SitemapParser(new UrlNormalizer());

  /** A file and what it is to be read as, one line an entry; see the file of cases. */
  private record Case(String name, List<String> expected, String file) {
    static Case of(String text) {
      String[] halves = text.split("\n--\n", 2);
      List<String> head = List.of(halves[0].split("\n"));
      return new Case(head.get(0), head.subList(1, head.size()), halves[1]);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = SitemapParserTest.class.getResourceAsStream("/robots/sitemaps.txt")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.split("(?m)^== ")).skip(1).map(Case::of);
    }
  }

  private Sitemap parse(byte[] body) {
    return parser.parse(URL, "", body);
  }

  private Sitemap parse(String body) {
    return parse(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String written(SitemapEntry entry) {
    return entry.url()
        + entry.lastModified().map(it -> " " + it).orElse("")
        + entry.changeFrequency().map(it -> " " + it).orElse("");
  }

  private static List<String> urls(Sitemap sitemap) {
    return sitemap.entries().stream().map(it -> it.url().toString()).toList();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sitemaps_are_read_as_they_are_written(Case expected) {
    Sitemap sitemap = parse(expected.file());
    Stream<String> kind = Stream.of(sitemap instanceof Sitemap.Index ? "index" : "urls");
    Stream<String> entries = sitemap.entries().stream().map(SitemapParserTest::written);
    Stream<String> skipped =
        sitemap.skipped().entrySet().stream().map(it -> it.getKey() + " " + it.getValue()).sorted();
    assertThat(Stream.of(kind, entries, skipped).flatMap(it -> it).toList())
        .isEqualTo(expected.expected());
  }

  @Test
  void a_packed_sitemap_is_unpacked_whatever_it_is_called() throws IOException {
    assertThat(urls(parse(gzip(LIST)))).isEqualTo(urls(parse(LIST))).hasSize(2);
  }

  @Test
  void of_a_packed_sitemap_that_breaks_off_the_first_entries_are_kept() throws IOException {
    StringBuilder many = new StringBuilder("<urlset>");
    for (int i = 0; i < 5000; i++) {
      many.append("<url><loc>http://h.example/").append(i * 7919L % 5000).append("</loc></url>");
    }
    byte[] whole = gzip(many + "</urlset>");
    Sitemap cut = parse(Arrays.copyOf(whole, whole.length / 2));
    assertThat(cut.complete()).isFalse();
    assertThat(cut.entries()).hasSizeBetween(100, 4999);
    assertThat(parse(whole).complete()).isTrue();
    assertThat(parse(Arrays.copyOf(whole, 5)).entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE", "UTF-16BE"})
  void a_byte_order_mark_tells_the_encoding(String charset) {
    byte[] bytes = ("\uFEFF" + LIST).getBytes(Charset.forName(charset));
    assertThat(urls(parse(bytes))).hasSize(2);
  }

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({
    "gbk, GBK",
    "windows-1251, UTF-8",
    "utf-16, UTF-8",
    "no-such, UTF-8",
    "latin1, ISO-8859-1"
  })
  void a_wrong_encoding_costs_no_entries(String declared, String real) {
    String list = LIST.replace("UTF-8", declared).replace("/b<", "/bé<");
    assertThat(urls(parse(list.getBytes(Charset.forName(real))))).hasSize(2);
  }

  @Test
  void the_declared_encoding_is_used() {
    String list = LIST.replace("UTF-8", "gbk").replace("/b<", "/中<");
    assertThat(urls(parse(list.getBytes(Charset.forName("GBK")))))
        .contains("http://h.example/%E4%B8%AD");
  }

  @Test
  void no_more_entries_are_taken_than_the_protocol_allows() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < SitemapParser.MAX_ENTRIES + 10; i++) {
      many.append("http://h.example/").append(i).append('\n');
    }
    Sitemap sitemap = parse(many.toString());
    assertThat(sitemap.entries()).hasSize(SitemapParser.MAX_ENTRIES);
    assertThat(sitemap.skipped()).isEqualTo(Map.of(Skip.TOO_MANY, 10));
    assertThat(sitemap.complete()).isFalse();
  }

  @Test
  @Timeout(60)
  void a_bomb_of_gzip_is_read_up_to_the_limit() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(
          "<urlset><url><loc>http://h.example/a</loc></url><x>".getBytes(StandardCharsets.UTF_8));
      byte[] filler = new byte[1 << 20];
      Arrays.fill(filler, (byte) 'x');
      for (int i = 0; i < 60; i++) {
        out.write(filler);
      }
    }
    Sitemap sitemap = parse(packed.toByteArray());
    assertThat(urls(sitemap)).containsExactly("http://h.example/a");
    assertThat(sitemap.complete()).isFalse();
  }

  @Test
  void entities_are_neither_expanded_nor_fetched() {
    String laughs =
        "<!DOCTYPE urlset [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">"
            + "<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + "<urlset><url><loc>http://h.example/&b;&x;</loc></url></urlset>";
    assertThat(urls(parse(laughs))).containsExactly("http://h.example/&b;&x;");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        "2026, 2026-01-01T00:00:00Z",
        "2026-11, 2026-11-01T00:00:00Z",
        "2026-11-05, 2026-11-05T00:00:00Z",
        "2026-11-05T10:20Z, 2026-11-05T10:20:00Z",
        "2026-11-05T10:20+02:00, 2026-11-05T08:20:00Z",
        "2026-11-05T10:20:30Z, 2026-11-05T10:20:30Z",
        "2026-11-05T10:20:30.45+01:00, 2026-11-05T09:20:30Z",
        "2026-11-05T10:20:30, 2026-11-05T10:20:30Z",
        "2026-11-05 10:20:30, 2026-11-05T10:20:30Z",
        "2026-11-05T10:20:30+0100, 2026-11-05T09:20:30Z",
        "2026-11-05T10:20:30-05, 2026-11-05T15:20:30Z",
        "2026-1-5, 2026-01-05T00:00:00Z",
        "'Thu, 05 Nov 2026 10:20:30 GMT', 2026-11-05T10:20:30Z",
        "'Thu, 5 Nov 2026 10:20:30 +0100', 2026-11-05T09:20:30Z",
        "2026-13-01, -",
        "2026-02-30, -",
        "2026-11-05T25:00Z, -",
        "0000-00-00, -",
        "yesterday, -",
        "'', -",
      })
  void times_are_read_in_all_their_forms(String written, Instant time) {
    assertThat(WrittenTime.read(written).orElse(null)).isEqualTo(time);
  }

  @Test
  @Timeout(60)
  void nonsense_is_no_reason_to_stop() {
    String[] pieces = {
      "<",
      ">",
      "</",
      "/>",
      "url",
      "loc",
      "<url>",
      "<loc>",
      "</loc>",
      "</url>",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<!DOCTYPE",
      "[",
      "]",
      "<?",
      "?>",
      "&",
      "&amp;",
      "&#x110000;",
      "\"",
      "'",
      " ",
      "\n",
      "http://h.example/",
      "\0",
      "\uFEFF",
      "<sitemap>",
      "<entry>",
      "<link href=",
      "<lastmod>2026"
    };
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(60); piece >= 0; piece--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThatCode(() -> parse(text.toString())).as(text.toString()).doesNotThrowAnyException();
    }
    byte[] noise = new byte[1 << 16];
    random.nextBytes(noise);
    assertThatCode(() -> parse(noise)).doesNotThrowAnyException();
  }

  @Test
  void elements_within_elements_do_not_fill_the_memory() {
    assertThat(parse("<urlset>" + "<x>".repeat(1_000_000)).entries()).isEmpty();
  }
}
