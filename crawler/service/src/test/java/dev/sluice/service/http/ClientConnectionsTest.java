package dev.sluice.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One client that opens more and more connections. */
class ClientConnectionsTest {

  /** So long that no connection is closed for another reason. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final int TOO_MANY = 10;
  private static final Patience PATIENCE = new Patience(LONG, LONG, LONG);

  private final EventHub events = new EventHub(InstantSource.system());
  private final List<Socket> clients = new ArrayList<>();
  private ApiServer server;
  private RawHttp raw;

  @BeforeEach
  void startAServer() {
    ListenAddress listen = ListenAddress.parse("127.0.0.1:0");
    Routes routes =
        () ->
            List.of(
                Route.at(Route.Verb.GET, "/quick", "A word.").by(request -> Answer.ok("quick")));
    Gatekeeper gate =
        new Gatekeeper(
            new ApiSettings(listen, List.of(), Optional.empty()),
            Token.random(),
            InstantSource.system());
    RequestLog unread = (route, status, nanos) -> {};
    RouteTable table = new RouteTable(List.of(routes));
    server =
        ApiServer.start(listen, new ApiHandler(table, gate, events, unread, PATIENCE), PATIENCE);
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

  @Test
  void aClientWithTooManyConnectionsLosesSomeAndOthersAreAnswered() throws Exception {
    for (int i = 0; i < ApiServer.MOST_CONNECTIONS_OF_ONE + TOO_MANY; i++) {
      Socket client = raw.connect();
      clients.add(client);
    }
    RunningDaemon.until("those that are too many are closed", () -> closed() >= TOO_MANY);
    assertThat(closed()).isEqualTo(TOO_MANY);
    RawHttp.Reply other = raw.send("127.0.0.2", raw.head("GET", "/quick"), "");
    assertThat(other.status()).isEqualTo(200);
    for (Socket client : clients.subList(0, 2 * TOO_MANY)) {
      client.close();
    }
    RunningDaemon.until("there is room again", this::isAnswered);
  }

  private int closed() {
    return (int) clients.stream().filter(ClientConnectionsTest::isClosed).count();
  }

  /** Nothing is ever answered on these connections: so what is not closed gives no byte. */
  private static boolean isClosed(Socket client) {
    try {
      client.setSoTimeout(5);
      return client.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private boolean isAnswered() {
    try {
      return raw.get("/quick").status() == 200;
    } catch (IOException closed) {
      return false;
    }
  }
}
