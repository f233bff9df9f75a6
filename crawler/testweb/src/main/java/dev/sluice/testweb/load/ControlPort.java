package dev.sluice.testweb.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * What a harness in another process asks the referee, on a port of its own at 127.0.0.1.
 *
 * <p>{@code GET /__report} answers with the report, {@code GET /__hosts} with a line for each host,
 * {@code POST /__reset} forgets what was seen so far and answers with the report up to then.
 */
public final class ControlPort implements AutoCloseable {
  private final HttpServer server;

  private ControlPort(HttpServer server) {
    this.server = server;
  }

  /**
   * @param port 0 for any free one
   */
  public static ControlPort start(int port, LoadReferee referee) throws IOException {
    InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(local, port), 0);
    answer(server, "/__report", "GET", () -> ReportJson.of(referee.report()));
    answer(server, "/__hosts", "GET", () -> ReportJson.of(referee.hostLines()));
    answer(server, "/__reset", "POST", () -> resetAfterReport(referee));
    server.start();
    return new ControlPort(server);
  }

  private static String resetAfterReport(LoadReferee referee) {
    String before = ReportJson.of(referee.report());
    referee.reset();
    return before;
  }

  private static void answer(
      HttpServer server, String path, String method, Supplier<String> answer) {
    server.createContext(
        path,
        exchange -> {
          boolean right = exchange.getRequestMethod().equals(method);
          send(exchange, right ? 200 : 405, right ? answer.get() + "\n" : "use " + method + "\n");
        });
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
