package dev.sluice.testweb.serve;

import dev.sluice.testweb.model.RequestLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Accepts connections on all listeners in one thread and gives each connection a thread of its own,
 * up to a bound; further clients wait in the backlog.
 *
 * <p>The address a connection was made to says which host is meant; the Host header is asked only
 * where several share an address. When three quarters of the bound are in use, answers end with
 * {@code Connection: close}, so that idle connections cannot starve new ones.
 */
public final class WebServer implements AutoCloseable {
  private static final long CLOSE_SECONDS = 5;

  private final Listeners listeners;
  private final Map<InetAddress, Hosts> hosts;
  private final RequestLog log;
  private final int maxConnections;
  private final Semaphore free;
  private final Selector selector;
  private final ExecutorService threads;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private WebServer(
      Listeners listeners, Map<InetAddress, Hosts> hosts, RequestLog log, int maxConnections)
      throws IOException {
    this.listeners = listeners;
    this.hosts = Map.copyOf(hosts);
    this.log = log;
    this.maxConnections = maxConnections;
    this.free = new Semaphore(maxConnections);
    this.selector = Selector.open();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "testweb");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts to serve; returns at once. */
  public static WebServer start(
      Listeners listeners, Map<InetAddress, Hosts> hosts, RequestLog log, int maxConnections)
      throws IOException {
    WebServer server = new WebServer(listeners, hosts, log, maxConnections);
    for (ServerSocketChannel channel : listeners.channels()) {
      channel.configureBlocking(false);
      channel.register(server.selector, SelectionKey.OP_ACCEPT);
    }
    server.threads.execute(server::acceptUntilClosed);
    return server;
  }

  private void acceptUntilClosed() {
    long connections = 0;
    try (selector) { // closed here: whoever else closed it would change the keys that are walked
      while (!threads.isShutdown()) {
        selector.select(); // ends when close() interrupts it
        Set<SelectionKey> ready = selector.selectedKeys();
        for (SelectionKey key : ready) {
          connections += accept((ServerSocketChannel) key.channel(), connections + 1);
        }
        ready.clear();
      }
    } catch (InterruptedException | RejectedExecutionException | IOException e) {
      // The web was closed; close() has its own way of knowing that all is over.
      open.forEach(WebServer::closeQuietly);
    }
  }

  private int accept(ServerSocketChannel listener, long number)
      throws IOException, InterruptedException {
    free.acquire();
    SocketChannel channel = listener.accept();
    if (channel == null) {
      free.release();
      return 0;
    }
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    open.add(channel);
    threads.execute(() -> serve(channel, number));
    return 1;
  }

  private void serve(SocketChannel channel, long number) {
    try (channel) {
      Hosts here = hosts.get(channel.socket().getLocalAddress());
      if (here != null) {
        new Connection(channel, here, number, log, this::isCrowded).serve();
      }
    } catch (IOException e) {
      // The client left before or while it was served; the referee has noted it.
      closeQuietly(channel);
    } finally {
      open.remove(channel);
      free.release();
    }
  }

  private boolean isCrowded() {
    return free.availablePermits() < maxConnections / 4;
  }

  /** Closes listeners and connections; answers under way are broken off. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      listeners.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the listeners", e);
    }
    open.forEach(WebServer::closeQuietly);
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "a connection still runs " + CLOSE_SECONDS + " s after close");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a connection", e);
    }
  }
}
