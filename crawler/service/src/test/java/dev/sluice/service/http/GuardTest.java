package dev.sluice.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.service.http.RawHttp.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a daemon that asks for no token refuses, byte for byte: its neighbours are browsers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardTest {

  private static final String JSON = "Content-Type: application/json";
  private static final int MOST_BYTES = 1 << 20;

  @TempDir static Path work;
  private RunningDaemon daemon;
  private RawHttp raw;
  private String host;

  @BeforeAll
  void startADaemon() throws Exception {
    daemon = RunningDaemon.start(work, List.of("http://127.99.99.99:9/"));
    raw = new RawHttp(daemon.url());
    host = URI.create(daemon.url()).getAuthority();
  }

  @AfterAll
  void endIt() throws Exception {
    daemon.close();
  }

  private Reply asked(String host) throws IOException {
    return raw.send(List.of("GET /api/v1/status HTTP/1.1", "Host: " + host), "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8787",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "127.0.0.1@evil.example",
        "crawler.test.",
        "a"
      })
  void aPageThatGivesThisMachineANameOfItsOwnGetsNothing(String name) throws IOException {
    Reply reply = asked(name);
    assertThat(reply.status()).as(reply.body()).isIn(400, 403);
    assertThat(reply.json().get("error").get("message").asString()).isNotEmpty();
    assertThat(reply.body()).doesNotContain("progress");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:1",
        "[::1]:8787",
        "localhost:1",
        "LOCALHOST",
        "crawler.test"
      })
  void itsOwnNamesAndAddressesAreServed(String name) throws IOException {
    assertThat(asked(name).status()).isEqualTo(200);
  }

  @Test
  void whoDoesNotSayWhomTheyAskOrSaysItTwiceGetsNothing() throws IOException {
    List<Reply> replies =
        List.of(
            raw.send(List.of("GET /api/v1/status HTTP/1.1"), ""),
            raw.send(List.of("GET /api/v1/status HTTP/1.0"), ""),
            raw.send(
                List.of("GET /api/v1/status HTTP/1.1", "Host: " + host, "Host: evil.example"), ""),
            raw.send(
                List.of("GET http://evil.example/api/v1/status HTTP/1.1", "Host: " + host), ""));
    for (Reply reply : replies) {
      assertThat(reply.status()).as(reply.body()).isIn(400, 403);
      assertThat(reply.code()).isIn("bad_request", "unknown_host");
    }
  }

  private Reply make(String... headers) throws IOException {
    String body = "{\"name\": \"forged\"}";
    List<String> head =
        Stream.concat(
                raw.head("POST", "/api/v1/snapshots", headers).stream(),
                Stream.of("Content-Length: " + body.length()))
            .toList();
    return raw.send(head, body);
  }

  @Test
  void whatOtherSitesPagesCanSendChangesNothing() throws Exception {
    List<Reply> foreign =
        List.of(
            make(JSON, "Origin: http://evil.example"),
            make(JSON, "Origin: null"),
            make(JSON, "Origin: http://127.0.0.1:1"),
            make(JSON, "Origin: http://" + host + ".evil.example"),
            make(JSON, "Origin: ://"),
            make(JSON, "Sec-Fetch-Site: cross-site"),
            make(JSON, "Sec-Fetch-Site: same-site"));
    assertThat(foreign).allMatch(reply -> reply.status() == 403);
    assertThat(foreign).allMatch(reply -> reply.code().equals("foreign_origin"));
    List<Reply> simple =
        List.of(
            make(),
            make("Content-Type: text/plain"),
            make("Content-Type: text/plain; application/json"),
            make("Content-Type: application/x-www-form-urlencoded"),
            make("Content-Type: multipart/form-data; boundary=x"));
    assertThat(simple).allMatch(reply -> reply.status() == 415);
    assertThat(daemon.facts("/api/v1/snapshots").get("snapshots").size()).isZero();
  }

  @Test
  void itsOwnPagesAndThoseBehindItsProxyMayChangeThings() throws Exception {
    assertThat(make(JSON, "Origin: http://" + host, "Sec-Fetch-Site: same-origin").status())
        .isEqualTo(201);
    assertThat(make(JSON + "; charset=utf-8", "Origin: https://crawler.test").status())
        .as("a name that is taken, so it came that far")
        .isEqualTo(409);
    assertThat(daemon.send("DELETE", "/api/v1/snapshots", "{\"name\": \"forged\"}").statusCode())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../../../../../../etc/passwd",
        "/assets/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%252e%252e%252f%252e%252e%252fetc%252fpasswd",
        "/assets/..%5c..%5c..%5cetc%5cpasswd",
        "/assets/..\\..\\etc\\passwd",
        "/assets/..;/..;/..;/etc/passwd",
        "/assets//etc/passwd",
        "/assets/%2fetc%2fpasswd",
        "/assets/file:%2f%2f%2fetc%2fpasswd",
        "/assets/app.js%00.png",
        "/assets/%c0%ae%c0%ae/StaticRoutes.class",
        "/assets/../StaticRoutes.class",
        "/assets/StaticRoutes.class",
        "/assets/.",
        "/assets/",
        "/etc/passwd",
        "//etc/passwd",
        "/../etc/passwd",
        "/api/v1/%zz",
        "/%",
        "/api/v1/page?url=%zz",
        "/api/v1/page?url=%",
        "/api/v1/status?%zz=1",
        "/api/v1/page/text?url=http://a.example/&recipe=../../../etc/passwd",
        "/api/v1/page/text?url=http://a.example/&recipe=/etc/passwd",
        "api/v1/status"
      })
  void noPathLeadsToAnotherFileNorToADefect(String path) throws Exception {
    Reply reply = raw.get(path);
    assertThat(reply.status()).as(reply.body()).isIn(400, 404);
    assertThat(reply.code()).isIn("bad_request", "not_found");
    assertThat(reply.body()).doesNotContain("root:").doesNotContain("defect");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /health, GET",
    "DELETE, /api/v1/status, GET",
    "PATCH, /api/v1/snapshots, 'DELETE, GET, POST'",
    "OPTIONS, /api/v1/snapshots, 'DELETE, GET, POST'",
    "TRACE, /api/v1/status, GET",
    "get, /api/v1/status, GET",
    "POST, /assets/app.js, GET"
  })
  void aMethodThatIsNotMeantIsAnsweredWithThoseThatAre(String method, String path, String allowed)
      throws Exception {
    Reply reply = raw.send(raw.head(method, path), "");
    assertThat(reply.status()).as(reply.body()).isEqualTo(405);
    assertThat(reply.head()).contains("Allow: " + allowed);
    assertThat(reply.code()).isEqualTo("wrong_method");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT evil.example:443", "OPTIONS *", "GET *", "PRI *"})
  void whatIsMeantForProxiesIsRefused(String request) throws Exception {
    String[] words = request.split(" ");
    Reply reply = raw.send(raw.head(words[0], words[1]), "");
    assertThat(reply.status()).as(reply.body()).isBetween(400, 499);
    assertThat(reply.body()).doesNotContain("defect");
  }

  @Test
  void whatIsNoHttpOrTooLongIsToldSo() throws Exception {
    try (Socket socket = raw.connect()) {
      RawHttp.write(socket, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n");
      assertThat(RawHttp.read(socket).status()).isEqualTo(400);
    }
    Reply reply = raw.get("/" + "a".repeat(20_000));
    assertThat(reply.status()).isIn(414, 431);
    assertThat(reply.code()).isEqualTo("bad_request");
    assertThat(raw.get("/health", "X-Long: " + "a".repeat(20_000)).status()).isEqualTo(431);
  }

  @Test
  void aBodyOfMoreThanAMegabyteIsNotTaken() throws Exception {
    String path = "/api/v1/snapshots";
    Reply announced =
        raw.send(raw.head("POST", path, JSON, "Content-Length: " + (MOST_BYTES + 1)), "{");
    assertThat(announced.status()).isEqualTo(413);
    assertThat(announced.code()).isEqualTo("too_large");

    String chunk = Integer.toHexString(1 << 16) + "\r\n" + " ".repeat(1 << 16) + "\r\n";
    try (Socket socket = raw.connect()) {
      RawHttp.write(
          socket,
          String.join("\r\n", raw.head("POST", path, JSON, "Transfer-Encoding: chunked"))
              + "\r\n\r\n");
      try {
        for (int i = 0; i < 64; i++) {
          RawHttp.write(socket, chunk);
        }
      } catch (IOException refusedMeanwhile) {
        // it need not read on what it does not take
      }
      byte[] first = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }

    String most = "{\"nam\": 1" + " ".repeat(MOST_BYTES - 10) + "}";
    assertThat(daemon.send("POST", path, most).body()).contains("did you mean 'name'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          "" | body:1: there is nothing
          "[]" | body:1: a JSON object is expected
          "null" | body:1: a JSON object is expected
          "'x'" | body:1: a JSON object is expected
          "{~'name': 'a',~'name': 'b'}" | body:3: the field 'name' stands twice
          "{'name': 'a'} {" | body:1: there is more behind
          "{'name': ['a']}" | body:1: 'name'
          "{'name': {'a': 1}}" | body:1: 'name'
          "{'name': 'a" | body:1:
          "{'name': 'a',}" | body:1:14: not valid JSON
          "{'name': 3" | expected close marker for Object
          "{'naem': 'a'}" | did you mean 'name'?
          """)
  void aBodyThatIsNotMeantIsToldWithItsPlace(String body, String answer) throws Exception {
    String json = body.replace('\'', '"').replace('~', '\n');
    var reply = daemon.send("DELETE", "/api/v1/snapshots", json);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
    assertThat(reply.body()).contains(answer).doesNotContain("start marker");
  }

  @Test
  void whatIsNestedWithoutEndIsRefused() throws Exception {
    String deep = "{\"name\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    var reply = daemon.send("POST", "/api/v1/snapshots", deep);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
  }
}
