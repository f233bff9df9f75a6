package dev.sluice.testweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testweb.model.LoadPlan;
import dev.sluice.testweb.model.LoadPlan.Manners;
import dev.sluice.testweb.model.LoadPlan.Serving;
import dev.sluice.testweb.model.LoadPlan.Shape;
import dev.sluice.testweb.model.LoadReport;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LoadWebTest {
  private static final Duration DELAY = Duration.ofMillis(300);
  private static final Pattern HREF = Pattern.compile("<a href=\"([^\"]+)\"");
  private final Clients clients = new Clients();

  private static LoadPlan plan(int sites, int pages) {
    return LoadPlan.of(sites, pages).with(new Shape(sites, pages, 60, 25_000, 7));
  }

  private static Manners delays(Duration host, Duration address) {
    return new Manners(host, address, Optional.empty());
  }

  @Test
  void every_page_can_be_reached_from_one_front_page() {
    try (LoadWeb web = LoadWeb.start(plan(4, 80))) {
      Set<String> seen = new HashSet<>();
      Deque<String> queue = new ArrayDeque<>(List.of(web.url(2, 0)));
      while (!queue.isEmpty()) {
        String url = queue.remove();
        if (seen.add(url)) {
          links(url, clients.text(url)).forEach(queue::add);
        }
      }
      assertThat(seen).hasSize(4 * 80).containsAll(web.seeds());
      LoadReport.Traffic traffic = web.report().traffic();
      assertThat(traffic.distinctPages()).isEqualTo(traffic.allPages()).isEqualTo(320);
      assertThat(traffic.pages()).isEqualTo(320);
      assertThat(traffic.missing()).isZero();
      assertThat(web.report().hosts().asked()).isEqualTo(4);
      assertThat(web.report().hosts().maxConcurrent()).isEqualTo(1);
      assertThat(web.report().hosts().violations()).isZero();
    }
  }

  private static List<String> links(String url, String html) {
    return HREF.matcher(html)
        .results()
        .map((MatchResult link) -> URI.create(url).resolve(link.group(1)).toString())
        .toList();
  }

  @Test
  void pages_are_as_large_as_those_of_the_web_and_the_same_each_time() throws IOException {
    List<Integer> sizes = new ArrayList<>();
    byte[] once;
    try (LoadWeb web = LoadWeb.start(plan(5, 200))) {
      for (int page = 0; page < 200; page++) {
        HttpResponse<byte[]> answer = clients.ask(web.url(1, page));
        sizes.add(answer.body().length);
        assertThat(answer.headers().firstValue("Content-Type"))
            .contains("text/html; charset=utf-8");
      }
      assertThat(links(web.url(1, 5), clients.text(web.url(1, 5)))).hasSize(60);
      assertThat(clients.text(web.url(4, 7))).contains("lang=\"zh-CN\"", "。");
      once = body(web, 3, 9);
    }
    sizes.sort(null);
    assertThat(sizes.get(100)).isBetween(22_000, 29_000);
    assertThat(sizes.get(0)).isBetween(7_900, 12_000);
    assertThat(sizes.get(199)).isBetween(50_000, 81_000);
    try (LoadWeb web = LoadWeb.start(plan(5, 200))) {
      assertThat(body(web, 3, 9)).isEqualTo(once).isNotEqualTo(body(web, 3, 10));
    }
  }

  /** Without the links, which name the port. */
  private byte[] body(LoadWeb web, int site, int page) {
    return clients
        .text(web.url(site, page))
        .replace(":" + web.port(), "")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void other_paths_methods_and_hosts_are_refused() throws IOException {
    Manners manners = new Manners(DELAY, Duration.ZERO, Optional.of(Duration.ofMillis(1500)));
    try (LoadWeb web = LoadWeb.start(plan(3, 10).with(manners))) {
      assertThat(clients.text(web.url(0, 0) + "robots.txt"))
          .isEqualTo("User-agent: *\nAllow: /\nCrawl-delay: 1.5\n");
      for (String path :
          List.of(".well-known/tdmrep.json", "p/10.html", "p/0.html", "p/01.html", "p/1", "p/")) {
        assertThat(clients.ask(web.url(0, 0) + path).statusCode()).as(path).isEqualTo(404);
      }
      try (Socket socket = Clients.connect(web.url(0, 0))) {
        Clients.send(socket, "POST / HTTP/1.1\nHost: x");
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            .startsWith("HTTP/1.1 405");
      }
      assertThat(Clients.raw("http://127.0.0.1:" + web.port() + "/")).startsWith("HTTP/1.1 421");
      assertThat(web.report().traffic().robots()).isEqualTo(1);
      assertThat(web.report().traffic().missing()).isEqualTo(6);
      assertThat(web.report().hosts().requiredMillis()).isEqualTo(1500);
    }
  }

  @Test
  void connections_from_outside_loopback_are_reset_unread() throws IOException {
    Optional<InetAddress> outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .findFirst();
    if (outside.isEmpty()) {
      return;
    }
    try (LoadWeb web = LoadWeb.start(plan(1, 10));
        Socket socket = new Socket(outside.get(), web.port())) {
      socket.setSoTimeout(5000);
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
      assertThat(web.report().traffic().refused()).isEqualTo(1);
    }
  }

  @Test
  void a_short_gap_and_an_overlap_are_seen_and_a_long_gap_is_not() throws Exception {
    Serving slow = new Serving(0, 0, "127.100.0.1", 1, Duration.ofMillis(40), 2);
    LoadPlan plan = plan(3, 10).with(delays(DELAY, DELAY)).with(slow);
    try (LoadWeb web = LoadWeb.start(plan);
        Socket first = Clients.connect(web.url(2, 0));
        Socket second = Clients.connect(web.url(2, 0))) {
      clients.ask(web.url(0, 0));
      Thread.sleep(DELAY.toMillis() + 1);
      clients.ask(web.url(0, 1));
      assertThat(web.report().hosts().violations()).isZero();
      assertThat(web.report().hosts().minPageGapMillis()).isBetween(300.0, 900.0);
      clients.ask(web.url(0, 2));
      assertThat(web.report().hosts().shortPageGaps()).isEqualTo(1);
      clients.ask(web.url(0, 0) + "robots.txt");
      assertThat(web.report().hosts().shortOtherGaps()).isEqualTo(1);
      Clients.send(first, "GET / HTTP/1.1\nHost: x\nConnection: close");
      Clients.send(second, "GET / HTTP/1.1\nHost: x\nConnection: close");
      assertThat(first.getInputStream().readAllBytes().length).isGreaterThan(8000);
      assertThat(second.getInputStream().readAllBytes().length).isGreaterThan(8000);
      LoadReport report = web.report();
      assertThat(report.hosts().overlaps()).isEqualTo(1);
      assertThat(report.hosts().maxConcurrent()).isEqualTo(2);
      assertThat(report.hosts().worst())
          .extracting(LoadReport.Line::violations)
          .containsExactly(2L, 1L);
      assertThat(report.addresses().violations()).isEqualTo(3);
      web.reset();
      assertThat(web.report().hosts().violations()).isZero();
      assertThat(web.report().traffic().requests()).isZero();
    }
  }

  @Test
  void answers_take_the_latency_and_no_thread_each() throws Exception {
    Serving slow = new Serving(0, 0, "127.100.0.1", 1, Duration.ofMillis(200), 1);
    try (LoadWeb web = LoadWeb.start(plan(50, 10).with(slow))) {
      List<Socket> sockets = new ArrayList<>();
      long start = System.nanoTime();
      for (int site = 0; site < 50; site++) {
        Socket socket = Clients.connect(web.url(site, 0));
        Clients.send(socket, "GET /p/3.html HTTP/1.1\nHost: x\nConnection: close");
        sockets.add(socket);
      }
      for (Socket socket : sockets) {
        assertThat(socket.getInputStream().readAllBytes().length).isGreaterThan(8000);
        socket.close();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(199), Duration.ofSeconds(3));
      assertThat(web.report().traffic().peakConnections()).isEqualTo(50);
    }
  }

  @Test
  void requests_sent_ahead_are_answered_in_turn_and_counted_as_overlap() throws IOException {
    try (LoadWeb web = LoadWeb.start(plan(1, 10));
        Socket socket = Clients.connect(web.url(0, 0))) {
      String one = "GET /p/1.html HTTP/1.1\nHost: x\n\n";
      Clients.send(socket, one + one + "GET /p/2.html HTTP/1.0\nHost: x");
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(all.split("HTTP/1.1 200", -1)).hasSize(4);
      assertThat(web.report().hosts().overlaps()).isEqualTo(2);
    }
  }

  @Test
  void many_names_can_share_an_address_and_the_address_is_judged() throws Exception {
    Serving shared = new Serving(0, 0, "127.100.0.1", 4, Duration.ZERO, 1);
    try (LoadWeb web = LoadWeb.start(plan(8, 10).with(shared).with(delays(Duration.ZERO, DELAY)))) {
      assertThat(web.url(5, 0)).isEqualTo("http://s5.test:" + web.port() + "/");
      assertThat(web.resolve(5).getHostAddress()).isEqualTo("127.100.0.2");
      for (int site : new int[] {5, 6}) {
        assertThat(ask(web, web.resolve(site), "s" + site + ".test")).startsWith("HTTP/1.1 200");
      }
      assertThat(ask(web, web.resolve(1), "s5.test")).startsWith("HTTP/1.1 421");
      assertThat(ask(web, web.resolve(1), "other.test")).startsWith("HTTP/1.1 421");
      assertThat(web.report().hosts().violations()).isZero();
      assertThat(web.report().addresses().shortPageGaps()).isEqualTo(1);
      assertThat(web.report().addresses().asked()).isEqualTo(1);
    }
  }

  private static String ask(LoadWeb web, InetAddress address, String host) throws IOException {
    try (Socket socket = new Socket(address, web.port())) {
      socket.setSoTimeout(5000);
      Clients.send(
          socket, "GET / HTTP/1.1\nhOST: " + host + ":" + web.port() + "\nConnection: close");
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void another_process_can_ask_for_the_report_and_reset_it() throws IOException {
    try (LoadWeb web = LoadWeb.start(plan(2, 10))) {
      clients.ask(web.url(1, 3));
      String control = "http://127.0.0.1:" + web.controlPort();
      assertThat(clients.text(control + "/__report"))
          .contains("\"requests\":1,\"pages\":1,\"distinctPages\":1,\"allPages\":20")
          .contains("\"hostViolations\":0", "\"minPageGapMillis\":-1.000");
      assertThat(clients.text(control + "/__hosts")).contains("127.100.0.2:" + web.port());
      assertThat(clients.ask(control + "/__reset").statusCode()).isEqualTo(405);
      HttpURLConnection reset =
          (HttpURLConnection) URI.create(control + "/__reset").toURL().openConnection();
      reset.setRequestMethod("POST");
      assertThat(new String(reset.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"requests\":1");
      assertThat(clients.text(control + "/__report")).contains("\"requests\":0");
    }
  }

  @Test
  void a_slow_reader_gets_its_page_whole() throws Exception {
    LoadPlan large = plan(1, 10).with(new Shape(1, 10, 60, 3_000_000, 7));
    try (LoadWeb web = LoadWeb.start(large);
        Socket socket = Clients.connect(web.url(0, 0))) {
      Clients.send(socket, "GET / HTTP/1.1\nHost: x\nConnection: close");
      Thread.sleep(100);
      byte[] all = socket.getInputStream().readAllBytes();
      String head = new String(Arrays.copyOf(all, 300), StandardCharsets.ISO_8859_1);
      int length = Integer.parseInt(head.replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));
      assertThat(all.length).isEqualTo(length + head.indexOf("\r\n\r\n") + 4);
      assertThat(new String(all, StandardCharsets.UTF_8)).endsWith("</html>\n");
    }
  }

  @Test
  void the_command_line_describes_a_plan() {
    LoadPlan plan =
        LoadWebMain.plan("--sites", "10", "--delay-ms", "1000", "--crawl-delay-ms", "2000");
    assertThat(plan.shape().sites()).isEqualTo(10);
    assertThat(plan.shape().pages()).isEqualTo(100);
    assertThat(plan.manners().required()).isEqualTo(Duration.ofSeconds(2));
    assertThatThrownBy(() -> LoadWebMain.plan("--sides", "10"))
        .hasMessageContaining("--sides")
        .hasMessageContaining("usage");
    assertThatThrownBy(() -> LoadWebMain.plan("--sites", "x")).hasMessageContaining("--sites");
  }
}
