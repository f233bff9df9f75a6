package dev.sluice.service.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Somebody who listens to a stream of events. Writes without waiting: the next event is written
 * when the one before has gone. Safe for use by several threads.
 */
final class EventListener {

  private static final int MOST_WAITING = 200;

  private final EventHub hub;
  private final Response response;
  private final Callback done;
  private final Deque<Frame> waiting = new ArrayDeque<>();
  private boolean writing;
  private boolean ended;

  EventListener(EventHub hub, Response response, Callback done) {
    this.hub = hub;
    this.response = response;
    this.done = done;
  }

  /** A piece of the stream. */
  private record Frame(String event, String text) {}

  void begin(String status) {
    send(new Frame("", "retry: 2000\n\n"));
    if (!status.isEmpty()) {
      add("status", status);
    }
  }

  void add(String event, String json) {
    send(frame(event, json));
  }

  void replace(String event, String json) {
    synchronized (this) {
      waiting.removeIf(frame -> frame.event.equals(event));
    }
    send(frame(event, json));
  }

  void heartbeat() {
    send(new Frame("", ": \n\n"));
  }

  private static Frame frame(String event, String json) {
    return new Frame(event, "event: " + event + "\ndata: " + json + "\n\n");
  }

  private void send(Frame frame) {
    synchronized (this) {
      if (ended) {
        return;
      }
      waiting.add(frame);
      if (writing) {
        if (waiting.size() > MOST_WAITING) {
          finish(new IllegalStateException("the listener takes nothing"));
        }
        return;
      }
      writing = true;
    }
    writeNext();
  }

  private void writeNext() {
    Frame next;
    synchronized (this) {
      next = ended ? null : waiting.poll();
      if (next == null) {
        writing = false;
        return;
      }
    }
    ByteBuffer bytes = ByteBuffer.wrap(next.text.getBytes(StandardCharsets.UTF_8));
    response.write(false, bytes, Callback.from(this::writeNext, this::finish));
  }

  /** It has gone away, or takes nothing. */
  private void finish(Throwable why) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      waiting.clear();
    }
    hub.remove(this);
    done.failed(why);
  }

  void end() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      waiting.clear();
    }
    done.succeeded();
  }
}
