package dev.sluice.testweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testweb.model.Language;
import dev.sluice.testweb.model.PageKind;
import dev.sluice.testweb.model.PageMix;
import dev.sluice.testweb.model.PageTruth;
import dev.sluice.testweb.model.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class TestWebTest {
  private final Clients clients = new Clients();

  @Test
  void a_connection_carries_several_requests_until_close_is_asked_for() throws IOException {
    try (TestWeb web = TestWeb.builder().site("a", s -> s.page("/", "hello")).start();
        Socket socket = Clients.connect(web.base("a"))) {
      Clients.send(socket, "HEAD / HTTP/1.1\nHost: a");
      Clients.send(socket, "GET / HTTP/1.1\nHost: a");
      Clients.send(socket, "GET /none HTTP/1.1\nHost: a\nConnection: close");
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(all.split("HTTP/1.1 ")).hasSize(4);
      assertThat(all.split("HTTP/1.1 ")[1]).contains("Content-Length: 5").endsWith("\r\n\r\n");
      assertThat(all.split("HTTP/1.1 ")[2]).endsWith("hello");
      assertThat(all.split("HTTP/1.1 ")[3]).startsWith("404").contains("Connection: close");
      assertThat(web.referee().requests()).extracting(e -> e.connection()).containsOnly(1L);
    }
  }

  @Test
  void pages_can_be_compressed_and_chunked() throws IOException {
    String text = "hello ".repeat(1000);
    try (TestWeb web =
        TestWeb.builder()
            .site("a", s -> s.page("/", Reply.html(text).gzipped()))
            .site("b", s -> s.page("/", Reply.html(text).inChunks()))
            .start()) {
      byte[] plain = Clients.rawBytes(web.base("a"));
      byte[] packed = Clients.rawBytes(web.base("a"), "Accept-Encoding: gzip");
      assertThat(plain.length).isGreaterThan(6000);
      assertThat(packed.length).isLessThan(1000);
      int head = new String(packed, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
      byte[] body = Arrays.copyOfRange(packed, head, packed.length);
      assertThat(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes())
          .asString()
          .isEqualTo(text);
      assertThat(clients.text(web.base("b"))).isEqualTo(text);
      assertThat(Clients.raw(web.base("b"))).contains("Transfer-Encoding: chunked", "\r\n3e8\r\n");
    }
  }

  @Test
  void sites_have_addresses_of_their_own_and_second_hosts_come_after_them() throws IOException {
    try (TestWeb web =
        TestWeb.builder()
            .firstAddress("127.82.0.1")
            .site("a", s -> s.page("/", "<a href=\"${a-too}/x\">there</a>").alsoAt("a-too"))
            .site("b", s -> s.page("/", "b"))
            .start()) {
      assertThat(web.base("b")).isEqualTo("http://127.82.0.2:" + web.port() + "/");
      assertThat(web.base("a-too")).startsWith("http://127.82.0.3:");
      assertThat(clients.text(web.base("a-too"))).contains(web.base("a-too") + "x");
      assertThat(web.referee().requests("a-too")).hasSize(1);
      assertThat(web.truth().reachable()).contains(web.url("a-too", "/x"));
      assertThat(web.resolve("A-Too.test").orElseThrow().getHostAddress()).isEqualTo("127.82.0.3");
    }
  }

  @Test
  void a_closed_web_opens_again_on_its_port_with_the_same_bytes() throws IOException {
    byte[] before;
    int port;
    try (TestWeb web = TestWeb.large(3, 1000, 7, 0)) {
      port = web.port();
      before = clients.ask(web.url("site2", "/articles/999.html")).body();
    }
    try (TestWeb web = TestWeb.large(3, 1000, 7, port)) {
      assertThat(new Clients().ask(web.url("site2", "/articles/999.html")).body())
          .isEqualTo(before);
      assertThatThrownBy(() -> TestWeb.large(3, 10, 7, port))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.81.0.1");
    }
    try (TestWeb web = TestWeb.large(3, 1000, 8, port)) {
      assertThat(new Clients().ask(web.url("site2", "/articles/999.html")).body())
          .isNotEqualTo(before);
    }
  }

  @Test
  void close_does_not_wait_for_hanging_connections() throws IOException {
    TestWeb web =
        TestWeb.builder()
            .site("a", s -> s.fault("/h", Faults.hang()).fault("/e", Faults.endlessBody()))
            .start();
    try (Socket hanging = Clients.connect(web.base("a"));
        Socket endless = Clients.connect(web.base("a"));
        Socket idle = Clients.connect(web.base("a"))) {
      Clients.send(hanging, "GET /h HTTP/1.1\nHost: a");
      Clients.send(endless, "GET /e HTTP/1.1\nHost: a");
      RefereeTest.waitUntil(() -> web.referee().requestCount() == 2);
      long start = System.nanoTime();
      web.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      assertThat(idle.isConnected()).isTrue();
    }
  }

  @Test
  void the_number_of_connections_is_bounded() throws IOException {
    try (TestWeb web =
            TestWeb.builder().maxConnections(1).site("a", s -> s.page("/", "hello")).start();
        Socket second = holdOne(web)) {
      second.setSoTimeout(100);
      assertThatThrownBy(() -> second.getInputStream().read()).isInstanceOf(IOException.class);
    }
  }

  /** The first socket is left to the garbage collector; close() of the web ends it. */
  private static Socket holdOne(TestWeb web) throws IOException {
    Socket first = Clients.connect(web.base("a"));
    Clients.send(first, "GET / HTT");
    Socket second = Clients.connect(web.base("a"));
    Clients.send(second, "GET / HTTP/1.1\nHost: a");
    return second;
  }

  @Test
  void an_unchanged_page_answers_304_to_its_tag() throws IOException {
    try (TestWeb web = TestWeb.large(1, 10, 1, 0)) {
      String tag = clients.ask(web.base("site1")).headers().firstValue("ETag").orElseThrow();
      assertThat(Clients.raw(web.base("site1"), "If-None-Match: " + tag))
          .startsWith("HTTP/1.1 304");
    }
  }

  @Test
  void robots_files_come_in_all_kinds() throws IOException {
    try (TestWeb web =
        TestWeb.builder()
            .site("none", s -> s.robotsStatus(404))
            .site("down", s -> s.generated(PageMix.english(3, 1)).robotsStatus(503))
            .site("hops", s -> s.robotsRedirected(3, "User-agent: *\nDisallow: /x"))
            .site("far", s -> s.robotsRedirectedAcross("none", 6, "User-agent: *\nDisallow: /x"))
            .site("large", s -> s.robotsVeryLarge("/early", "/late"))
            .site("garbage", s -> s.robotsGarbage(1))
            .site("hangs", s -> s.robotsUnreachable(Faults.hang(Duration.ofMillis(10))))
            .start()) {
      assertThat(clients.ask(web.url("none", "/robots.txt")).statusCode()).isEqualTo(404);
      assertThat(clients.ask(web.url("down", "/robots.txt")).statusCode()).isEqualTo(503);
      assertThat(follow(web.url("hops", "/robots.txt"), 3)).contains("Disallow: /x");
      assertThat(follow(web.url("far", "/robots.txt"), 6)).contains("Disallow: /x");
      assertThat(clients.text(web.url("large", "/robots.txt")).indexOf("/late"))
          .isGreaterThan(500 * 1024);
      assertThat(clients.ask(web.url("garbage", "/robots.txt")).body()).hasSize(4096);
      assertThat(Clients.raw(web.url("hangs", "/robots.txt"))).isEmpty();
      assertThat(web.truth().disallowed()).contains(web.base("down"), web.base("hangs"));
      assertThat(web.truth().reachable()).contains(web.base("far"), web.base("garbage"));
      assertThat(web.referee().disallowedRequests()).isEmpty();
      assertThat(web.referee().requestsBeforeRobots()).isEmpty();
    }
  }

  private String follow(String url, int hops) throws IOException {
    String at = url;
    for (int i = 0; i < hops; i++) {
      at = clients.ask(at).headers().firstValue("Location").orElseThrow();
    }
    HttpResponse<byte[]> last = clients.ask(at);
    assertThat(last.statusCode()).isEqualTo(200);
    return new String(last.body(), StandardCharsets.UTF_8);
  }

  @Test
  void a_calendar_has_no_end() {
    try (TestWeb web =
        TestWeb.builder()
            .site("a", s -> s.generated(PageMix.english(2, 1)).calendar("/cal/"))
            .start()) {
      assertThat(web.truth().reachable()).contains(web.url("a", "/cal/2026/01"));
      assertThat(web.truth().isInTrap(web.url("a", "/cal/2025/12"))).isTrue();
      assertThat(web.truth().isInTrap(web.url("a", "/articles/1.html"))).isFalse();
      assertThat(clients.text(web.url("a", "/cal/2026/12"))).contains("href=\"/cal/2027/01\"");
      assertThat(clients.text(web.url("a", "/cal/9999/12"))).contains("href=\"/cal/10000/01\"");
    }
  }

  @Test
  void messy_links_lead_to_pages_that_exist() throws IOException {
    try (TestWeb web =
        TestWeb.builder()
            .namedHosts()
            .site("a", s -> s.generated(PageMix.english(2, 1)).link("/m").messyLinks("/m"))
            .start()) {
      Set<String> found = new TreeSet<>();
      for (String url : web.truth().reachable()) {
        String address = url.replace("a.test", "127.81.0.1");
        assertThat(clients.ask(address).statusCode()).as(url).isEqualTo(200);
        if (url.contains("/messy/")) {
          found.add(url.substring(web.base("a").length()));
        }
      }
      assertThat(found)
          .containsExactlyInAnyOrder(
              "messy/plain.html",
              "messy/plain.html?q=1&r=2",
              "messy/upper.html",
              "messy/dots.html",
              "messy/above.html",
              "messy/with%20space.html",
              "messy/%E4%B8%AD%E6%96%87.html",
              "messy/caf%C3%A9.html",
              "messy/trimmed.html",
              "messy/schemeless.html",
              "messy/based.html",
              "messy/under/leaf.html");
    }
  }

  @Test
  void the_truth_equals_an_independent_walk_over_http() {
    Predicate<String> forbidden = path -> path.startsWith("/private/") || path.startsWith("/admin");
    try (TestWeb web =
        TestWeb.builder()
            .site(
                "one",
                s ->
                    s.generated(PageMix.english(60, 3))
                        .robots("User-agent: *\nDisallow: /private/\n")
                        .redirect("/r", 302, "/private/b")
                        .fault("/chain", Faults.redirectChain(3))
                        .fault("/busy", Faults.status(500))
                        .link("/private/a", "/r", "/chain", "/busy", "${two}/articles/4.html"))
            .site(
                "two",
                s ->
                    s.generated(PageMix.chinese(50, 4).mirroring("one", 3).withLegacyCharsets())
                        .robots("User-agent: *\nDisallow: /admin\n")
                        .link("/admin/x", "/hand.html")
                        .page("/hand.html", "<a href=\"by-hand.html\">x</a>"))
            .start()) {
      Set<String> reached = new TreeSet<>();
      Set<String> refused = new TreeSet<>();
      Deque<String> queue = new ArrayDeque<>(web.seeds());
      while (!queue.isEmpty()) {
        String url = queue.remove();
        if (forbidden.test(URI.create(url).getPath())) {
          refused.add(url);
        } else if (reached.add(url)) {
          linksOverHttp(url).forEach(queue::add);
        }
      }
      assertThat(web.truth().reachable()).isEqualTo(reached).hasSizeGreaterThan(110);
      assertThat(web.truth().disallowed()).isEqualTo(refused).hasSize(3);
      assertThat(web.referee().disallowedRequests()).isEmpty();
    }
  }

  private Stream<String> linksOverHttp(String url) {
    String answer;
    try {
      answer = Clients.raw(url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Matcher matcher = Pattern.compile("(?:<a href=\"|\r\nLocation: )([^\"\r]+)").matcher(answer);
    return matcher.results().map(m -> URI.create(url).resolve(m.group(1)).toString());
  }

  @Test
  void every_generated_page_carries_its_main_text_in_its_charset() throws IOException {
    Set<String> charsets = new HashSet<>();
    try (TestWeb web = TestWeb.demo(0)) {
      List<PageTruth> pages = web.pages().toList();
      assertThat(pages).hasSizeBetween(150, 250);
      for (PageTruth page : pages) {
        HttpResponse<byte[]> answer = clients.ask(page.url());
        String ascii = new String(answer.body(), StandardCharsets.ISO_8859_1);
        String charset = ascii.replaceFirst("(?s).*?charset=\"?([\\w-]+).*", "$1");
        charsets.add(charset + " " + answer.headers().firstValue("Content-Type").orElseThrow());
        String html = new String(answer.body(), Charset.forName(charset));
        String text = html.replaceAll("</?a[^>]*>", "");
        assertThat(text)
            .contains("<h1>" + page.title())
            .contains("lang=\"" + page.language().tag());
        assertThat(page.paragraphs()).allSatisfy(p -> assertThat(text).contains("<p>" + p));
      }
    }
    assertThat(charsets)
        .containsExactlyInAnyOrder(
            "utf-8 text/html; charset=UTF-8", "gb2312 text/html", "big5 text/html; charset=Big5");
  }

  @Test
  void good_pages_read_like_prose_and_the_truth_knows_copies_and_junk() {
    try (TestWeb web = TestWeb.demo(0)) {
      List<PageTruth> pages = web.pages().toList();
      assertThat(pages).extracting(PageTruth::kind).contains(PageKind.values());
      assertThat(pages).extracting(PageTruth::site).contains("gazette", "ribao", "mirror");
      for (PageTruth page : pages) {
        if (page.kind() == PageKind.OK) {
          assertProse(page);
        }
        page.original()
            .ifPresent(url -> assertCopy(page, pages.stream().filter(p -> p.url().equals(url))));
      }
      assertThat(pages)
          .filteredOn(p -> p.kind() == PageKind.OK)
          .extracting(PageTruth::text)
          .doesNotHaveDuplicates();
      assertThat(pages)
          .filteredOn(p -> p.site().equals("mirror") && p.kind() == PageKind.DUPLICATE)
          .anyMatch(p -> p.original().orElseThrow().startsWith(web.base("gazette")));
    }
  }

  @Test
  void pages_that_are_no_copies_share_few_phrases() {
    try (TestWeb web = TestWeb.demo(0)) {
      List<Set<String>> pages =
          web.pages("gazette").filter(p -> p.kind() == PageKind.OK).map(p -> phrases(p)).toList();
      for (Set<String> one : pages) {
        for (Set<String> other : pages) {
          Set<String> common = new HashSet<>(one);
          common.retainAll(other);
          assertThat(one == other || common.size() < 0.35 * one.size()).isTrue();
        }
      }
    }
  }

  private static Set<String> phrases(PageTruth page) {
    List<String> words = List.of(page.text().split("\\s+"));
    Set<String> phrases = new HashSet<>();
    for (int i = 0; i + 5 <= words.size(); i++) {
      phrases.add(String.join(" ", words.subList(i, i + 5)));
    }
    return phrases;
  }

  private static void assertProse(PageTruth page) {
    String text = page.text();
    if (page.language() == Language.ENGLISH) {
      String[] words = text.split("\\s+");
      double mean = text.replaceAll("\\W", "").length() / (double) words.length;
      assertThat(words.length).isBetween(300, 900);
      assertThat(mean).isBetween(3.0, 6.0);
      assertThat(words).contains("the", "of", "and", "to");
    } else {
      assertThat(text.codePoints().filter(Character::isIdeographic).count()).isGreaterThan(400);
      assertThat(text).contains("的", "在", "有", "人");
    }
    assertThat(text).doesNotContain("{", "}", "?");
    assertThat(page.paragraphs()).allMatch(p -> p.endsWith(".") || p.endsWith("。"));
  }

  private static void assertCopy(PageTruth page, Stream<PageTruth> originals) {
    PageTruth original = originals.findFirst().orElseThrow();
    List<String> theirs = original.paragraphs();
    assertThat(original.kind()).isEqualTo(PageKind.OK);
    if (page.kind() == PageKind.DUPLICATE) {
      assertThat(page.paragraphs()).isEqualTo(theirs);
    } else {
      int last = theirs.size() - 1;
      assertThat(page.paragraphs().subList(0, last)).isEqualTo(theirs.subList(0, last));
      assertThat(page.paragraphs().get(last)).isNotEqualTo(theirs.get(last));
    }
  }

  @Test
  void the_demo_has_all_it_promises() {
    try (TestWeb web = TestWeb.demo(0)) {
      assertThat(web.sites()).hasSize(6);
      assertThat(web.truth().reachable()).hasSizeBetween(150, 270);
      assertThat(web.truth().disallowed())
          .contains(
              web.url("gazette", "/private/diary.html"), web.url("ribao", "/admin/login.html"));
      assertThat(web.truth().reachable()).containsAll(web.pages().map(PageTruth::url).toList());
    }
  }
}
