package dev.sluice.pages.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The address of a page: an absolute http or https URL in normal form.
 *
 * <p>Normal form means: scheme and host in lower case (an internationalised host in its ASCII
 * form), the default port left out, a path that begins with {@code /}, no user information and no
 * fragment. This type checks the form and never repairs it; links found in the wild are normalised
 * before they become a {@code PageUrl}.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower-case ASCII host name, IPv4 address, or IPv6 address in brackets
 * @param port 1 to 65535, the scheme's default where the URL names none
 * @param pathAndQuery the path, which begins with {@code /}, with {@code ?query} where there is one
 */
public record PageUrl(String scheme, String host, int port, String pathAndQuery) {

  /** The longest URL that is kept, in characters; the sitemap protocol's limit. */
  public static final int MAX_LENGTH = 2048;

  public PageUrl {
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("neither http nor https: " + scheme);
    }
    rejectForbiddenHost(host);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no port number: " + port);
    }
    if (!pathAndQuery.startsWith("/")) {
      throw new IllegalArgumentException("the path does not begin with '/': " + pathAndQuery);
    }
    rejectForbiddenCharacters(pathAndQuery);
    if (scheme.length() + 3 + host.length() + pathAndQuery.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("longer than " + MAX_LENGTH + " characters");
    }
  }

  /**
   * Reads a URL that is in normal form. Two things that change no meaning are not held against it:
   * a missing path is {@code /}, and the default port may be written.
   *
   * @throws IllegalArgumentException if it is not, with the reason as its message
   */
  public static PageUrl parse(String url) {
    if (url.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("longer than " + MAX_LENGTH + " characters");
    }
    int schemeEnd = url.indexOf("://");
    if (schemeEnd < 0) {
      throw new IllegalArgumentException("not an absolute URL (no '://')");
    }
    int hostStart = schemeEnd + 3;
    int pathStart = endOfAuthority(url, hostStart);
    String path = url.substring(pathStart);
    return withAuthority(
        url.substring(0, schemeEnd),
        url.substring(hostStart, pathStart),
        path.startsWith("/") ? path : "/" + path);
  }

  /** Reads a URL, or gives nothing if it is not in normal form. */
  public static Optional<PageUrl> tryParse(String url) {
    try {
      return Optional.of(parse(url));
    } catch (IllegalArgumentException notInNormalForm) {
      return Optional.empty();
    }
  }

  private static int endOfAuthority(String url, int from) {
    int i = from;
    while (i < url.length() && "/?#".indexOf(url.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private static void rejectForbiddenCharacters(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c > '#' && c < 127) {
        continue;
      }
      if (c == '#') {
        throw new IllegalArgumentException("has a fragment");
      }
      if (c == ' ' || Character.isISOControl(c)) {
        throw new IllegalArgumentException("has white space or a control character");
      }
      if (Character.isSurrogate(c) && !Character.isSupplementaryCodePoint(codePoint(path, i))) {
        throw new IllegalArgumentException("has half of a surrogate pair, which is no character");
      }
    }
  }

  /** The character of which a surrogate at this place is the first or the second half. */
  private static int codePoint(String path, int at) {
    return Character.isLowSurrogate(path.charAt(at))
        ? path.codePointBefore(at + 1)
        : path.codePointAt(at);
  }

  private static PageUrl withAuthority(String scheme, String authority, String path) {
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException("has user information before the host");
    }
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, colon) : authority;
    int port = hasPort ? parsePort(authority.substring(colon + 1)) : defaultPort(scheme);
    return new PageUrl(scheme, host, port, path);
  }

  private static int parsePort(String digits) {
    boolean number = digits.chars().allMatch(c -> isDigit((char) c));
    if (digits.isEmpty() || digits.length() > 5 || !number) {
      throw new IllegalArgumentException("no port number: '" + digits + "'");
    }
    return Integer.parseInt(digits);
  }

  private static void rejectForbiddenHost(String host) {
    if (host.startsWith("[") ? !isIpv6(host) : !isName(host)) {
      throw new IllegalArgumentException(
          "no host name in lower-case ASCII and no IP address: '" + host + "'");
    }
  }

  /**
   * Whether this has the characters of an IPv6 address; which one it is, the resolver finds out.
   */
  private static boolean isIpv6(String host) {
    return host.endsWith("]")
        && host.indexOf(':') > 0
        && host.substring(1, host.length() - 1)
            .chars()
            .allMatch(c -> "0123456789abcdef:.".indexOf(c) >= 0);
  }

  /** Whether this is labels joined by dots; an empty one would make two spellings of one host. */
  private static boolean isName(String host) {
    boolean hasEmptyLabel = host.startsWith(".") || host.endsWith(".") || host.contains("..");
    return !host.isEmpty() && !hasEmptyLabel && hasOnlyNameCharacters(host);
  }

  /** A plain loop, for every link of every page comes by here. */
  private static boolean hasOnlyNameCharacters(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !isDigit(c) && c != '-' && c != '.' && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** Scheme, host and port: what one robots.txt speaks for. */
  public Origin origin() {
    return new Origin(scheme, host, port);
  }

  /** The path alone, without the query. */
  public String path() {
    int query = pathAndQuery.indexOf('?');
    return query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
  }

  /**
   * The URL's sort key, in which a site's pages lie together and a domain's sites do so too.
   *
   * <p>{@code com,example,www)https/path?query}: the host's labels reversed and joined by commas, a
   * closing bracket, the scheme (with {@code :port} where it is not the default), then path and
   * query. It is the idea of the SURT form known from web archives. Both {@code )} and {@code ,}
   * sort before {@code -}, which may stand in a label, so all hosts of {@code example.com} form one
   * range.
   */
  public byte[] key() {
    String portText = port == defaultPort(scheme) ? "" : ":" + port;
    return (hostKey(host) + scheme + portText + pathAndQuery).getBytes(StandardCharsets.UTF_8);
  }

  /** The sort key of a host: what the keys of all its URLs begin with. */
  public static String hostKey(String host) {
    if (isAddress(host)) {
      return host + ")";
    }
    StringBuilder key = new StringBuilder(host.length() + 1);
    int end = host.length();
    while (end > 0) {
      int dot = host.lastIndexOf('.', end - 1);
      key.append(host, dot + 1, end).append(dot < 0 ? ')' : ',');
      end = dot;
    }
    return key.toString();
  }

  /** The URL that a {@link #key} stands for. */
  public static PageUrl fromKey(byte[] key) {
    String text = new String(key, StandardCharsets.UTF_8);
    int bracket = text.indexOf(')');
    int slash = text.indexOf('/', bracket);
    if (bracket < 0 || slash < 0) {
      throw new IllegalArgumentException("not the key of a URL: '" + text + "'");
    }
    String host = hostFromKey(text.substring(0, bracket));
    String schemeAndPort = text.substring(bracket + 1, slash);
    int colon = schemeAndPort.indexOf(':');
    String scheme = colon < 0 ? schemeAndPort : schemeAndPort.substring(0, colon);
    int port =
        colon < 0 ? defaultPort(scheme) : Integer.parseInt(schemeAndPort.substring(colon + 1));
    return new PageUrl(scheme, host, port, text.substring(slash));
  }

  /** The host that a {@link #hostKey} stands for. */
  public static String hostOfKey(String hostKey) {
    return hostFromKey(hostKey.substring(0, hostKey.length() - 1));
  }

  private static String hostFromKey(String reversed) {
    if (isAddress(reversed)) {
      return reversed;
    }
    String[] labels = reversed.split(",", -1);
    StringBuilder host = new StringBuilder(reversed.length());
    for (int i = labels.length - 1; i >= 0; i--) {
      host.append(labels[i]).append(i == 0 ? "" : ".");
    }
    return host.toString();
  }

  /** Whether a host is an IP address and no name. */
  public static boolean isAddress(String host) {
    return host.endsWith("]") || host.chars().allMatch(c -> c == '.' || isDigit((char) c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The URL as it is written and requested. */
  @Override
  public String toString() {
    return origin() + pathAndQuery;
  }
}
