package dev.sluice.engine.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.Validators;
import dev.sluice.pages.model.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ConnectionsTest {

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Answer fetch(Fetcher fetcher, RawServer server, String path) {
    FetchResult result = Rig.fetch(fetcher, server.url(path));
    assertThat(result).isInstanceOf(Answer.class);
    return (Answer) result;
  }

  /** Time for what the server does after its answer to arrive. */
  private static void settle() throws InterruptedException {
    assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK^Content-Length: 2^^ok | 1",
        "HTTP/1.1 204 None^^ | 1",
        "HTTP/1.1 304 Same^Content-Length: 500^^ | 1",
        "HTTP/1.1 200 OK^Transfer-Encoding: chunked^^2^ok^0^^ | 1",
        "HTTP/1.1 103 Hints^Link: x^^HTTP/1.1 200 OK^Content-Length: 2^^ok | 1",
        "HTTP/1.1 200 OK^Content-Length: 2^Keep-Alive: timeout=9, max=50^^ok | 1",
        "HTTP/1.1 200 OK^Content-Length: 2^Keep-Alive: timeout=1^^ok | 3",
        "HTTP/1.1 200 OK^Content-Length: 2^Connection: close^^ok | 3",
        "HTTP/1.0 200 OK^Content-Length: 2^^ok | 3",
        "HTTP/1.0 200 OK^Content-Length: 2^Connection: Keep-Alive^^ok | 1",
        "HTTP/1.1 200 OK^Transfer-Encoding: chunked^Content-Length: 7^^2^ok^0^^ | 3",
        "HTTP/1.1 200 OK^Content-Length: 2^^okHTTP/1.1 200 OK^^smuggled | 3",
      })
  void a_connection_is_used_again_if_its_answer_ended_and_its_server_keeps_it(
      String answer, int connections) throws Exception {
    RawServer server = rig.keep(RawServer.saying(answer.strip().replace("^", "\r\n")));
    Fetcher fetcher = rig.fetcher();
    for (int i = 0; i < 3; i++) {
      Answer got = fetch(fetcher, server, "/");
      assertThat(new String(got.body(), StandardCharsets.ISO_8859_1)).isIn("", "ok");
    }
    assertThat(server.connections()).isEqualTo(connections);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void a_connection_that_the_server_has_closed_quietly_is_not_asked_over() throws Exception {
    RawServer server =
        rig.keep(
            RawServer.on(
                (out, socket) -> {
                  out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
                  socket.close();
                }));
    Fetcher fetcher = rig.fetcher();
    for (int i = 0; i < 4; i++) {
      fetch(fetcher, server, "/" + i);
      settle();
    }
    assertThat(server.requests()).hasSize(4);
    assertThat(server.connections()).isEqualTo(4);
  }

  @Test
  void what_a_server_says_unasked_is_never_taken_for_an_answer() throws Exception {
    RawServer server =
        rig.keep(
            RawServer.on(
                (out, socket) -> {
                  out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
                  out.flush();
                  settle();
                  out.write(bytes("HTTP/1.1 408 Too Slow\r\nContent-Length: 0\r\n\r\n"));
                }));
    Fetcher fetcher = rig.fetcher();
    assertThat(fetch(fetcher, server, "/1").status()).isEqualTo(200);
    settle();
    settle();
    assertThat(fetch(fetcher, server, "/2").status()).isEqualTo(200);
    assertThat(server.connections()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"20000, 1", "500000, 2"})
  void a_short_rest_of_a_cut_body_is_read_rather_than_a_new_connection_made(
      int length, int connections) throws Exception {
    RawServer server =
        rig.keep(
            RawServer.saying(
                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: "
                    + length
                    + "\r\n\r\n"
                    + "x".repeat(length)));
    Fetcher fetcher = rig.fetcher();
    for (int i = 0; i < 2; i++) {
      Answer answer =
          (Answer)
              fetcher.fetch(Rig.request(server.url("/")).withWanted(type -> type.equals("none")));
      assertThat(answer.truncated()).isTrue();
      assertThat(answer.body()).isEmpty();
    }
    assertThat(server.connections()).isEqualTo(connections);
  }

  @Test
  void validators_are_told_to_the_server_whose_304_is_an_answer() throws Exception {
    RawServer server = rig.keep(RawServer.saying("HTTP/1.1 304 Same\r\nETag: \"v1\"\r\n\r\n"));
    Validators validators =
        Validators.of(
            new Headers(
                List.of(
                    new Headers.Field("ETag", "W/\"v1\""),
                    new Headers.Field("Last-Modified", "Sun, 01 Nov 2026 09:00:00 GMT"))));
    Answer answer =
        (Answer) rig.fetcher().fetch(Rig.request(server.url("/x")).withValidators(validators));
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.truncated()).isFalse();
    assertThat(server.requests().get(0))
        .contains("If-None-Match: W/\"v1\"\n")
        .contains("If-Modified-Since: Sun, 01 Nov 2026 09:00:00 GMT\n");
  }

  @Test
  void validators_that_would_break_a_request_are_left_out() {
    Headers headers = new Headers(List.of(new Headers.Field("ETag", "a\r\nX-Evil: 1")));
    assertThat(Validators.of(headers).etag()).isEqualTo(Optional.empty());
  }

  @Test
  void a_request_says_who_asks_and_what_for() throws IOException {
    RawServer server = rig.keep(RawServer.saying("HTTP/1.1 204 None\r\n\r\n"));
    fetch(rig.fetcher(), server, "/a|b?q={x}&y=caf\u00e9&z=\u6c34");
    String[] lines = server.requests().get(0).split("\n");
    assertThat(lines[0]).isEqualTo("GET /a|b?q={x}&y=caf%C3%A9&z=%E6%B0%B4 HTTP/1.1");
    assertThat(lines[1]).isEqualTo("Host: 127.0.0.1:" + server.port());
    assertThat(lines)
        .contains("User-Agent: SluiceTest/1.0")
        .contains("Accept-Encoding: gzip, deflate, br, zstd")
        .noneMatch(line -> line.startsWith("Cookie"));
  }

  @Test
  void cookies_are_not_sent_back() throws Exception {
    RawServer server =
        rig.keep(RawServer.saying("HTTP/1.1 204 None\r\nSet-Cookie: id=1; Path=/\r\n\r\n"));
    Fetcher fetcher = rig.fetcher();
    fetch(fetcher, server, "/1");
    fetch(fetcher, server, "/2");
    assertThat(server.requests()).hasSize(2).noneMatch(request -> request.contains("Cookie"));
  }
}
