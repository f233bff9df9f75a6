package dev.sluice.service.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/**
 * Closes connections of a client that has too many: all together may have only so many, and one
 * that opened them all would shut out everyone else.
 */
final class ClientConnections implements Connection.Listener {

  private static final int NETWORK_BYTES = 8;

  private final int mostOfOne;
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();

  /** Whose each connection is: one that is closed does not know any more. */
  private final Map<Connection, String> clients = new ConcurrentHashMap<>();

  /**
   * @param mostOfOne connections that one client may have; all people behind a proxy are one
   */
  ClientConnections(int mostOfOne) {
    this.mostOfOne = mostOfOne;
  }

  /** Whose address it is: of IPv6, the network, in which one machine has any address it likes. */
  static String client(SocketAddress remote) {
    if (!(remote instanceof InetSocketAddress known)) {
      return String.valueOf(remote);
    }
    byte[] bytes = known.getAddress().getAddress();
    return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
  }

  @Override
  public void onOpened(Connection connection) {
    String client = client(connection.getEndPoint().getRemoteSocketAddress());
    clients.put(connection, client);
    if (counts.merge(client, 1, Integer::sum) > mostOfOne) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    String client = clients.remove(connection);
    if (client != null) {
      counts.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
    }
  }
}
