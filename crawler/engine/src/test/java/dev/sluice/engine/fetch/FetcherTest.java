package dev.sluice.engine.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.AddressRange;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.CrawlSettings.Reach;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchRequest;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.HostResolver;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.testweb.Faults;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.TestWebBuilder;
import dev.sluice.testweb.model.Exchange;
import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class FetcherTest {

  private static final int MAX_BYTES = 100_000;
  private static final FetchLimits LIMITS =
      new FetchLimits(
          Duration.ofMillis(800), Duration.ofMillis(800), Duration.ofMillis(1500), MAX_BYTES);
  private static final Reach LOOPBACK =
      new Reach(false, List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1/128")));

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private Fetcher fetcher(Reach reach, FetchLimits limits) {
    AddressBook addresses =
        new AddressBook(
            HostResolver.SYSTEM,
            new AddressPolicy(reach),
            limits.connectTimeout(),
            InstantSource.system());
    open.add(addresses);
    Fetcher fetcher =
        new Fetcher("SluiceTest/1.0", limits, addresses, Tls.system(), InstantSource.system());
    open.add(fetcher);
    return fetcher;
  }

  private Fetcher fetcher() {
    return fetcher(LOOPBACK, LIMITS);
  }

  private TestWeb started(TestWebBuilder builder) {
    TestWeb web = builder.start();
    open.add(web);
    return web;
  }

  private static FetchResult fetch(Fetcher fetcher, String url) {
    return fetcher.fetch(FetchRequest.of(PageUrl.parse(url), MAX_BYTES));
  }

  private FetchResult fetch(Fault fault) {
    TestWeb web =
        started(
            TestWeb.builder()
                .site("a", site -> site.page("/x", "A page. ".repeat(20)).fault("/x", fault)));
    return fetch(fetcher(), web.url("a", "/x"));
  }

  private record Case(String name, Fault fault, FetchFailure kind) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> failures() {
    return Stream.of(
        new Case("silence", Faults.hang(), FetchFailure.HEADER_TIMEOUT),
        new Case("dribble", Faults.dribble(Duration.ofMillis(50)), FetchFailure.TIMEOUT),
        new Case("endless headers", Faults.endlessHeaders(), FetchFailure.HEADER_TOO_LARGE),
        new Case("huge header", Faults.hugeHeader(100_000), FetchFailure.HEADER_TOO_LARGE),
        new Case("no number", Faults.contentLength("many"), FetchFailure.MALFORMED),
        new Case("below zero", Faults.contentLength("-1"), FetchFailure.MALFORMED),
        new Case("bad gzip", Faults.brokenGzip(), FetchFailure.UNDECODABLE),
        new Case("not HTTP", Faults.badStatusLine("hello"), FetchFailure.MALFORMED),
        new Case("too short", Faults.contentLengthTooLarge(9), FetchFailure.BROKEN),
        new Case("reset at once", Faults.resetBeforeHeaders(), FetchFailure.NO_ANSWER),
        new Case("reset in body", Faults.resetMidBody(), FetchFailure.BROKEN));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_fault_is_a_failure_of_its_kind(Case expected) {
    assertThat(fetch(expected.fault()))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).as(failure.detail()).isEqualTo(expected.kind());
              assertThat(failure.detail()).isNotBlank();
              assertThat(failure.kind().passing()).isTrue();
            });
  }

  @ParameterizedTest
  @CsvSource({"200", "204", "304", "404", "410", "429", "500", "503"})
  void every_status_is_an_answer(int status) {
    assertThat(fetch(Faults.status(status)))
        .isInstanceOfSatisfying(
            Answer.class,
            answer -> {
              assertThat(answer.status()).isEqualTo(status);
              assertThat(answer.truncated()).isFalse();
              assertThat(answer.address()).isEqualTo("127.81.0.1");
              assertThat(answer.latency()).isPositive();
            });
  }

  @Test
  void redirects_are_answers_too_and_are_not_followed() {
    FetchResult result = fetch(Faults.redirectTo(302, "/y"));
    assertThat(((Answer) result).redirect()).isTrue();
    assertThat(((Answer) result).headers().first("location")).contains("/y");
  }

  @Test
  void long_bodies_are_cut_and_their_connections_not_used_again() {
    TestWeb web =
        started(
            TestWeb.builder()
                .site(
                    "a",
                    site ->
                        site.page("/long", "x".repeat(3 * MAX_BYTES))
                            .page("/exact", Reply.text("y".repeat(MAX_BYTES)))
                            .fault("/endless", Faults.endlessBody())
                            .fault("/bomb", Faults.gzipBomb(50))));
    Fetcher fetcher = fetcher();
    for (String path : List.of("/long", "/endless", "/bomb", "/exact")) {
      Answer answer = (Answer) fetch(fetcher, web.url("a", path));
      assertThat(answer.body()).hasSize(MAX_BYTES);
      assertThat(answer.truncated()).isEqualTo(!path.equals("/exact"));
    }
    assertThat(web.referee().requests("a").stream().map(Exchange::connection).distinct())
        .hasSize(4);
    assertThat(
            ((Answer) fetcher.fetch(FetchRequest.of(PageUrl.parse(web.url("a", "/long")), 10)))
                .body())
        .hasSize(10);
  }

  @Test
  void a_body_of_an_unwanted_type_is_not_read() {
    TestWeb web =
        started(
            TestWeb.builder()
                .site("a", site -> site.page("/x", Reply.of("Image/PNG; q=1", new byte[500]))));
    Answer answer =
        (Answer)
            fetcher()
                .fetch(
                    FetchRequest.of(PageUrl.parse(web.url("a", "/x")), MAX_BYTES)
                        .withWanted(type -> !type.equals("image/png")));
    assertThat(answer.body()).isEmpty();
    assertThat(answer.truncated()).isTrue();
  }

  @ParameterizedTest(name = "gzip {0}, chunked {1}")
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void answers_read_to_their_end_leave_the_connection_for_the_next(boolean gzip, boolean chunked) {
    Reply plain = Reply.html("A page. ".repeat(500));
    Reply packed = gzip ? plain.gzipped() : plain;
    Reply reply = chunked ? packed.inChunks() : packed;
    TestWeb web =
        started(TestWeb.builder().site("a", site -> site.page("/1", reply).page("/2", reply)));
    Fetcher fetcher = fetcher();
    for (String path : List.of("/1", "/2", "/1", "/missing", "/2")) {
      assertThat(fetch(fetcher, web.url("a", path))).isInstanceOf(Answer.class);
    }
    assertThat(web.referee().requests("a").stream().map(Exchange::connection).distinct())
        .hasSize(1);
  }

  @Test
  void an_empty_body_is_empty_in_every_coding() {
    TestWeb web =
        started(
            TestWeb.builder()
                .site(
                    "a", site -> site.page("/0", Reply.html("").with("Content-Encoding", "gzip"))));
    assertThat(((Answer) fetch(fetcher(), web.url("a", "/0"))).body()).isEmpty();
  }

  @Test
  void loopback_is_refused_unless_it_was_allowed_also_behind_a_name() {
    TestWeb web = started(TestWeb.builder().site("a", site -> site.page("/", "x")));
    Fetcher publicOnly = fetcher(new Reach(true, List.of()), LIMITS);
    for (String url : List.of(web.base("a"), "http://localhost:" + web.port() + "/")) {
      Failure failure = (Failure) fetch(publicOnly, url);
      assertThat(failure.kind()).isEqualTo(FetchFailure.ADDRESS_REFUSED);
      assertThat(failure.kind().passing()).isFalse();
    }
    assertThat(web.referee().requestCount()).isZero();
    assertThat(fetch(fetcher(), web.base("a"))).isInstanceOf(Answer.class);
  }

  @Test
  void an_ipv6_address_can_be_asked() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      Thread answering = new Thread(() -> answerOnce(server));
      answering.start();
      FetchResult result = fetch(fetcher(), "http://[::1]:" + server.getLocalPort() + "/");
      assertThat(result).isInstanceOf(Answer.class);
      assertThat(((Answer) result).body()).asString().isEqualTo("ok");
      answering.join(TimeUnit.SECONDS.toMillis(10));
    }
  }

  private static void answerOnce(ServerSocket server) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      byte[] read = new byte[4096];
      assertThat(in.read(read)).isPositive();
      byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes();
      socket.getOutputStream().write(answer);
    } catch (IOException clientLeft) {
      // the test sees it at the other end
    }
  }

  @Test
  void the_deadline_holds_for_the_whole_exchange() {
    Instant start = Instant.now();
    FetchResult result = fetch(Faults.dribble(Duration.ofMillis(100)));
    assertThat(((Failure) result).detail()).contains("no complete answer");
    assertThat(Duration.between(start, result.endedAt()))
        .isBetween(LIMITS.deadline(), Duration.ofSeconds(10));
  }

  @Test
  void cancelled_fetches_end_at_once_and_so_do_later_ones() throws Exception {
    FetchLimits patient =
        new FetchLimits(
            Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), MAX_BYTES);
    TestWeb web = started(TestWeb.builder().site("a", site -> site.fault("/x", Faults.hang())));
    Fetcher fetcher = fetcher(LOOPBACK, patient);
    List<FetchResult> results = new ArrayList<>();
    Thread hanging = new Thread(() -> results.add(fetch(fetcher, web.url("a", "/x"))));
    hanging.start();
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (web.referee().requestCount() == 0 && System.nanoTime() < giveUp) {
      Thread.onSpinWait();
    }
    fetcher.cancelAll();
    hanging.join(TimeUnit.SECONDS.toMillis(20));
    results.add(fetch(fetcher, web.url("a", "/x")));
    assertThat(results)
        .hasSize(2)
        .allSatisfy(
            result -> assertThat(((Failure) result).kind()).isEqualTo(FetchFailure.CANCELLED));
  }
}
