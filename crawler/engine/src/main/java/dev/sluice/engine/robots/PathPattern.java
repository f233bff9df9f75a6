package dev.sluice.engine.robots;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A path as robots.txt files write it, RFC 9309 §2.2.2 and §2.2.3: a prefix, in which {@code *}
 * stands for any characters and a {@code $} at the end for the end of the URL.
 *
 * <p>Pattern and URL are compared in one form of escaping: what need not be escaped is not, all
 * else is, in capitals. Escaped delimiters that separate nothing ({@code %3A} and, in a query,
 * {@code %2F}) are the same as plain ones, as in the RFC's table of examples.
 *
 * @param text the pattern in that form
 */
record PathPattern(String text) {

  /** Characters of RFC 3986 that are the same in a path whether they are escaped or not. */
  private static final String SAME_WHEN_ESCAPED = "-._~:@!'(),;[]";

  private static final String DELIMITERS = "/?#&=+";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** The pattern of a rule as written. */
  static PathPattern of(String written) {
    return new PathPattern(canonical(written.strip(), false));
  }

  /** The path and query of a URL, in the form in which patterns can be compared with it. */
  static String comparable(String pathAndQuery) {
    return canonical(pathAndQuery, true);
  }

  /** How specific it is: rules with longer patterns go before others. */
  int length() {
    return text.length();
  }

  /**
   * Whether it matches.
   *
   * @param path as {@link #comparable} gives it
   */
  boolean matches(String path) {
    boolean toTheEnd = text.endsWith("$");
    int end = toTheEnd ? text.length() - 1 : text.length();
    int star = starBefore(0, end);
    if (!path.regionMatches(0, text, 0, star)) {
      return false;
    }
    int at = star;
    while (star < end) {
      int start = star + 1;
      star = starBefore(start, end);
      if (star == end && toTheEnd) {
        int last = path.length() - (end - start);
        return last >= at && path.regionMatches(last, text, start, end - start);
      }
      int found = path.indexOf(text.substring(start, star), at);
      if (found < 0) {
        return false;
      }
      at = found + star - start;
    }
    return !toTheEnd || at == path.length();
  }

  /** Where the next star stands, or the pattern's end if there is none. */
  private int starBefore(int from, int end) {
    int star = text.indexOf('*', from);
    return star < 0 || star > end ? end : star;
  }

  private static String canonical(String written, boolean isUrl) {
    StringBuilder out = new StringBuilder(written.length() + 8);
    boolean inQuery = false;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      int escaped = c == '%' ? escapedAt(written, i) : -1;
      if (escaped >= 0) {
        i += 2;
        append(out, (byte) escaped, isPlain(escaped) || (inQuery && escaped == '/'));
      } else if (c < 0x80) {
        append(out, (byte) c, isPlain(c) || isDelimiter(written, i, isUrl));
      } else {
        int codePoint = written.codePointAt(i);
        i += Character.charCount(codePoint) - 1;
        for (byte octet : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
          append(out, octet, false);
        }
      }
      inQuery |= c == '?';
    }
    return out.toString();
  }

  /** A star in a URL is none of a pattern's, which writes it {@code %2A} (§2.2.3). */
  private static boolean isDelimiter(String text, int at, boolean isUrl) {
    char c = text.charAt(at);
    return switch (c) {
      case '*' -> !isUrl;
      case '$' -> !isUrl && at == text.length() - 1; // elsewhere in a pattern it is a dollar
      default -> DELIMITERS.indexOf(c) >= 0;
    };
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || SAME_WHEN_ESCAPED.indexOf(c) >= 0;
  }

  private static int escapedAt(String text, int percent) {
    boolean escaped =
        percent + 2 < text.length()
            && HexFormat.isHexDigit(text.charAt(percent + 1))
            && HexFormat.isHexDigit(text.charAt(percent + 2));
    return escaped ? HexFormat.fromHexDigits(text, percent + 1, percent + 3) : -1;
  }

  private static void append(StringBuilder out, byte octet, boolean plain) {
    if (plain) {
      out.append((char) octet);
    } else {
      out.append('%').append(HEX.toHexDigits(octet));
    }
  }
}
