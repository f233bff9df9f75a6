package dev.sluice.testweb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testweb.model.Evil;
import dev.sluice.testweb.model.PageTruth;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HostileWebTest {
  private static final Pattern OUTCOME =
      Pattern.compile("\\d{3}|TRUNCATED|NOT_ASKED|TIMEOUT|BROKEN|MALFORMED");
  private final Clients clients = new Clients();

  @Test
  void every_evil_has_a_host_of_its_own_and_an_expectation() {
    try (TestWeb web = TestWeb.hostile(0)) {
      assertThat(web.evils().size()).isGreaterThan(120);
      assertThat(web.evils()).extracting(Evil::site).doesNotHaveDuplicates();
      assertThat(web.evils()).extracting(Evil::kind).contains(Evil.Kind.values());
      assertThat(web.sites()).hasSize(web.evils().size() + 10);
      for (Evil evil : web.evils()) {
        assertThat(evil.url()).startsWith(web.base(evil.site()));
        assertThat(evil.description()).isNotBlank();
        assertThat(evil.expectation().outcomes()).isNotEmpty().allMatch(OUTCOME.asPredicate());
        assertThat(evil.expectation().maxRequests()).isBetween(1, 150);
      }
      assertThat(web.pages().map(PageTruth::url)).hasSize(1000).doesNotHaveDuplicates();
    }
  }

  @Test
  void every_front_page_is_good_and_leads_to_the_evil() throws IOException {
    try (TestWeb web = TestWeb.hostile(0)) {
      for (Evil evil : web.evils()) {
        assertThat(clients.ask(web.base(evil.site())).statusCode()).as(evil.site()).isEqualTo(200);
        boolean found =
            evil.kind() == Evil.Kind.ROBOTS
                || clients
                    .text(web.url(evil.site(), evil.url().endsWith(".xml") ? "/robots.txt" : "/"))
                    .contains(URI.create(evil.url()).getPath());
        assertThat(found).as(evil.site()).isTrue();
      }
      assertThat(web.referee().requestCount()).isLessThan(400);
    }
  }

  @Test
  void the_server_stands_when_all_evil_is_asked_for_at_once() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    Map<String, String> beginnings;
    long closing;
    try (TestWeb web = TestWeb.hostile(0)) {
      int threads = Thread.activeCount();
      for (int round = 0; round < 3; round++) {
        for (Evil evil : web.evils()) {
          Socket socket = Clients.connect(evil.url());
          Clients.send(
              socket,
              "GET " + URI.create(evil.url()).getPath() + " HTTP/1.1\nHost: " + evil.site());
          sockets.add(socket);
        }
      }
      beginnings =
          web.evils().stream()
              .collect(
                  Collectors.toMap(
                      Evil::site, evil -> beginning(sockets.get(web.evils().indexOf(evil)))));
      assertThat(Thread.activeCount() - threads).isLessThan(3 * web.evils().size() + 10);
      assertThat(clients.ask(web.url("honest7", "/articles/99.html")).statusCode()).isEqualTo(200);
      closing = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(5));
    for (Socket socket : sockets) {
      socket.close();
    }
    assertThat(beginnings).containsEntry("hang", "").containsEntry("empty", "");
    assertThat(beginnings.get("http-2")).startsWith("\0\0\6\4");
    assertThat(beginnings.get("page-100-mb")).startsWith("HTTP/1.1 200").contains("103400");
    assertThat(beginnings.get("retry-word")).contains("Retry-After: soon");
    assertThat(beginnings.get("mapped-6")).contains("Location: http://[::ffff:169.254.169.254]/");
  }

  /** What comes within a fifth of a second. */
  private static String beginning(Socket socket) {
    try {
      socket.setSoTimeout(200);
      byte[] bytes = new byte[300];
      int length = socket.getInputStream().read(bytes);
      return new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void traps_have_no_end_and_the_truth_knows_where_they_begin() throws IOException {
    try (TestWeb web = TestWeb.hostile(0)) {
      assertThat(web.truth().traps()).hasSize(10);
      for (Evil evil : web.evils()) {
        if (evil.kind() != Evil.Kind.TRAP) {
          continue;
        }
        assertThat(web.truth().traps()).contains(evil.url());
        String url = evil.url();
        List<String> way = new ArrayList<>();
        for (int step = 0; step < 30; step++) {
          way.add(url);
          String page = clients.text(url);
          List<String> links =
              Pattern.compile("<a href=\"([^\"]+)\"")
                  .matcher(page)
                  .results()
                  .map(link -> link.group(1).replace("&amp;", "&"))
                  .toList();
          url = URI.create(url).resolve(links.get(links.size() - 1)).toString();
          assertThat(web.truth().isInTrap(url)).as(url).isTrue();
        }
        assertThat(way).doesNotHaveDuplicates();
      }
    }
  }
}
