package dev.sluice.engine.parse;

import org.jspecify.annotations.Nullable;

/** The parts of a reference as it stands in a page, before anything is made of them. */
final class Reference {

  private Reference() {}

  /** Without white space around, control characters, and fragment. */
  static String clean(String text) {
    int end = text.length();
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '#') {
        return cleaned(text.substring(0, i));
      }
      if (c < ' ') {
        return cleaned(text.substring(0, end(text)));
      }
    }
    return end > 0 && (isSpace(text.charAt(0)) || isSpace(text.charAt(end - 1)))
        ? cleaned(text)
        : text;
  }

  private static int end(String text) {
    int hash = text.indexOf('#');
    return hash < 0 ? text.length() : hash;
  }

  private static String cleaned(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= ' ') {
        kept.append(text.charAt(i));
      }
    }
    int from = 0;
    int to = kept.length();
    while (from < to && isSpace(kept.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(kept.charAt(to - 1))) {
      to--;
    }
    return kept.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c > 127 && (Character.isWhitespace(c) || c == 0xa0 || c == 0xfeff);
  }

  /** Where the colon after a scheme stands; -1 if the reference has none (RFC 3986 §3.1). */
  static int schemeEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'))) {
        return -1;
      }
    }
    return -1;
  }

  /** The scheme in lower case if it is one of the web. */
  static @Nullable String webScheme(String text) {
    if (text.regionMatches(true, 0, "https:", 0, 6)) {
      return "https";
    }
    return text.regionMatches(true, 0, "http:", 0, 5) ? "http" : null;
  }

  /** Whether two slashes, of either kind, stand at a place. */
  static boolean hasAuthority(String text, int at) {
    return text.length() > at + 1 && isSlash(text.charAt(at)) && isSlash(text.charAt(at + 1));
  }

  static boolean isSlash(char c) {
    return c == '/' || c == '\\';
  }

  /** Where path, query or the end of the text follows the authority. */
  static int authorityEnd(String text, int from) {
    int i = from;
    while (i < text.length() && !isSlash(text.charAt(i)) && text.charAt(i) != '?') {
      i++;
    }
    return i;
  }
}
