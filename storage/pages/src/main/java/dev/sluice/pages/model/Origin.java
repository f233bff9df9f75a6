package dev.sluice.pages.model;

/**
 * Scheme, host and port of a server (RFC 6454): what one robots.txt speaks for.
 *
 * @param scheme {@code http} or {@code https}
 * @param host as in {@link PageUrl#host}
 * @param port as in {@link PageUrl#port}
 */
public record Origin(String scheme, String host, int port) {

  /** The page at a path of this server; the path begins with {@code /}. */
  public PageUrl resolve(String pathAndQuery) {
    return new PageUrl(scheme, host, port, pathAndQuery);
  }

  /** Written as in a URL, the default port left out. */
  @Override
  public String toString() {
    boolean standard = port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + host + (standard ? "" : ":" + port);
  }
}
