package dev.sluice.testweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.SitemapEntry;
import dev.sluice.testweb.model.Validator;
import dev.sluice.testweb.model.Violation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Pages that change, and what their owners say about them. */
class LivingWebTest {
  private final Clients clients = new Clients();

  private static Reply version(int number) {
    return Reply.html("<p>Version %d. <a href=\"/v%d\">x</a>".formatted(number, number));
  }

  @Test
  void a_page_changes_when_a_test_says_so_and_is_304_until_then() throws IOException {
    try (TestWeb web =
        TestWeb.builder()
            .site(
                "a",
                s ->
                    s.changing("/tag", Validator.ETAG, LivingWebTest::version)
                        .changing("/date", Validator.LAST_MODIFIED, LivingWebTest::version))
            .start()) {
      HttpResponse<byte[]> first = clients.ask(web.url("a", "/tag"));
      String tag = first.headers().firstValue("ETag").orElseThrow();
      assertThat(first.headers().firstValue("Last-Modified")).isEmpty();
      for (String tags : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
        assertThat(Clients.raw(web.url("a", "/tag"), "If-None-Match: " + tags))
            .startsWith("HTTP/1.1 304")
            .contains("ETag: " + tag)
            .endsWith("\r\n\r\n");
      }
      String date =
          clients.ask(web.url("a", "/date")).headers().firstValue("Last-Modified").orElseThrow();
      String since = "If-Modified-Since: " + date;
      assertThat(Clients.raw(web.url("a", "/date"), since)).startsWith("HTTP/1.1 304");
      assertThat(Clients.raw(web.url("a", "/date"), since, "If-None-Match: \"x\""))
          .startsWith("HTTP/1.1 200");
      assertThat(Clients.raw(web.url("a", "/date"), "If-Modified-Since: yesterday"))
          .startsWith("HTTP/1.1 200");

      web.change("a", "/tag");
      web.change("a", "/date");
      assertThat(Clients.raw(web.url("a", "/tag"), "If-None-Match: " + tag))
          .startsWith("HTTP/1.1 200")
          .contains("Version 2.");
      assertThat(Clients.raw(web.url("a", "/date"), since)).contains("Version 2.");
      assertThat(web.truth().reachable()).doesNotContain(web.url("a", "/v1"));
      assertThatThrownBy(() -> web.change("a", "/none")).hasMessageContaining("/none");
      assertThatThrownBy(() -> web.change("b", "/tag")).hasMessageContaining("'b'");
    }
  }

  @Test
  void a_page_can_change_by_itself_every_so_many_requests() {
    try (TestWeb web =
        TestWeb.builder()
            .site("a", s -> s.changingEvery("/", 3, Validator.BOTH, LivingWebTest::version))
            .start()) {
      StringBuilder seen = new StringBuilder();
      for (int i = 0; i < 7; i++) {
        seen.append(clients.text(web.base("a")).replaceAll("\\D*(\\d).*", "$1"));
      }
      assertThat(seen).asString().isEqualTo("1112223");
      assertThat(web.truth().reachable()).contains(web.url("a", "/v3"));
    }
  }

  @Test
  void a_page_can_come_and_go() throws IOException {
    try (TestWeb web =
        TestWeb.builder()
            .site(
                "a",
                s -> s.inTurn("/", Reply.status(404), Reply.status(410), Reply.html("<p>Here")))
            .start()) {
      for (int status : new int[] {404, 410, 200, 200}) {
        assertThat(clients.ask(web.base("a")).statusCode()).isEqualTo(status);
      }
    }
  }

  @Test
  void sitemaps_are_listed_nested_compressed_and_dated() throws IOException {
    try (TestWeb web =
        TestWeb.builder()
            .site(
                "a",
                s ->
                    s.robots("User-agent: *\nDisallow: /no\n\nSitemap: ${a}/all.xml\n")
                        .sitemapIndex(
                            "/all.xml", SitemapEntry.of("${a}/one.xml.gz").modified("2026-01-02"))
                        .sitemap(
                            "/one.xml.gz",
                            SitemapEntry.of("${a}/x?a=1&b=2").changing("daily"),
                            SitemapEntry.of("${a}/y").modified("2026-01-03T04:05:06Z")))
            .start()) {
      assertThat(clients.text(web.url("a", "/robots.txt")))
          .contains("Sitemap: " + web.url("a", "/all.xml"));
      assertThat(clients.text(web.url("a", "/all.xml")))
          .contains(
              "<sitemapindex",
              "<sitemap><loc>" + web.url("a", "/one.xml.gz"),
              "<lastmod>2026-01-02</lastmod></sitemap>");
      HttpResponse<byte[]> packed = clients.ask(web.url("a", "/one.xml.gz"));
      assertThat(packed.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .contains("x?a=1&amp;b=2</loc><changefreq>daily</changefreq></url>", "T04:05:06Z");
      clients.ask(web.url("a", "/no/way"));
      assertThat(web.referee().disallowedRequests()).hasSize(1);
    }
  }

  @Test
  void owners_speak_through_headers_and_well_known_files() throws IOException {
    try (TestWeb web =
        TestWeb.builder()
            .site(
                "a",
                s ->
                    s.page("/", "<p>Hello")
                        .page("/other", "<p>Hello")
                        .headerEverywhere("Content-Usage", "train-ai=n")
                        .header("/", "X-Robots-Tag", "noindex, noai")
                        .header("/", "tdm-reservation", "1")
                        .tdmrep("[{\"location\": \"/\", \"tdm-reservation\": 1}]"))
            .start()) {
      assertThat(Clients.raw(web.base("a")))
          .contains("X-Robots-Tag: noindex, noai\r\n", "tdm-reservation: 1\r\n")
          .contains("Content-Usage: train-ai=n\r\n");
      assertThat(Clients.raw(web.url("a", "/other")))
          .contains("Content-Usage: train-ai=n\r\n")
          .doesNotContain("X-Robots-Tag");
      assertThat(Clients.raw(web.url("a", "/robots.txt"))).doesNotContain("Content-Usage");
      assertThat(Clients.raw(web.url("a", "/.well-known/tdmrep.json")))
          .contains("Content-Type: application/json\r\n", "\"tdm-reservation\": 1");
    }
  }

  @Test
  void a_site_can_be_slow_as_a_whole() throws IOException {
    try (TestWeb web =
        TestWeb.builder()
            .site("slow", s -> s.page("/", "x").latency(Duration.ofMillis(150)))
            .site("fast", s -> s.page("/", "x"))
            .start()) {
      long start = System.nanoTime();
      clients.ask(web.url("slow", "/robots.txt"));
      clients.ask(web.base("slow"));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
    }
  }

  @Test
  void several_names_share_an_address_and_the_address_is_judged() throws IOException {
    Duration delay = Duration.ofSeconds(20);
    try (TestWeb web =
        TestWeb.builder()
            .namedHosts()
            .refereeDelayPerAddress(delay)
            .site("a", s -> s.page("/", "this is a"))
            .site("b", s -> s.page("/", "this is b").sharesAddressOf("a"))
            .site("c", s -> s.page("/", "this is c"))
            .start()) {
      InetAddress shared = web.resolve("b.test").orElseThrow();
      assertThat(web.resolve("a.test")).contains(shared);
      assertThat(web.resolve("c.test")).isNotEqualTo(web.resolve("a.test"));
      assertThat(ask(shared, web.port(), "A.test")).endsWith("this is a");
      assertThat(ask(shared, web.port(), "b.test")).endsWith("this is b");
      assertThat(ask(web.resolve("c.test").orElseThrow(), web.port(), "c.test"))
          .endsWith("this is c");
      assertThat(web.referee().requests("b")).hasSize(1);
      assertThat(web.referee().maxConcurrencyPerAddress()).isEqualTo(1);
      assertThat(web.referee().violations(delay, Duration.ZERO)).isEmpty();
      assertThat(web.referee().allViolations(Duration.ZERO, Duration.ZERO))
          .filteredOn(v -> v.kind() != Violation.Kind.BEFORE_ROBOTS)
          .singleElement()
          .satisfies(v -> assertThat(v.kind()).isEqualTo(Violation.Kind.ADDRESS_GAP))
          .asString()
          .contains(web.base("a"), web.base("b"));
    }
  }

  @Test
  void sites_without_names_cannot_share_an_address() {
    TestWebBuilder builder =
        TestWeb.builder().site("a", s -> {}).site("b", s -> s.sharesAddressOf("a"));
    assertThatThrownBy(builder::start).hasMessageContaining("named");
  }

  private static String ask(InetAddress address, int port, String host) throws IOException {
    try (Socket socket = new Socket(address, port)) {
      socket.setSoTimeout(5000);
      Clients.send(socket, "GET / HTTP/1.1\nHost: " + host + ":" + port + "\nConnection: close");
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
