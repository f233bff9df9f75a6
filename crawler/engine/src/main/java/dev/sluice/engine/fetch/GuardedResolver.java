package dev.sluice.engine.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves host names, and leaves out the addresses that the crawl may not connect to.
 *
 * <p>The client connects to what this returns and to nothing else, so a name that resolves to a
 * public address now and to a private one a moment later (DNS rebinding) gains nothing.
 */
final class GuardedResolver implements DnsResolver {

  private final AddressPolicy policy;

  GuardedResolver(AddressPolicy policy) {
    this.policy = policy;
  }

  /** All addresses of a host are out of bounds. */
  static final class AddressRefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    AddressRefusedException(String message) {
      super(message);
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = InetAddress.getAllByName(host);
    InetAddress[] permitted =
        Arrays.stream(all).filter(policy::permits).toArray(InetAddress[]::new);
    if (permitted.length == 0) {
      throw new AddressRefusedException(
          host
              + " has the address "
              + all[0].getHostAddress()
              + ", which this crawl may not connect to (see --allow-addresses and --contact)");
    }
    return permitted;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
