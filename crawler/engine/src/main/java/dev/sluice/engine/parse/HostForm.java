package dev.sluice.engine.parse;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The host and port of an authority in normal form.
 *
 * @param name a host name in lower-case ASCII, or an IP address; perhaps one that {@code PageUrl}
 *     refuses
 * @param port 1 to 65535
 */
record HostForm(String name, int port) {

  /** Whether an authority is nothing but a host name in normal form, as nearly all are. */
  static boolean isPlain(String authority) {
    char last = '.';
    for (int i = 0; i < authority.length(); i++) {
      char c = authority.charAt(i);
      boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
      if (!plain && (c != '.' || last == '.')) {
        return false;
      }
      last = c;
    }
    return last != '.';
  }

  /** The normal form, or nothing if the authority is beyond repair. */
  static @Nullable HostForm of(String authority, int defaultPort) {
    String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = hostAndPort.lastIndexOf(':');
    boolean hasPort = colon > hostAndPort.lastIndexOf(']');
    int port = hasPort ? port(hostAndPort.substring(colon + 1), defaultPort) : defaultPort;
    String host = hasPort ? hostAndPort.substring(0, colon) : hostAndPort;
    String name = host.startsWith("[") ? address(host) : name(host);
    return port < 0 || name == null ? null : new HostForm(name, port);
  }

  /** A port's number; -1 if it is none. */
  private static int port(String digits, int defaultPort) {
    if (digits.isEmpty()) {
      return defaultPort;
    }
    long port = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      port = c >= '0' && c <= '9' ? Math.min(port * 10 + (c - '0'), 1 << 20) : 1 << 20;
    }
    return port >= 1 && port <= 65_535 ? (int) port : -1;
  }

  private static @Nullable String name(String host) {
    if (isPlain(host)) {
      return host;
    }
    try {
      String plain = host.indexOf('%') < 0 ? host : URLDecoder.decode(host, StandardCharsets.UTF_8);
      String ascii = IDN.toASCII(plain).toLowerCase(Locale.ROOT);
      return ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    } catch (IllegalArgumentException | IndexOutOfBoundsException noHostName) {
      return null; // the JDK gives the second one for some labels of nothing but signs
    }
  }

  /** An IPv6 address in brackets; it is looked at, not looked up. */
  private static @Nullable String address(String host) {
    boolean literal =
        host.endsWith("]")
            && host.indexOf(':') > 0
            && host.substring(1, host.length() - 1)
                .chars()
                .allMatch(c -> Character.digit(c, 16) >= 0 && c < 128 || c == ':' || c == '.');
    try {
      return literal && InetAddress.getByName(host) instanceof Inet6Address address
          ? "[" + compressed(address.getAddress()) + "]"
          : null;
    } catch (UnknownHostException noAddress) {
      return null;
    }
  }

  /** RFC 5952 §4: no leading zeros, and the first longest run of zeros as two colons. */
  private static String compressed(byte[] address) {
    int[] groups = new int[8];
    ByteBuffer bytes = ByteBuffer.wrap(address);
    int runStart = -1;
    int runLength = 1; // a single zero is written
    for (int i = 0, zeros = 0; i < groups.length; i++) {
      groups[i] = bytes.getShort() & 0xffff;
      zeros = groups[i] == 0 ? zeros + 1 : 0;
      if (zeros > runLength) {
        runLength = zeros;
        runStart = i - zeros + 1;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < groups.length; i++) {
      if (i == runStart) {
        text.append("::");
        i += runLength - 1;
      } else {
        boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
