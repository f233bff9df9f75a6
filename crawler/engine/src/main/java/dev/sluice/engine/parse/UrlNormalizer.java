package dev.sluice.engine.parse;

import crawlercommons.filters.basic.BasicURLNormalizer;
import dev.sluice.pages.model.PageUrl;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/**
 * Brings URLs as people write them into normal form (RFC 3986 §6): lower-case scheme and ASCII
 * host, no default port, no dot segments, no fragment, percent escapes only where needed.
 *
 * <p>Safe for use by several threads.
 */
public final class UrlNormalizer {

  private final BasicURLNormalizer normalizer = new BasicURLNormalizer();

  /** The URL in normal form, or nothing if it is no http or https URL or beyond repair. */
  public Optional<PageUrl> normalize(String url) {
    String text = url.strip();
    return hasWebScheme(text) ? normalForm(text).flatMap(UrlNormalizer::pageUrl) : Optional.empty();
  }

  /** The library would take {@code tel:123} for a host with a port, and fail at nothing at all. */
  private static boolean hasWebScheme(String url) {
    return url.regionMatches(true, 0, "http://", 0, 7)
        || url.regionMatches(true, 0, "https://", 0, 8);
  }

  private Optional<String> normalForm(String url) {
    try {
      return Optional.ofNullable(normalizer.filter(url));
    } catch (IndexOutOfBoundsException beyondRepair) { // the library's, with some broken hosts
      return Optional.empty();
    }
  }

  private static Optional<PageUrl> pageUrl(String normal) {
    return normal.contains("://") ? PageUrl.tryParse(withAsciiHost(normal)) : Optional.empty();
  }

  /** A host name with the dot of the DNS root is the same host without it. */
  private static String withAsciiHost(String url) {
    int start = url.indexOf("://") + 3;
    int end = start;
    while (end < url.length() && "/:?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String host = url.substring(start, end);
    String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    try {
      return url.substring(0, start)
          + (plain.startsWith("[") ? plain : IDN.toASCII(plain).toLowerCase(Locale.ROOT))
          + url.substring(end);
    } catch (IllegalArgumentException notAHostName) {
      return url; // PageUrl refuses it
    }
  }
}
