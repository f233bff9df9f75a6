package dev.sluice.pages.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
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
    if (host.isEmpty() || !host.equals(host.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("no host in lower case: '" + host + "'");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no port number: " + port);
    }
    if (!pathAndQuery.startsWith("/")) {
      throw new IllegalArgumentException("the path does not begin with '/': " + pathAndQuery);
    }
  }

  /**
   * Reads a URL that is in normal form.
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
    rejectForbiddenCharacters(path);
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
      if (c <= ' ' || c == '#' || c == 0x7f) {
        throw new IllegalArgumentException(
            c == '#' ? "has a fragment" : "has white space or a control character");
      }
    }
  }

  private static PageUrl withAuthority(String scheme, String authority, String path) {
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException("has user information before the host");
    }
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, colon) : authority;
    int port = hasPort ? parsePort(authority.substring(colon + 1)) : defaultPort(scheme);
    rejectForbiddenHost(host);
    return new PageUrl(scheme, host, port, path);
  }

  private static int parsePort(String digits) {
    if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(Character::isDigit)) {
      throw new IllegalArgumentException("no port number: '" + digits + "'");
    }
    return Integer.parseInt(digits);
  }

  private static void rejectForbiddenHost(String host) {
    String allowed = host.startsWith("[") ? "abcdef0123456789:.[]" : "-._";
    boolean ipv6 = host.startsWith("[");
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean plain = !ipv6 && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
      if (!plain && allowed.indexOf(c) < 0) {
        throw new IllegalArgumentException("no valid host name: '" + host + "'");
      }
    }
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

  private static boolean isAddress(String host) {
    char last = host.charAt(host.length() - 1);
    return last == ']' || host.indexOf(',') < 0 && host.indexOf('.') > 0 && isDigit(last);
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
