package dev.sluice.testweb.load;

import dev.sluice.testweb.model.LoadPlan;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Which host is which site, and at which address. */
public final class LoadHosts {
  /** What {@link #site} says of a host that is none of this web. */
  static final int NONE = -1;

  private final int sites;
  private final int sitesPerAddress;
  private final int first;
  private final int port;
  private final byte[][] authorities;

  public LoadHosts(LoadPlan plan, int port) {
    this.sites = plan.shape().sites();
    this.sitesPerAddress = plan.serving().sitesPerAddress();
    this.first = toInt(plan.serving().firstAddress());
    this.port = port;
    if (!address(0).isLoopbackAddress() || !address(addresses() - 1).isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "not all in 127.0.0.0/8: %d addresses from %s"
              .formatted(addresses(), plan.serving().firstAddress()));
    }
    this.authorities = new byte[sites][];
    for (int site = 0; site < sites; site++) {
      authorities[site] = authority(site).getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** How many addresses there are. */
  int addresses() {
    return (sites + sitesPerAddress - 1) / sitesPerAddress;
  }

  int addressOf(int site) {
    return site / sitesPerAddress;
  }

  boolean named() {
    return sitesPerAddress > 1;
  }

  /** The host of a site as it stands in URLs, with the port. */
  String authority(int site) {
    String host = named() ? "s" + site + ".test" : address(site).getHostAddress();
    return port == 80 ? host : host + ":" + port;
  }

  byte[] authorityBytes(int site) {
    return authorities[site];
  }

  /** The front page of a site. */
  public String base(int site) {
    return "http://" + authority(site) + "/";
  }

  /** The IP address of a site: what DNS would say of its name. */
  public InetAddress resolve(int site) {
    return address(addressOf(site));
  }

  InetAddress address(int number) {
    try {
      return InetAddress.getByAddress(
          ByteBuffer.allocate(Integer.BYTES).putInt(first + number).array());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are always an address", e);
    }
  }

  /** The number of an address; {@link #NONE} if no site is there. */
  int number(InetAddress address) {
    byte[] bytes = address.getAddress();
    int number = bytes.length == Integer.BYTES ? ByteBuffer.wrap(bytes).getInt() - first : NONE;
    return number >= 0 && number < addresses() ? number : NONE;
  }

  /** The site that a request at an address means; {@link #NONE} if it is not there. */
  int site(int address, byte[] head, int hostFrom, int hostUntil) {
    if (!named() || address == NONE) {
      return address;
    }
    String host = new String(head, hostFrom, hostUntil - hostFrom, StandardCharsets.US_ASCII);
    int dot = host.indexOf('.');
    boolean ours = dot > 1 && dot < 10 && host.startsWith("s") && host.startsWith(".test", dot);
    int site = ours ? Digits.number(head, hostFrom + 1, hostFrom + dot) : NONE;
    return site != NONE && site < sites && addressOf(site) == address ? site : NONE;
  }

  private static int toInt(String address) {
    try {
      return ByteBuffer.wrap(InetAddress.getByName(address).getAddress()).getInt();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + address, e);
    }
  }
}
