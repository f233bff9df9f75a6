package dev.sluice.engine.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.engine.model.CrawlSettings.Reach;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Failure;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class FailureTest {

  /** Whoever drives the fetcher says this of an error of its own. */
  private static final Set<FetchFailure> NOT_OF_THE_FETCHER = EnumSet.of(FetchFailure.INTERNAL);

  private static final Map<FetchFailure, Scene> SCENES = scenes();

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  /** A way to fail. */
  @FunctionalInterface
  private interface Scene {
    FetchResult play(Rig rig) throws Exception;
  }

  private static Map<FetchFailure, Scene> scenes() {
    Map<FetchFailure, Scene> scenes = new EnumMap<>(FetchFailure.class);
    scenes.put(
        FetchFailure.UNKNOWN_HOST, rig -> Rig.fetch(rig.fetcher(), "http://no-such-host.test/"));
    scenes.put(FetchFailure.LOOKUP_TIMEOUT, FailureTest::hangingResolver);
    scenes.put(
        FetchFailure.ADDRESS_REFUSED,
        rig -> {
          Reach publicOnly = new Reach(true, List.of());
          return Rig.fetch(
              rig.fetcher(Rig::unknown, publicOnly, Rig.LIMITS, Tls.system()),
              "http://169.254.169.254/latest/meta-data/");
        });
    scenes.put(FetchFailure.NO_CONNECTION, FailureTest::nobodyListens);
    scenes.put(FetchFailure.CONNECT_TIMEOUT, FailureTest::fullBacklog);
    scenes.put(
        FetchFailure.TLS,
        rig -> {
          RawServer server =
              rig.keep(new RawServer(Certificates.tlsListener(), (out, socket) -> {}));
          return Rig.fetch(rig.fetcher(), "https://127.0.0.1:" + server.port() + "/");
        });
    scenes.put(
        FetchFailure.TLS_TIMEOUT,
        rig -> {
          RawServer silent = rig.keep(RawServer.on((out, socket) -> {}));
          return Rig.fetch(rig.fetcher(), "https://127.0.0.1:" + silent.port() + "/");
        });
    scenes.put(FetchFailure.NO_ANSWER, rig -> answered(rig, (out, socket) -> socket.close()));
    scenes.put(FetchFailure.HEADER_TIMEOUT, rig -> answered(rig, (out, socket) -> {}));
    scenes.put(
        FetchFailure.HEADER_TOO_LARGE,
        rig -> said(rig, "HTTP/1.1 200 OK\r\n" + "X-Many: 1\r\n".repeat(300) + "\r\n"));
    scenes.put(FetchFailure.MALFORMED, rig -> said(rig, "SSH-2.0-OpenSSH_9.2\r\n"));
    scenes.put(
        FetchFailure.BODY_TIMEOUT,
        rig -> said(rig, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"));
    scenes.put(
        FetchFailure.BROKEN,
        rig ->
            answered(
                rig,
                (out, socket) -> {
                  out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"));
                  socket.close();
                }));
    scenes.put(
        FetchFailure.UNDECODABLE,
        rig ->
            said(
                rig, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnone"));
    scenes.put(FetchFailure.TIMEOUT, rig -> answered(rig, FailureTest::dribble));
    scenes.put(
        FetchFailure.CANCELLED,
        rig -> {
          Fetcher fetcher = rig.fetcher();
          fetcher.cancelAll();
          return Rig.fetch(fetcher, "http://127.0.0.1:9/");
        });
    return scenes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static FetchResult answered(Rig rig, RawServer.Answering answering) throws Exception {
    return Rig.fetch(rig.fetcher(), rig.keep(RawServer.on(answering)).url("/"));
  }

  private static FetchResult said(Rig rig, String answer) throws Exception {
    return Rig.fetch(rig.fetcher(), rig.keep(RawServer.saying(answer)).url("/"));
  }

  /** A byte of the body every now and then, so that the server is never silent. */
  private static void dribble(OutputStream out, Socket socket) throws Exception {
    out.write(bytes("HTTP/1.1 200 OK\r\n\r\n"));
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 200; i++) {
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
      out.write('x');
    }
  }

  private static FetchResult hangingResolver(Rig rig) {
    CountDownLatch over = new CountDownLatch(1);
    rig.keep(over::countDown);
    Fetcher fetcher =
        rig.fetcher(
            host -> {
              try {
                assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
              }
              throw new UnknownHostException(host);
            });
    return Rig.fetch(fetcher, "http://slow-to-find.test/");
  }

  private static FetchResult nobodyListens(Rig rig) throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      free = socket.getLocalPort();
    }
    return Rig.fetch(rig.fetcher(), "http://127.0.0.1:" + free + "/");
  }

  /** Linux lets connections wait unanswered while the queue of a listener is full. */
  private static FetchResult fullBacklog(Rig rig) throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    ServerSocket busy = rig.keep(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
    for (int i = 0; i < 4; i++) {
      Socket one = rig.keep(new Socket());
      try {
        one.connect(busy.getLocalSocketAddress(), 100);
      } catch (SocketTimeoutException full) {
        break;
      }
    }
    return Rig.fetch(rig.fetcher(), "http://127.0.0.1:" + busy.getLocalPort() + "/");
  }

  @Test
  void every_failure_is_produced_here() {
    assertThat(SCENES.keySet())
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.copyOf(NOT_OF_THE_FETCHER)));
  }

  static Set<FetchFailure> produced() {
    return SCENES.keySet();
  }

  @ParameterizedTest
  @MethodSource("produced")
  void a_failure_is_named_after_what_went_wrong(FetchFailure kind) throws Exception {
    assertThat(SCENES.get(kind).play(rig))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).as(failure.detail()).isEqualTo(kind);
              assertThat(failure.detail()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 OK^^x | MALFORMED",
        "HTTP/3.9 200 OK^^x | MALFORMED",
        "<html>hello^ | MALFORMED",
        "HTTP/1.1 200 OK^Content-Length: 1^Content-Length: 2^^xx | MALFORMED",
        "HTTP/1.1 200 OK^Content-Length: -1^^x | MALFORMED",
        "HTTP/1.1 200 OK^Content-Length: 99999999999999999999^^x | MALFORMED",
        "HTTP/1.1 101 Switching^Upgrade: x^^ | MALFORMED",
        "HTTP/1.1 200 OK^Transfer-Encoding: chunked^^zz^x | BROKEN",
        "HTTP/1.1 200 OK^Transfer-Encoding: chunked^^5^ab | BODY_TIMEOUT",
        "HTTP/1.1 200 OK^Content-Encoding: sdch^Content-Length: 1^^x | UNDECODABLE",
        "HTTP/1.1 200 OK^Content-Encoding: gzip, gzip, gzip^Content-Length: 1^^x | UNDECODABLE",
        "HTTP/1.1 200 OK^X: half | HEADER_TIMEOUT",
      })
  void answers_that_are_not_in_order_have_their_names(String answer, FetchFailure kind)
      throws Exception {
    FetchResult result = said(rig, answer.strip().replace("^", "\r\n"));
    assertThat(((Failure) result).kind()).as(result.toString()).isEqualTo(kind);
  }

  @Test
  void a_header_that_comes_byte_by_byte_ends_with_the_deadline() throws Exception {
    FetchResult result =
        answered(
            rig,
            (out, socket) -> {
              CountDownLatch never = new CountDownLatch(1);
              for (byte b : bytes("HTTP/1.1 200 OK\r\nX: " + "y".repeat(200))) {
                assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
                out.write(b);
              }
            });
    assertThat(((Failure) result).kind()).isEqualTo(FetchFailure.TIMEOUT);
  }

  @ParameterizedTest
  @CsvSource({"1, 20000", "150, 1000", "0, 0"})
  void headers_end_at_line_length_and_total_size(int lines, int length) throws Exception {
    String header = "X: %s\r\n".formatted("y".repeat(length)).repeat(lines);
    FetchResult result = said(rig, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + header + "\r\n");
    if (lines == 0) {
      assertThat(result).isInstanceOf(FetchResult.Answer.class);
    } else {
      assertThat(((Failure) result).kind()).isEqualTo(FetchFailure.HEADER_TOO_LARGE);
    }
  }

  @Test
  void informational_answers_without_end_are_a_header_without_end() throws Exception {
    FetchResult result =
        answered(
            rig,
            (out, socket) -> {
              for (int i = 0; i < 100_000; i++) {
                out.write(bytes("HTTP/1.1 103 Early Hints\r\nLink: </x.css>\r\n\r\n"));
              }
            });
    assertThat(((Failure) result).kind()).isEqualTo(FetchFailure.HEADER_TOO_LARGE);
  }
}
