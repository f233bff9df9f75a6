package dev.sluice.engine.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells addresses that stand in a URL from names.
 *
 * <p>Resolvers take many spellings for addresses ({@code 2130706433}, {@code 0x7f.1}, {@code
 * 0177.0.0.1} are all this machine), and do not agree which. The URL standard calls a host whose
 * last label is a number an IPv4 address or an error (WHATWG URL, "ends in a number"); what is
 * taken here is the usual spelling only, and the rest is an error before any resolver sees it.
 */
final class Hosts {

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]");
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+)*");

  private Hosts() {}

  /** A host that no resolver is to be asked for; {@code address} is empty if it is an error. */
  record Literal(String text, Optional<InetAddress> address) {}

  /** What a host means by itself; empty if it is a name. */
  static Optional<Literal> literal(String host) {
    if (mayBeName(host)) {
      return Optional.empty();
    }
    boolean usual = IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
    return Optional.of(new Literal(host, usual ? parse(host) : Optional.empty()));
  }

  private static boolean mayBeName(String host) {
    return NAME.matcher(host).matches() && !ENDS_IN_NUMBER.matcher(host).matches();
  }

  private static Optional<InetAddress> parse(String address) {
    try {
      return Optional.of(InetAddress.getByName(address)); // of this form it asks nobody
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }
}
