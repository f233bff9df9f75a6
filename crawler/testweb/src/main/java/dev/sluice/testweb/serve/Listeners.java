package dev.sluice.testweb.serve;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Listening sockets on many loopback addresses and one port. */
public final class Listeners implements AutoCloseable {
  private static final int BIND_ATTEMPTS = 20;
  private static final int BACKLOG = 256;

  private final List<ServerSocketChannel> channels;
  private final int port;

  private Listeners(List<ServerSocketChannel> channels, int port) {
    this.channels = List.copyOf(channels);
    this.port = port;
  }

  /**
   * Listens on every address.
   *
   * @param port 0 for any port that is free on all of them
   */
  public static Listeners bind(List<InetAddress> addresses, int port) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return bindOnce(addresses, port);
      } catch (BindException e) {
        if (port != 0 || attempt == BIND_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static Listeners bindOnce(List<InetAddress> addresses, int port) throws IOException {
    List<ServerSocketChannel> channels = new ArrayList<>();
    int common = port;
    try {
      for (InetAddress address : addresses) {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channels.add(channel);
        // A web that was closed a moment ago must be able to open again on the same port.
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        bind(channel, new InetSocketAddress(address, common));
        common = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      }
      return new Listeners(channels, common);
    } catch (IOException e) {
      closeAll(channels);
      throw e;
    }
  }

  private static void bind(ServerSocketChannel channel, InetSocketAddress address)
      throws IOException {
    try {
      channel.bind(address, BACKLOG);
    } catch (BindException e) {
      BindException named =
          new BindException("cannot listen on " + address + ": " + e.getMessage());
      named.initCause(e);
      throw named;
    }
  }

  public int port() {
    return port;
  }

  List<ServerSocketChannel> channels() {
    return channels;
  }

  @Override
  public void close() throws IOException {
    closeAll(channels);
  }

  private static void closeAll(List<ServerSocketChannel> channels) throws IOException {
    for (ServerSocketChannel channel : channels) {
      channel.close();
    }
  }
}
