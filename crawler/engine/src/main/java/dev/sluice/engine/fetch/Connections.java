package dev.sluice.engine.fetch;

import dev.sluice.engine.fetch.Connection.Key;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connections that wait for another request to their server.
 *
 * <p>A connection is handed out only if its server has not closed it meanwhile, and not at all when
 * it goes to another address than the one that the host is asked at now. That takes the place of
 * asking again when a request fails on a used connection: whether the server has counted the first
 * request, nobody could know.
 *
 * <p>Safe for use by several threads.
 */
final class Connections implements AutoCloseable {

  static final Duration LONGEST_IDLE = Duration.ofSeconds(30);
  private static final int MAX_IDLE = 2000;

  private final InstantSource clock;
  private final Map<Key, Deque<Connection>> byServer = new HashMap<>();

  /** When each idle connection is to be closed; in the order in which they came. */
  private final LinkedHashMap<Connection, Long> idle = new LinkedHashMap<>();

  private boolean closed;

  Connections(InstantSource clock) {
    this.clock = clock;
  }

  /** An open connection to a server at this address, the one used last. */
  Optional<Connection> take(Key key, InetAddress address) {
    Connection candidate;
    while ((candidate = poll(key)) != null) {
      if (candidate.address().equals(address) && !candidate.isStale()) {
        return Optional.of(candidate);
      }
      candidate.close();
    }
    return Optional.empty();
  }

  private synchronized @Nullable Connection poll(Key key) {
    Deque<Connection> waiting = byServer.get(key);
    Connection newest = waiting == null ? null : waiting.peekFirst();
    if (newest == null) {
      return null;
    }
    long until = idle.getOrDefault(newest, 0L);
    remove(newest);
    if (until <= clock.millis()) {
      newest.close();
      return poll(key);
    }
    return newest;
  }

  private void remove(Connection connection) {
    idle.remove(connection);
    Deque<Connection> waiting = byServer.get(connection.key());
    if (waiting != null && waiting.remove(connection) && waiting.isEmpty()) {
      byServer.remove(connection.key());
    }
  }

  /** Takes a connection back whose last answer was read to its end. */
  synchronized void give(Connection connection, Duration keptFor) {
    Duration life = keptFor.compareTo(LONGEST_IDLE) < 0 ? keptFor : LONGEST_IDLE;
    if (closed || life.isZero()) {
      connection.close();
      return;
    }
    byServer.computeIfAbsent(connection.key(), unused -> new ArrayDeque<>(1)).push(connection);
    idle.put(connection, clock.millis() + life.toMillis());
    if (idle.size() > MAX_IDLE) {
      Connection oldest = idle.keySet().iterator().next();
      remove(oldest);
      oldest.close();
    }
  }

  /** Closes those that have waited for too long. */
  synchronized void closeOld() {
    long now = clock.millis();
    List<Connection> old = new ArrayList<>();
    idle.forEach(
        (connection, until) -> {
          if (until <= now) {
            old.add(connection);
          }
        });
    old.forEach(this::remove);
    old.forEach(Connection::close);
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Iterator<Connection> all = idle.keySet().iterator(); all.hasNext(); all.remove()) {
      all.next().close();
    }
    byServer.clear();
  }
}
