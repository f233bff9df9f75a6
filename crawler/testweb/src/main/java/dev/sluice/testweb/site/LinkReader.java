package dev.sluice.testweb.site;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The links of a page written by hand: quoted href attributes, resolved and normalised.
 *
 * <p>It shares no code with the crawler's parser, on purpose: two readings must agree.
 */
final class LinkReader {
  private static final Pattern HREF =
      Pattern.compile("<(a|base)\\s[^>]*?href\\s*=\\s*\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
  private static final Pattern OTHER_SCHEME =
      Pattern.compile("(?!https?:)[a-z][a-z0-9+.-]*:.*", Pattern.CASE_INSENSITIVE);

  private LinkReader() {}

  static List<String> links(String pageUrl, String html) {
    String base = pageUrl;
    List<String> links = new ArrayList<>();
    Matcher hrefs = HREF.matcher(html);
    while (hrefs.find()) {
      String href = Objects.requireNonNull(hrefs.group(2)).strip().replace("&amp;", "&");
      boolean isBase = Objects.requireNonNull(hrefs.group(1)).equalsIgnoreCase("base");
      if (isBase) {
        base = absolute(pageUrl, href);
      } else if (!OTHER_SCHEME.matcher(href).matches()) {
        links.add(absolute(base, href));
      }
    }
    return links;
  }

  /** The URL that a link or Location leads to; empty when it is no web address at all. */
  static Optional<String> followed(String base, String href) {
    if (OTHER_SCHEME.matcher(href).matches()) {
      return Optional.empty();
    }
    try {
      URI to = URI.create(base).resolve(escaped(href));
      return to.getHost() == null ? Optional.empty() : Optional.of(absolute(base, href));
    } catch (IllegalArgumentException e) {
      // A hostile site may say anything.
      return Optional.empty();
    }
  }

  /** The URL that a reference leads to: escaped, without dots, fragment and default port. */
  static String absolute(String base, String href) {
    String reference = escaped(href.replaceFirst("#.*", ""));
    URI from = URI.create(base);
    URI to =
        reference.startsWith("?")
            ? from.resolve(from.getRawPath() + reference)
            : reference.isEmpty() ? from : from.resolve(reference);
    to = to.normalize();
    String scheme = to.getScheme().toLowerCase(Locale.ROOT);
    String host = to.getHost().toLowerCase(Locale.ROOT);
    String port = to.getPort() < 0 || to.getPort() == 80 ? "" : ":" + to.getPort();
    String path = to.getRawPath().replaceFirst("^(/\\.\\.)+(?=/)", "");
    String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
    return scheme + "://" + host + port + (path.isEmpty() ? "/" : path) + query;
  }

  private static String escaped(String href) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : href.getBytes(StandardCharsets.UTF_8)) {
      escaped.append(b > ' ' ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
    }
    return escaped.toString();
  }
}
