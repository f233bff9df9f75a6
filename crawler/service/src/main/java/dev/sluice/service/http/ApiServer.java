package dev.sluice.service.http;

import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Listens for HTTP, with a few threads of its own.
 *
 * <p>A request has a thread only while it is being answered: headers and bodies are read, answers
 * and events are written without one, so that a client that dawdles takes a connection and nothing
 * else, and not even that for ever.
 */
final class ApiServer implements AutoCloseable {

  private static final int MOST_THREADS = 12;
  private static final int LEAST_THREADS = 4;
  private static final int THREAD_IDLE_MILLIS = 60_000;
  private static final int MOST_CONNECTIONS = 256;

  /** A browser has seven at most, and a proxy may bring many browsers. */
  static final int MOST_CONNECTIONS_OF_ONE = 128;

  /** When there are as many connections as there may be, those on which nothing moves go. */
  private static final int IDLE_MILLIS_IF_MANY = 5_000;

  private static final int MOST_HEADER_BYTES = 16 << 10;

  private final Server server;
  private final SlowConnections slow;
  private final String url;

  private ApiServer(Server server, SlowConnections slow, String url) {
    this.server = server;
    this.slow = slow;
    this.url = url;
  }

  /**
   * Begins to listen.
   *
   * @param patience with clients that dawdle
   * @throws SettingsException if that address cannot be listened at
   */
  static ApiServer start(ListenAddress listen, ApiHandler handler, Patience patience) {
    QueuedThreadPool threads =
        new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, THREAD_IDLE_MILLIS);
    threads.setName("http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(listen.address().getHostAddress());
    connector.setPort(listen.port());
    connector.setIdleTimeout(patience.idle().toMillis());
    connector.addBean(new ClientConnections(MOST_CONNECTIONS_OF_ONE));
    server.addConnector(connector);
    NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, connector);
    limit.setEndPointIdleTimeout(IDLE_MILLIS_IF_MANY);
    server.addBean(limit);
    server.setHandler(handler);
    server.setErrorHandler(handler::tellProtocolError);
    open(connector, listen);
    uninterrupted(
        () -> {
          server.start();
          return server;
        });
    return new ApiServer(
        server,
        new SlowConnections(connector, handler::isAnswering, patience.header()),
        listen.url(connector.getLocalPort()));
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(MOST_HEADER_BYTES);
    return configuration;
  }

  private static void open(ServerConnector connector, ListenAddress listen) {
    try {
      connector.open();
    } catch (IOException failure) {
      throw new SettingsException(
          "--listen "
              + listen
              + ": that address cannot be listened at ("
              + reason(failure)
              + "); if another program has it, name another one, such as "
              + new ListenAddress(listen.host(), 0)
              + " for any that is free, or switch the API off with --listen none");
    }
  }

  private static String reason(IOException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }

  /** Jetty's life cycle can throw anything; what it throws beyond {@link #open} is a defect. */
  private static void uninterrupted(Callable<Server> step) {
    try {
      step.call();
    } catch (Exception defect) {
      throw new IllegalStateException("the HTTP server failed", defect);
    }
  }

  /** Where a program on this machine reaches it, such as {@code http://127.0.0.1:8787}. */
  String url() {
    return url;
  }

  @Override
  public void close() {
    slow.close();
    uninterrupted(
        () -> {
          server.stop();
          return server;
        });
  }
}
