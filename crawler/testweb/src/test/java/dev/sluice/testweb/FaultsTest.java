package dev.sluice.testweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testweb.model.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final String PAGE = "<html><p>Sehr schön, 你好世界你好世界.</p></html>";
  private static final int PAGE_BYTES = PAGE.getBytes(StandardCharsets.UTF_8).length;

  private static TestWeb webWith(Fault fault) {
    return TestWeb.builder()
        .site("a", s -> s.page("/x", PAGE).fault("/x", fault))
        .site("b", s -> s.page("/", "b"))
        .start();
  }

  private static String rawAnswer(Fault fault) throws IOException {
    try (TestWeb web = webWith(fault)) {
      return Clients.raw(web.url("a", "/x"));
    }
  }

  private static Duration timeFor(Fault fault) throws IOException {
    long start = System.nanoTime();
    assertThat(rawAnswer(fault)).startsWith("HTTP/1.1 200");
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void slow_answers_take_their_time() throws IOException {
    assertThat(timeFor(Faults.slowFirstByte(Duration.ofMillis(200))))
        .isGreaterThan(Duration.ofMillis(199));
    assertThat(timeFor(Faults.dribble(Duration.ofMillis(5))))
        .isGreaterThan(Duration.ofMillis(5L * PAGE_BYTES));
  }

  @Test
  void a_hanging_path_sends_nothing() throws IOException {
    try (TestWeb web = webWith(Faults.hang());
        Socket socket = Clients.connect(web.base("a"))) {
      socket.setSoTimeout(150);
      Clients.send(socket, "GET /x HTTP/1.1\nHost: a");
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(rawAnswer(Faults.hang(Duration.ofMillis(50)))).isEmpty();
  }

  @Test
  void resets_come_at_their_moment() throws IOException {
    assertThat(readUntilReset(Faults.resetBeforeHeaders())).isEmpty();
    assertThat(readUntilReset(Faults.resetAfterHeaders())).endsWith("\r\n\r\n");
    assertThat(readUntilReset(Faults.resetMidBody())).contains("<html>").doesNotContain("</html>");
  }

  private static String readUntilReset(Fault fault) throws IOException {
    try (TestWeb web = webWith(fault);
        Socket socket = Clients.connect(web.base("a"))) {
      Clients.send(socket, "GET /x HTTP/1.1\nHost: a");
      StringBuilder read = new StringBuilder();
      InputStream in = socket.getInputStream();
      assertThatThrownBy(
              () -> {
                for (int c = in.read(); c >= 0; c = in.read()) {
                  read.append((char) c);
                }
              })
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      return read.toString();
    }
  }

  @Test
  void declared_lengths_lie() throws IOException {
    assertThat(rawAnswer(Faults.contentLengthTooLarge(10)))
        .contains("Content-Length: " + (PAGE_BYTES + 10));
    assertThat(rawAnswer(Faults.contentLengthTooSmall(10)))
        .contains("Content-Length: " + (PAGE_BYTES - 10))
        .endsWith("</html>");
    assertThat(rawAnswer(Faults.contentLength("-1"))).contains("Content-Length: -1\r\n");
    assertThat(rawAnswer(Faults.contentLength("many"))).contains("Content-Length: many\r\n");
  }

  @Test
  void endless_answers_go_on_until_the_client_leaves() throws IOException {
    for (Fault fault : new Fault[] {Faults.endlessBody(), Faults.endlessHeaders()}) {
      try (TestWeb web = webWith(fault)) {
        try (Socket socket = Clients.connect(web.base("a"))) {
          Clients.send(socket, "GET /x HTTP/1.1\nHost: a");
          assertThat(socket.getInputStream().readNBytes(3_000_000)).hasSize(3_000_000);
        }
        RefereeTest.waitUntil(() -> web.referee().requests().get(0).end().isPresent());
      }
    }
    assertThat(rawAnswer(Faults.endlessBody(Duration.ofMillis(20))).length()).isGreaterThan(8192);
  }

  @Test
  void a_gzip_bomb_is_small_on_the_wire_and_valid_gzip() throws IOException {
    byte[] body = body(Faults.gzipBomb(100));
    assertThat(body.length).isLessThan(200_000);
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(100L << 20);
    }
  }

  @Test
  void broken_gzip_cannot_be_decoded() throws IOException {
    byte[] body = body(Faults.brokenGzip());
    assertThatThrownBy(() -> new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes())
        .isInstanceOf(ZipException.class);
  }

  private static byte[] body(Fault fault) throws IOException {
    try (TestWeb web = webWith(fault)) {
      byte[] answer = Clients.rawBytes(web.url("a", "/x"));
      int head = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
      return Arrays.copyOfRange(answer, head, answer.length);
    }
  }

  @Test
  void heads_can_be_strange() throws IOException {
    assertThat(rawAnswer(Faults.badStatusLine("HTTP/1.1 OK"))).startsWith("HTTP/1.1 OK\r\n");
    assertThat(rawAnswer(Faults.hugeHeader(100_000)))
        .contains("X-Huge: hhh")
        .hasSizeGreaterThan(100_000);
    assertThat(rawAnswer(Faults.contentType("image/png"))).contains("Content-Type: image/png");
  }

  @Test
  void redirects_loop_chain_and_lead_astray() throws IOException {
    try (TestWeb web = webWith(Faults.redirectLoop())) {
      assertThat(Clients.raw(web.url("a", "/x"))).contains("Location: /x?again=1\r\n");
      assertThat(Clients.raw(web.url("a", "/x?again=1"))).contains("Location: /x\r\n");
    }
    try (TestWeb web = webWith(Faults.redirectChain(2))) {
      assertThat(Clients.raw(web.url("a", "/x"))).contains("Location: /x?hop=1\r\n");
      assertThat(Clients.raw(web.url("a", "/x?hop=1"))).contains("Location: /x?hop=2\r\n");
      assertThat(Clients.raw(web.url("a", "/x?hop=2"))).startsWith("HTTP/1.1 200");
    }
    try (TestWeb web = webWith(Faults.redirectOn())) {
      Set<String> seen = new HashSet<>();
      String target = "/x";
      for (int i = 0; i < 100; i++) {
        assertThat(seen.add(target)).isTrue();
        target =
            Clients.raw(web.url("a", target)).replaceFirst("(?s).*Location: (.*?)\r\n.*", "$1");
      }
    }
    try (TestWeb web = webWith(Faults.redirectTo(307, "${b}/y"))) {
      assertThat(Clients.raw(web.url("a", "/x"))).contains("Location: " + web.url("b", "/y"));
    }
    assertThat(rawAnswer(Faults.redirectToPrivateAddress())).contains("Location: http://10.0.0.1/");
    assertThat(rawAnswer(Faults.redirectWithoutLocation()))
        .startsWith("HTTP/1.1 302")
        .doesNotContain("Location");
  }

  @Test
  void retry_after_is_asked_for_a_number_of_times() throws IOException {
    try (TestWeb web = webWith(Faults.retryAfter(429, 2, Duration.ofSeconds(3)))) {
      String url = web.url("a", "/x");
      assertThat(Clients.raw(url)).startsWith("HTTP/1.1 429").contains("Retry-After: 3\r\n");
      assertThat(Clients.raw(url)).startsWith("HTTP/1.1 429");
      assertThat(Clients.raw(url)).startsWith("HTTP/1.1 200");
      assertThat(web.referee().earlyRetries(Duration.ZERO)).hasSize(2);
    }
  }

  @Test
  void retry_after_can_be_an_http_date() throws IOException {
    String answer = rawAnswer(Faults.retryAfterDate(503, 1, Duration.ofSeconds(100)));
    String date = answer.replaceFirst("(?s).*Retry-After: (.*?)\r\n.*", "$1");
    assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
        .isBetween(Instant.now().plusSeconds(95), Instant.now().plusSeconds(102));
  }

  @Test
  void statuses_hold_for_ever_or_for_a_while() throws IOException {
    for (int status : new int[] {500, 404, 410, 204, 304}) {
      assertThat(rawAnswer(Faults.status(status))).startsWith("HTTP/1.1 " + status);
    }
    assertThat(rawAnswer(Faults.status(204))).endsWith("\r\n\r\n");
    try (TestWeb web = webWith(Faults.statusTimes(500, 1))) {
      assertThat(Clients.raw(web.url("a", "/x"))).startsWith("HTTP/1.1 500");
      assertThat(Clients.raw(web.url("a", "/x"))).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void a_damaged_charset_cannot_be_decoded() throws IOException {
    byte[] body = body(Faults.damagedCharset());
    assertThatThrownBy(() -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)))
        .isInstanceOf(CharacterCodingException.class);
  }

  @Test
  void a_deflate_bomb_is_valid_zlib() throws IOException {
    byte[] body = body(Faults.deflateBomb(50));
    assertThat(body.length).isLessThan(100_000);
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(body))) {
      assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(50L << 20);
    }
  }

  @Test
  void bombs_of_other_codings_are_small_and_named() throws IOException {
    assertThat(body(Faults.zstdBomb(64))).hasSize(6 + 64 * 8 * 4).startsWith(0x28, 0xb5, 0x2f);
    assertThat(body(Faults.brotliBomb())).hasSize(54);
    assertThat(rawAnswer(Faults.zstdBomb(1))).contains("Content-Encoding: zstd\r\n");
    assertThat(rawAnswer(Faults.brotliBomb())).contains("Content-Encoding: br\r\n");
  }

  @Test
  void an_answer_can_be_nothing_or_half_or_anything() throws IOException {
    assertThat(rawAnswer(Faults.emptyReply())).isEmpty();
    assertThat(rawAnswer(Faults.halfClosed(Duration.ofSeconds(5))))
        .contains("Content-Length: " + PAGE_BYTES, "<html>")
        .doesNotContain("</html>");
    assertThat(rawAnswer(Faults.raw("\1\u00ff no HTTP"))).isEqualTo("\1\u00ff no HTTP");
  }

  @Test
  void heads_can_be_repeated_and_very_long() throws IOException {
    assertThat(rawAnswer(Faults.interimFlood(103, 3)).split("HTTP/1.1 ", -1))
        .hasSize(5)
        .satisfies(parts -> assertThat(parts[3]).isEqualTo("103 Wait\r\n\r\n"))
        .satisfies(parts -> assertThat(parts[4]).startsWith("200"));
    assertThat(rawAnswer(Faults.manyHeaders("X-More", 10_000)).split("\r\nX-More: ", -1))
        .hasSize(10_001);
    assertThat(rawAnswer(Faults.retryAfterText(503, "soon")))
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: soon\r\n");
    assertThat(rawAnswer(Faults.twoContentLengths(7)))
        .contains(
            "Content-Length: %d\r\nContent-Length: %d\r\n".formatted(PAGE_BYTES, PAGE_BYTES + 7));
  }

  @Test
  void a_promise_to_keep_the_connection_can_be_broken_or_abused() throws IOException {
    assertThat(rawAnswer(Faults.falseKeepAlive()))
        .contains("Connection: keep-alive\r\n")
        .endsWith("</html>");
    try (TestWeb web = webWith(Faults.extraBytes("HTTP/1.1 200 OK\r\n\r\n"));
        Socket socket = Clients.connect(web.base("a"))) {
      Clients.send(socket, "GET /x HTTP/1.1\nHost: a");
      Clients.send(socket, "GET /x HTTP/1.1\nHost: a");
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(all).endsWith("</html>HTTP/1.1 200 OK\r\n\r\n");
      assertThat(web.referee().requestCount()).isEqualTo(1);
    }
  }

  @Test
  void chunks_can_be_anything_or_endless() throws IOException {
    assertThat(rawAnswer(Faults.chunks("zz\r\nabc")))
        .contains("Transfer-Encoding: chunked\r\n")
        .endsWith("\r\n\r\nzz\r\nabc");
    try (TestWeb web = webWith(Faults.endlessChunks());
        Socket socket = Clients.connect(web.base("a"))) {
      Clients.send(socket, "GET /x HTTP/1.1\nHost: a");
      assertThat(socket.getInputStream().readNBytes(1_000_000)).hasSize(1_000_000);
    }
  }

  @Test
  void a_stretched_page_has_the_length_that_it_declares() throws IOException {
    byte[] body = body(Faults.stretched("<p>", "<a href=/#>ü</a>", 50_000, "</p>"));
    assertThat(rawAnswer(Faults.stretched("<p>", "<a href=/#>ü</a>", 50_000, "</p>")))
        .contains("Content-Length: " + body.length);
    assertThat(new String(body, StandardCharsets.UTF_8))
        .startsWith("<p><a href=/0000000>ü</a><a href=/0000001>")
        .endsWith("<a href=/0049999>ü</a></p>");
  }

  @Test
  void a_retry_after_that_cannot_be_read_asks_for_nothing() throws IOException {
    for (String value : new String[] {"soon", "-5", "9".repeat(400)}) {
      try (TestWeb web = webWith(Faults.retryAfterText(429, value))) {
        assertThat(Clients.raw(web.url("a", "/x"))).startsWith("HTTP/1.1 429");
        assertThat(Clients.raw(web.url("a", "/x"))).startsWith("HTTP/1.1 429");
        assertThat(web.referee().earlyRetries(Duration.ZERO)).isEmpty();
      }
    }
  }
}
