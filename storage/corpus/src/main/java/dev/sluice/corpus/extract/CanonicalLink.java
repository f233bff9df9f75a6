package dev.sluice.corpus.extract;

import dev.sluice.pages.model.PageUrl;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address that a page names as its canonical one (RFC 6596), in the normal form of URLs, so
 * that it can be compared with those of other pages.
 *
 * <p>A page may name it by a {@code link} element in its head, or by the header field {@code Link}
 * (RFC 8288), as servers do for what is no HTML. A page that names several different ones names
 * none: search engines ignore such pages' statements too, for most are mistakes of a template.
 */
public final class CanonicalLink {

  private static final Pattern HEADER_LINK =
      Pattern.compile("<([^>]*+)>((?:[^,\"]|\"[^\"]*+\"?)*+)");
  private static final Pattern RELATION =
      Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"([^\"]*+)\"|([^\\s;,\"]++))");
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** Characters that an escape only hides (RFC 3986, 2.3). */
  private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

  private static final String MUST_BE_ESCAPED = " \"<>\\^`{|}";

  private CanonicalLink() {}

  /**
   * What the header of an answer names.
   *
   * @param links the values of all fields {@code Link}
   * @param page the URL of the page, to which they are relative
   */
  public static Optional<PageUrl> inHeader(List<String> links, PageUrl page) {
    List<String> named =
        links.stream()
            .flatMap(value -> HEADER_LINK.matcher(value).results())
            .filter(link -> isCanonical(link.group(2)))
            .map(link -> resolved(link.group(1).strip(), page))
            .toList();
    return onlyOne(named);
  }

  private static boolean isCanonical(String parameters) {
    Matcher relation = RELATION.matcher(parameters);
    if (!relation.find()) {
      return false;
    }
    String names = relation.group(1) == null ? relation.group(2) : relation.group(1);
    return BLANKS.splitAsStream(names).anyMatch("canonical"::equalsIgnoreCase);
  }

  private static String resolved(String reference, PageUrl page) {
    try {
      return new URI(page.toString()).resolve(reference).toString();
    } catch (URISyntaxException | IllegalArgumentException noAddress) {
      return "";
    }
  }

  /** The address that all of several links name; absolute, but not in normal form. */
  static Optional<PageUrl> onlyOne(Collection<String> addresses) {
    List<Optional<PageUrl>> different =
        addresses.stream().map(CanonicalLink::normal).distinct().toList();
    return different.size() == 1 ? different.get(0) : Optional.empty();
  }

  /** The normal form of an address; empty if it is none of a web page. */
  static Optional<PageUrl> normal(String address) {
    int fragment = address.indexOf('#');
    String text = (fragment < 0 ? address : address.substring(0, fragment)).strip();
    int scheme = text.indexOf("://");
    if (scheme < 0) {
      return Optional.empty();
    }
    int path = scheme + 3;
    while (path < text.length() && "/?".indexOf(text.charAt(path)) < 0) {
      path++;
    }
    String host = host(text.substring(scheme + 3, path));
    String lower = text.substring(0, scheme).toLowerCase(Locale.ROOT);
    return PageUrl.tryParse(lower + "://" + host + escaped(text.substring(path)));
  }

  /** The host in ASCII; empty, which no URL has, if it cannot be one. */
  private static String host(String authority) {
    try {
      return IDN.toASCII(authority, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException noHost) {
      return "";
    }
  }

  private static String escaped(String path) {
    StringBuilder out = new StringBuilder(path.length());
    path.codePoints()
        .forEach(
            c -> {
              if (c > ' ' && c < 127 && MUST_BE_ESCAPED.indexOf(c) < 0) {
                out.append((char) c);
              } else {
                escape(Character.toString(c), out);
              }
            });
    return ESCAPE.matcher(out).replaceAll(escape -> needed(escape.group()));
  }

  private static void escape(String character, StringBuilder out) {
    for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
      out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
    }
  }

  private static String needed(String escape) {
    String plain = Character.toString(HexFormat.fromHexDigits(escape.substring(1)));
    return UNRESERVED.matcher(plain).matches() ? plain : escape.toUpperCase(Locale.ROOT);
  }
}
