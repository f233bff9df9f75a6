package dev.sluice.engine.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of IP addresses in CIDR notation (RFC 4632), such as {@code 127.0.0.0/8}. */
public final class AddressRange {

  private final byte[] network;
  private final int prefixBits;

  private AddressRange(byte[] network, int prefixBits) {
    this.network = network;
    this.prefixBits = prefixBits;
  }

  /**
   * Reads a range; a single address is a range of one.
   *
   * @throws IllegalArgumentException if it is none, with the reason as its message
   */
  public static AddressRange parse(String cidr) {
    int slash = cidr.indexOf('/');
    String address = slash < 0 ? cidr : cidr.substring(0, slash);
    if (address.isEmpty() || !address.matches("[0-9a-fA-F:.]+")) {
      throw new IllegalArgumentException("'" + cidr + "' is no address range such as 127.0.0.0/8");
    }
    try {
      byte[] network = InetAddress.getByName(address).getAddress();
      int bits = slash < 0 ? network.length * 8 : Integer.parseInt(cidr.substring(slash + 1));
      if (bits < 0 || bits > network.length * 8) {
        throw new IllegalArgumentException("'" + cidr + "' has a prefix of " + bits + " bits");
      }
      return new AddressRange(network, bits);
    } catch (UnknownHostException | NumberFormatException malformed) {
      throw new IllegalArgumentException(
          "'" + cidr + "' is no address range such as 127.0.0.0/8", malformed);
    }
  }

  /** Whether an address lies in the range. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != network.length) {
      return false;
    }
    int whole = prefixBits / 8;
    if (!Arrays.equals(bytes, 0, whole, network, 0, whole)) {
      return false;
    }
    int rest = prefixBits % 8;
    return rest == 0 || ((bytes[whole] ^ network[whole]) & 0xff) >>> (8 - rest) == 0;
  }
}
