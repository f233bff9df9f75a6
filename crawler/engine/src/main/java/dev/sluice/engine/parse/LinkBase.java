package dev.sluice.engine.parse;

import dev.sluice.pages.model.PageUrl;
import java.util.Optional;

/**
 * What the relative links of a page are relative to (RFC 3986 §5.2), read as leniently as browsers
 * do. Dot segments are left for the normaliser.
 */
final class LinkBase {

  private final String scheme; // with its colon
  private final String server; // with scheme and slashes
  private final String path;
  private final String query;

  LinkBase(PageUrl page) {
    this(page.toString());
  }

  private LinkBase(String url) {
    int colon = url.indexOf(':');
    int pathStart = end(url, colon + 3, "/?");
    int queryStart = end(url, pathStart, "?");
    this.scheme = url.substring(0, colon + 1);
    this.server = url.substring(0, pathStart);
    this.path = pathStart == queryStart ? "/" : url.substring(pathStart, queryStart);
    this.query = url.substring(queryStart);
  }

  private static int end(String text, int start, String delimiters) {
    int end = start;
    while (end < text.length() && delimiters.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** The base that a {@code base} element names, itself relative to this one. */
  LinkBase at(Optional<String> baseElement) {
    return baseElement.flatMap(this::resolve).map(LinkBase::new).orElse(this);
  }

  /**
   * The link in full, or nothing if it leads to no web page.
   *
   * @param link as {@link #asBrowsersRead} gives it
   */
  Optional<String> resolve(String link) {
    int colon = schemeEnd(link);
    if (colon < 0) {
      return Optional.of(resolveRelative(link));
    }
    String its = link.substring(0, colon + 1);
    if (!its.equalsIgnoreCase("http:") && !its.equalsIgnoreCase("https:")) {
      return Optional.empty();
    }
    if (link.startsWith("//", colon + 1)) {
      return Optional.of(link);
    }
    return its.equalsIgnoreCase(scheme) // "http:page" on a page of http, an old way to write "page"
        ? Optional.of(resolveRelative(link.substring(colon + 1)))
        : Optional.empty();
  }

  private String resolveRelative(String link) {
    if (link.startsWith("//")) {
      return scheme + link;
    }
    if (link.startsWith("/")) {
      return server + link;
    }
    if (link.startsWith("?")) {
      return server + path + link;
    }
    return link.isEmpty()
        ? server + path + query
        : server + path.substring(0, path.lastIndexOf('/') + 1) + link;
  }

  /** Where the colon after a scheme stands, or -1: {@code /hotel:5} and {@code ?a:b} have none. */
  private static int schemeEnd(String link) {
    for (int i = 0; i < link.length(); i++) {
      char c = link.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
        return -1;
      }
    }
    return -1;
  }

  /**
   * A link without the white space around it and the line breaks in it, without its fragment, and
   * with slashes where somebody wrote backslashes (WHATWG URL §4.4).
   */
  static String asBrowsersRead(String link) {
    int hash = link.indexOf('#');
    String page = (hash < 0 ? link : link.substring(0, hash)).strip();
    if (page.indexOf('\n') >= 0 || page.indexOf('\r') >= 0 || page.indexOf('\t') >= 0) {
      page = page.replaceAll("[\n\r\t]", "");
    }
    if (page.indexOf('\\') < 0) {
      return page;
    }
    int queryStart = end(page, 0, "?");
    return page.substring(0, queryStart).replace('\\', '/') + page.substring(queryStart);
  }
}
