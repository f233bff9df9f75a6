package dev.sluice.testweb.load;

import dev.sluice.testweb.model.LoadPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One thread that serves many connections.
 *
 * <p>All answers are late by the same time, so those that are due stand in one queue in the order
 * of their arrival: no timer is needed, and no thread for a wait. Answers without latency stand
 * there too, so that all requests that came together have arrived before the first is answered, and
 * the referee sees how many there were.
 */
final class EventLoop implements Runnable {
  private static final int INPUT_BYTES = 64 * 1024;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Selector selector;
  private final LoadHosts hosts;
  private final LoadReferee referee;
  private final Answers answers;
  private final long latencyNanos;
  private final Queue<Newcomer> newcomers = new ConcurrentLinkedQueue<>();
  private final Deque<Due> dues = new ArrayDeque<>();
  private final ByteBuffer input = ByteBuffer.allocate(INPUT_BYTES);
  private final RequestHead head = new RequestHead();
  private volatile boolean closed;

  EventLoop(LoadPlan plan, LoadHosts hosts, LoadPages pages, LoadReferee referee)
      throws IOException {
    this.selector = Selector.open();
    this.hosts = hosts;
    this.referee = referee;
    this.answers = new Answers(pages, plan);
    this.latencyNanos = plan.serving().latency().toNanos();
  }

  private record Newcomer(SocketChannel channel, int address) {}

  private record Due(LoadConnection connection, long nanos) {}

  /** Takes over a connection; may be called by any thread. */
  void serve(SocketChannel channel, int address) {
    newcomers.add(new Newcomer(channel, address));
    selector.wakeup();
  }

  @Override
  public void run() {
    try (selector) {
      while (!closed) {
        turn();
      }
      selector.keys().forEach(key -> closeQuietly(key.channel()));
      newcomers.forEach(newcomer -> closeQuietly(newcomer.channel()));
    } catch (IOException e) {
      throw new UncheckedIOException("an event loop of the pretend web broke", e);
    }
  }

  private void turn() throws IOException {
    long wait = dues.isEmpty() ? 0 : dues.peek().nanos() - System.nanoTime();
    // A select of zero milliseconds would wait for ever.
    int ready =
        dues.isEmpty()
            ? selector.select()
            : wait <= 0
                ? selector.selectNow()
                : selector.select((wait + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    long now = System.nanoTime();
    if (ready > 0) {
      selector.selectedKeys().forEach(key -> ((LoadConnection) key.attachment()).ready(now));
      selector.selectedKeys().clear();
    }
    welcome();
    answerWhatIsDue();
  }

  private void welcome() {
    for (Newcomer next = newcomers.poll(); next != null; next = newcomers.poll()) {
      try {
        SelectionKey key = next.channel().register(selector, SelectionKey.OP_READ);
        key.attach(new LoadConnection(this, next.channel(), key, next.address()));
      } catch (ClosedChannelException e) {
        // The client was faster than we.
        referee.disconnected();
      }
    }
  }

  private void answerWhatIsDue() {
    long now = System.nanoTime();
    while (!dues.isEmpty() && dues.peek().nanos() <= now) {
      dues.remove().connection().due();
    }
  }

  /** Lets a connection know when its answer's time has come. */
  void dueLater(LoadConnection connection, long arrivalNanos) {
    dues.add(new Due(connection, arrivalNanos + latencyNanos));
  }

  LoadHosts hosts() {
    return hosts;
  }

  LoadReferee referee() {
    return referee;
  }

  Answers answers() {
    return answers;
  }

  /** Where a connection reads to; shared by all of this loop. */
  ByteBuffer input() {
    return input;
  }

  RequestHead head() {
    return head;
  }

  /** Lets the loop end itself and its connections; returns at once. */
  void close() {
    closed = true;
    selector.wakeup();
  }

  static void closeQuietly(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a connection", e);
    }
  }
}
