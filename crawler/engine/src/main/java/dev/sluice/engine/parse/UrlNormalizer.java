package dev.sluice.engine.parse;

import dev.sluice.pages.model.PageUrl;
import java.util.Optional;

/**
 * Brings URLs as people write them into normal form, so that one page has one URL.
 *
 * <p>The form is that of RFC 3986 §6.2, read as browsers read URLs (WHATWG URL §4.4):
 *
 * <ul>
 *   <li>Scheme and host in lower case, the host in ASCII (RFC 3490) and without the dot of the DNS
 *       root, an IPv6 address as RFC 5952 writes it; no default port, no user information.
 *   <li>Path without dot segments; backslashes are slashes; empty segments are left out, for
 *       servers do not tell them apart and badly joined links pile them up. Only {@code ://} stays,
 *       since archives have URLs in their paths.
 *   <li>Percent escapes where they are needed, in upper case: for what is not ASCII (in UTF-8) and
 *       for characters that RFC 3986 has no place for; a {@code %} that escapes nothing is {@code
 *       %25}.
 *   <li>Query without empty parameters and without those that {@link NoiseParameters} lists; the
 *       path without session ids. The order of parameters stays: a server that redirects to its own
 *       order would otherwise be sent from each form to the same one, and its page never be seen.
 *   <li>No fragment, no white space around, no control characters.
 * </ul>
 *
 * <p>crawler-commons' BasicURLNormalizer is the reference that tests compare with; it sorts
 * parameters, refuses a stray {@code %}, and costs over ten times as much: most links already are
 * in normal form, which one look at their characters finds out here. Safe for use by several
 * threads.
 */
public final class UrlNormalizer {

  private final PathForm paths = new PathForm(new NoiseParameters());

  /** The URL in normal form, or nothing if it is no http or https URL or beyond repair. */
  public Optional<PageUrl> normalize(String url) {
    String text = Reference.clean(url);
    String scheme = Reference.webScheme(text);
    return scheme != null && Reference.hasAuthority(text, scheme.length() + 1)
        ? absolute(scheme, text, scheme.length() + 3)
        : Optional.empty();
  }

  /**
   * What a link leads to, in normal form (RFC 3986 §5); nothing for links that lead to no web page,
   * such as {@code mailto:}, and for those beyond repair.
   */
  public Optional<PageUrl> resolve(PageUrl base, String reference) {
    String text = Reference.clean(reference);
    int colon = Reference.schemeEnd(text);
    if (colon > 0) {
      return withScheme(base, text, colon);
    }
    return Reference.hasAuthority(text, 0)
        ? absolute(base.scheme(), text, 2)
        : relative(base, text);
  }

  private Optional<PageUrl> withScheme(PageUrl base, String text, int colon) {
    String scheme = Reference.webScheme(text);
    if (scheme == null) {
      return Optional.empty();
    }
    if (Reference.hasAuthority(text, colon + 1)) {
      return absolute(scheme, text, colon + 3);
    }
    return scheme.equals(base.scheme()) // http:page is an old way to write a relative link
        ? relative(base, text.substring(colon + 1))
        : Optional.empty();
  }

  private Optional<PageUrl> relative(PageUrl base, String text) {
    if (text.isEmpty()) {
      return Optional.of(base);
    }
    char first = text.charAt(0);
    String path = base.pathAndQuery();
    int query = path.indexOf('?');
    int pathEnd = query < 0 ? path.length() : query;
    String whole =
        switch (first) {
          case '/', '\\' -> text;
          case '?' -> path.substring(0, pathEnd) + text;
          default -> path.substring(0, path.lastIndexOf('/', pathEnd - 1) + 1) + text;
        };
    return page(base.scheme(), base.host(), base.port(), paths.normalForm(whole));
  }

  /** A URL whose authority begins at a place of the text. */
  private Optional<PageUrl> absolute(String scheme, String text, int from) {
    int end = Reference.authorityEnd(text, from);
    String authority = text.substring(from, end);
    String path = paths.normalForm(pathFrom(text, end));
    int defaultPort = scheme.equals("https") ? 443 : 80;
    if (HostForm.isPlain(authority)) {
      return page(scheme, authority, defaultPort, path);
    }
    HostForm host = HostForm.of(authority, defaultPort);
    return host == null ? Optional.empty() : page(scheme, host.name(), host.port(), path);
  }

  private static String pathFrom(String text, int at) {
    if (at == text.length()) {
      return "/";
    }
    return text.charAt(at) == '?' ? "/" + text.substring(at) : text.substring(at);
  }

  private static Optional<PageUrl> page(String scheme, String host, int port, String path) {
    if (scheme.length() + 3 + host.length() + path.length() > PageUrl.MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(new PageUrl(scheme, host, port, path));
    } catch (IllegalArgumentException beyondRepair) {
      return Optional.empty();
    }
  }
}
