package dev.sluice.testweb.load;

import dev.sluice.testweb.model.LoadPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Accepts the connections of all sites on one socket and hands them to event loops in turn.
 *
 * <p>The socket is bound to the wildcard address, since ten thousand sites would need ten thousand
 * sockets otherwise. No other machine gets an answer for all that: a connection that was made to an
 * address outside 127.0.0.0/8 is reset before a byte of it is read, and the kernel lets nobody
 * reach those addresses from outside (RFC 1122, 3.2.1.3).
 */
public final class LoadServer implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final long CLOSE_MILLIS = 5_000;

  private final ServerSocketChannel listener;
  private final LoadHosts hosts;
  private final LoadReferee referee;
  private final List<EventLoop> loops;
  private final List<Thread> threads = new ArrayList<>();

  private LoadServer(
      ServerSocketChannel listener, LoadHosts hosts, LoadReferee referee, List<EventLoop> loops) {
    this.listener = listener;
    this.hosts = hosts;
    this.referee = referee;
    this.loops = List.copyOf(loops);
  }

  /** The socket of a web. */
  public static ServerSocketChannel bind(int port) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
    listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listener.bind(new InetSocketAddress(port), BACKLOG);
    return listener;
  }

  /** Starts to serve; returns at once. */
  public static LoadServer start(
      ServerSocketChannel listener, LoadPlan plan, LoadHosts hosts, LoadReferee referee)
      throws IOException {
    LoadPages pages = new LoadPages(plan, hosts);
    List<EventLoop> loops = new ArrayList<>();
    for (int i = 0; i < plan.serving().threads(); i++) {
      loops.add(new EventLoop(plan, hosts, pages, referee));
    }
    LoadServer server = new LoadServer(listener, hosts, referee, loops);
    loops.forEach(server::startThread);
    server.startThread(server::acceptUntilClosed);
    return server;
  }

  private void startThread(Runnable work) {
    Thread thread = new Thread(work, "testweb-load");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void acceptUntilClosed() {
    try {
      for (int next = 0; ; next = (next + 1) % loops.size()) {
        accept(listener.accept(), loops.get(next));
      }
    } catch (AsynchronousCloseException e) {
      // The web was closed.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("the pretend web cannot accept connections", e);
    }
  }

  private void accept(SocketChannel channel, EventLoop loop) throws IOException {
    try {
      InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
      if (!local.getAddress().isLoopbackAddress()) {
        referee.refused();
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
        return;
      }
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      referee.connected();
      loop.serve(channel, hosts.number(local.getAddress()));
    } catch (IOException e) {
      // The client left before it was served.
      channel.close();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      loops.forEach(EventLoop::close);
      for (Thread thread : threads) {
        thread.join(CLOSE_MILLIS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the web", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
