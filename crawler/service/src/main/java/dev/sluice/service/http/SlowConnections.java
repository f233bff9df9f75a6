package dev.sluice.service.http;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Closes connections on which no request comes to its end: a client that sends a header byte by
 * byte is never idle, and would hold its connection for ever.
 */
final class SlowConnections implements AutoCloseable {

  private static final int LONGEST_SECONDS = 30;

  private final ServerConnector connector;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread made = new Thread(work, "http-slow");
            made.setDaemon(true);
            return made;
          });
  private Map<EndPoint, Waiting> waiting = new HashMap<>();

  @SuppressWarnings("FutureReturnValueIgnored") // it is never waited for
  SlowConnections(ServerConnector connector) {
    this.connector = connector;
    thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * A connection that waits for a request.
   *
   * @param requests so many have come on it before
   * @param bytesOut so much was answered on it; a stream of events goes on after its answer began
   * @param seconds for so long
   */
  private record Waiting(long requests, long bytesOut, int seconds) {

    boolean isAs(Connection connection) {
      return requests == connection.getMessagesIn() && bytesOut == connection.getBytesOut();
    }
  }

  private void look() {
    Map<EndPoint, Waiting> now = new HashMap<>();
    for (EndPoint end : connector.getConnectedEndPoints()) {
      Connection connection = end.getConnection();
      if (connection == null || connection.getMessagesIn() > connection.getMessagesOut()) {
        continue; // one is being answered
      }
      Waiting before = waiting.get(end);
      int seconds = before != null && before.isAs(connection) ? before.seconds + 1 : 0;
      if (seconds >= LONGEST_SECONDS) {
        end.close();
      } else {
        now.put(end, new Waiting(connection.getMessagesIn(), connection.getBytesOut(), seconds));
      }
    }
    waiting = now;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
