package dev.sluice.service.http;

import dev.sluice.service.facts.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sends what happens to all who listen.
 *
 * <p>Nothing here waits for a listener: what one does not take in time is left out if something
 * newer of its kind is there, and a listener that takes nothing for long is let go. So a slow one
 * costs no thread and no one else's time.
 */
public final class EventHub implements AutoCloseable {

  /** More are refused. */
  static final int MOST_LISTENERS = 32;

  private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(15);

  private final List<EventListener> listeners = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private volatile String latestStatus = "";
  private volatile Instant nextHeartbeat;

  /** A hub without listeners. */
  public EventHub(InstantSource clock) {
    this.clock = clock;
    this.nextHeartbeat = clock.instant().plus(BETWEEN_HEARTBEATS);
  }

  /** Takes a listener on, unless there are too many. */
  synchronized boolean add(EventListener listener) {
    if (listeners.size() >= MOST_LISTENERS) {
      return false;
    }
    listeners.add(listener);
    listener.begin(latestStatus);
    return true;
  }

  void remove(EventListener listener) {
    listeners.remove(listener);
  }

  /** Sends how the daemon stands, as JSON; a newer one makes an older one needless. */
  void status(String json) {
    latestStatus = json;
    listeners.forEach(listener -> listener.replace("status", json));
    Instant now = clock.instant();
    if (!now.isBefore(nextHeartbeat)) {
      nextHeartbeat = now.plus(BETWEEN_HEARTBEATS);
      listeners.forEach(EventListener::heartbeat);
    }
  }

  /** Sends something of which each one counts. */
  public void each(String event, Object facts) {
    String json = Json.line(facts);
    listeners.forEach(listener -> listener.add(event, json));
  }

  /** Sends something of which the newest makes older ones needless. */
  public void newest(String event, Object facts) {
    String json = Json.line(facts);
    listeners.forEach(listener -> listener.replace(event, json));
  }

  int listeners() {
    return listeners.size();
  }

  /** Ends all streams. */
  @Override
  public void close() {
    listeners.forEach(EventListener::end);
    listeners.clear();
  }
}
