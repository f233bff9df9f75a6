package dev.sluice.engine.fetch;

import dev.sluice.engine.model.AddressRange;
import dev.sluice.engine.model.CrawlSettings.Reach;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses the crawl may connect to: public ones, and ranges that the user allowed.
 *
 * <p>Not public are the ranges that the IANA special-purpose registries (RFC 6890) reserve for one
 * machine, link, network or purpose. A crawler that could be led there by a link, a redirect or a
 * DNS answer would be a way into its operator's network.
 */
public final class AddressPolicy {

  private static final List<AddressRange> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "168.63.129.16", // where a cloud's machines find their host, though the range is
              // public
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20")
          .map(AddressRange::parse)
          .toList();

  /** All of IPv6 that was ever given out to be reached from everywhere (IANA). */
  private static final AddressRange GLOBAL_UNICAST = AddressRange.parse("2000::/3");

  private static final int IPV6_BYTES = 16;

  private final Reach reach;

  public AddressPolicy(Reach reach) {
    this.reach = reach;
  }

  /** Whether the crawl may connect to an address. */
  public boolean permits(InetAddress address) {
    return reach.allowed().stream().anyMatch(range -> range.contains(address))
        || (reach.publicAddresses() && isPublic(address));
  }

  /** Whether an address is of the public Internet. */
  public static boolean isPublic(InetAddress address) {
    boolean outside =
        address.getAddress().length == IPV6_BYTES && !GLOBAL_UNICAST.contains(address);
    return !outside && NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
  }
}
