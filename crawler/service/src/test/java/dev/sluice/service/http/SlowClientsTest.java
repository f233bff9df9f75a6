package dev.sluice.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that dawdle, and more listeners than there may be, on the server as it is. */
class SlowClientsTest {

  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(3));

  private static final int LARGE_BYTES = 16 << 20;
  private static final Answer LARGE =
      new Answer(200, "text/plain", new byte[LARGE_BYTES], Map.of());

  private final EventHub events = new EventHub(InstantSource.system());
  private final List<String> answered = new CopyOnWriteArrayList<>();
  private final List<Socket> clients = new ArrayList<>();
  private ApiServer server;
  private RawHttp raw;

  @BeforeEach
  void startAServer() {
    ListenAddress listen = ListenAddress.parse("127.0.0.1:0");
    Routes routes =
        () ->
            List.of(
                Route.at(Route.Verb.GET, "/quick", "A word.").by(request -> Answer.ok("quick")),
                Route.at(Route.Verb.GET, "/large", "Much.").by(request -> LARGE),
                Route.at(Route.Verb.POST, "/change", "Takes all.")
                    .by(request -> Answer.noContent()),
                Route.at(Route.Verb.GET, "/events", "All.").streams());
    Gatekeeper gate =
        new Gatekeeper(
            new ApiSettings(listen, List.of(), Optional.empty()),
            Token.random(),
            InstantSource.system());
    server =
        ApiServer.start(
            listen,
            new ApiHandler(
                new RouteTable(List.of(routes)),
                gate,
                events,
                (route, status, nanos) -> answered.add(route.path()),
                PATIENCE),
            PATIENCE);
    raw = new RawHttp(server.url());
  }

  @AfterEach
  void endAll() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
    events.close();
    server.close();
  }

  /** Begins a request and leaves it there. */
  private Socket begin(String text) throws IOException {
    Socket client = raw.connect();
    clients.add(client);
    RawHttp.write(client, text);
    return client;
  }

  private String request(String method, String path, String... headers) {
    return String.join("\r\n", raw.head(method, path, headers)) + "\r\n\r\n";
  }

  @Test
  void manyThatDawdleTakeNothingFromOthersAndAreLetGo() throws Exception {
    String post =
        request("POST", "/change", "Content-Type: application/json", "Content-Length: 1000");
    Socket slow = begin("GET /quick HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ");
    List<Socket> halfHeaders = new ArrayList<>();
    List<Socket> halfBodies = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      halfHeaders.add(begin("GET /quick HTTP/1.1\r\nHost: 127."));
      halfBodies.add(begin(post + "{\"half\": "));
      begin(request("GET", "/large"));
    }
    for (int i = 0; i < 20; i++) {
      assertThat(raw.get("/quick").body()).isEqualTo("\"quick\"");
    }
    writeByteByByteUntilItIsLetGo(slow);
    for (Socket client : halfBodies) {
      assertThat(RawHttp.read(client).status()).isEqualTo(408);
    }
    for (Socket client : halfHeaders) {
      assertThat(client.getInputStream().readAllBytes()).as("half a header").isEmpty();
    }
  }

  /** It is never idle, and still does not get for ever. */
  private static void writeByteByByteUntilItIsLetGo(Socket client) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (writes(client)) {
      assertThat(System.nanoTime()).as("a header without end").isLessThan(end);
      Thread.sleep(100);
    }
  }

  private static boolean writes(Socket client) throws IOException {
    try {
      RawHttp.write(client, "a");
      return true;
    } catch (SocketException closed) {
      return false;
    }
  }

  @Test
  void aReaderThatReadsNothingIsLetGoAndOneThatReadsHasAll() throws Exception {
    Socket deaf = begin(request("GET", "/large"));
    assertThat(raw.get("/large").body()).hasSize(LARGE_BYTES);
    RunningDaemon.until("both are done with", () -> answered.size() == 2);
    assertThat(whatIsLeftFor(deaf)).isLessThan(LARGE_BYTES);
  }

  private static int whatIsLeftFor(Socket client) throws IOException {
    try {
      return client.getInputStream().readAllBytes().length;
    } catch (SocketException reset) {
      return 0;
    }
  }

  private BufferedReader listen() throws IOException {
    Socket client = begin(request("GET", "/events"));
    return new BufferedReader(
        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void awaitLine(BufferedReader reader, String start) throws IOException {
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith(start)) {
        return;
      }
    }
    throw new AssertionError("the stream ended before a line with " + start);
  }

  @Test
  void aListenerThatReadsNothingIsLetGoAndTheOthersHear() throws Exception {
    begin(request("GET", "/events"));
    BufferedReader reader = listen();
    RunningDaemon.until("both listen", () -> events.listeners() == 2);
    String much = "y".repeat(1 << 18);
    RunningDaemon.until(
        "the deaf one is let go",
        () -> {
          events.each("much", much);
          try {
            awaitLine(reader, "event: much");
          } catch (IOException failure) {
            throw new AssertionError(failure);
          }
          return events.listeners() == 1;
        });
    events.each("last", "word");
    awaitLine(reader, "event: last");
  }

  @Test
  void aListenerIsHeardForLongerThanARequestMayTakeToCome() throws Exception {
    BufferedReader reader = listen();
    awaitLine(reader, "retry: ");
    long end = System.nanoTime() + PATIENCE.header().plusSeconds(3).toNanos();
    while (System.nanoTime() < end) {
      events.newest("status", "well");
      awaitLine(reader, "event: status");
      Thread.sleep(100);
    }
    assertThat(events.listeners()).isOne();
  }

  @Test
  void moreListenersThanThereMayBeAreRefusedUntilOneGoes() throws Exception {
    for (int i = 0; i < EventHub.MOST_LISTENERS; i++) {
      awaitLine(listen(), "retry: ");
    }
    RawHttp.Reply refused = raw.get("/events");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("too_many_listeners");
    assertThat(refused.head()).contains("application/json").doesNotContain("event-stream");
    assertThat(raw.get("/quick").status()).isEqualTo(200);

    clients.get(0).close();
    RunningDaemon.until(
        "it is noticed that one has gone",
        () -> {
          events.newest("status", "still there");
          return events.listeners() < EventHub.MOST_LISTENERS;
        });
    awaitLine(listen(), "retry: ");
  }
}
