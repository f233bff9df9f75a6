package dev.sluice.service.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Closes connections on which no request comes to its end: a client that sends a header byte by
 * byte is never idle, and would hold its connection for ever.
 */
final class SlowConnections implements AutoCloseable {

  private final ServerConnector connector;
  private final Predicate<EndPoint> answering;
  private final long longestSeconds;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread made = new Thread(work, "http-slow");
            made.setDaemon(true);
            return made;
          });
  private Map<EndPoint, Waiting> waiting = new HashMap<>();

  /**
   * @param answering whether a request has come on a connection and is being answered; Jetty counts
   *     an answer when it begins, and a stream of events has no end
   * @param longest for a request to come
   */
  @SuppressWarnings("FutureReturnValueIgnored") // it is never waited for
  SlowConnections(ServerConnector connector, Predicate<EndPoint> answering, Duration longest) {
    this.connector = connector;
    this.answering = answering;
    this.longestSeconds = longest.toSeconds();
    thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * A connection that waits for a request.
   *
   * @param requests so many have come on it before
   * @param seconds for so long
   */
  private record Waiting(long requests, int seconds) {}

  private void look() {
    Map<EndPoint, Waiting> now = new HashMap<>();
    for (EndPoint end : connector.getConnectedEndPoints()) {
      Connection connection = end.getConnection();
      if (connection == null || answering.test(end)) {
        continue;
      }
      Waiting before = waiting.get(end);
      long requests = connection.getMessagesIn();
      int seconds = before != null && before.requests == requests ? before.seconds + 1 : 0;
      if (seconds >= longestSeconds) {
        end.close();
      } else {
        now.put(end, new Waiting(requests, seconds));
      }
    }
    waiting = now;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
