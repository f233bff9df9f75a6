package dev.sluice.engine.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A pattern for the path and query of a URL, in the language of robots.txt (RFC 9309 §2.2.3).
 *
 * <p>It matches from the beginning of the path; {@code *} stands for any characters, none included,
 * and {@code $} at the end for the end of the URL. {@code /wiki/} is everything below that folder,
 * {@code /*.pdf$} every path that ends so, {@code *?print=} every URL with that first parameter.
 * Other characters stand for themselves; those outside ASCII for their percent escapes.
 *
 * <p>Each fixed piece between stars is looked for once, from left to right, and never again: a
 * match takes at most (length of the URL × length of the pattern) steps, so that no pattern can
 * hang.
 */
public final class UrlPattern {

  /** The longest pattern, in characters. */
  public static final int MAX_LENGTH = 512;

  private final String text;
  private final String[] pieces;
  private final boolean toTheEnd;

  private UrlPattern(String text) {
    this.text = text;
    this.toTheEnd = text.endsWith("$");
    String body = toTheEnd ? text.substring(0, text.length() - 1) : text;
    this.pieces = escaped(body).split("\\*+", -1);
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none, with the reason as its message
   */
  public static UrlPattern parse(String text) {
    if (!text.startsWith("/") && !text.startsWith("*")) {
      throw new IllegalArgumentException(
          "the pattern '" + text + "' begins with neither '/' nor '*'; " + suggestion(text));
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the pattern is longer than " + MAX_LENGTH + " characters: " + text);
    }
    if (text.chars().anyMatch(c -> c <= ' ' || c == 127 || c == '#')) {
      throw new IllegalArgumentException(
          "the pattern '" + text + "' has a space or '#', which no path or query has");
    }
    return new UrlPattern(text);
  }

  private static String suggestion(String text) {
    int scheme = text.indexOf("://");
    int path = scheme < 0 ? -1 : text.indexOf('/', scheme + 3);
    return scheme < 0
        ? "did you mean '*" + text + "'?"
        : "it is matched with path and query; did you mean '"
            + (path < 0 ? "/" : text.substring(path))
            + "'?";
  }

  /** Whether it matches a path with its query, in the normal form of URLs. */
  public boolean matches(String pathAndQuery) {
    if (!pathAndQuery.startsWith(pieces[0])) {
      return false;
    }
    int at = pieces[0].length();
    int last = pieces.length - 1;
    for (int i = 1; i < last; i++) {
      int found = pathAndQuery.indexOf(pieces[i], at);
      if (found < 0) {
        return false;
      }
      at = found + pieces[i].length();
    }
    return last == 0 ? endsAt(pathAndQuery, at) : endMatches(pathAndQuery, pieces[last], at);
  }

  private boolean endsAt(String pathAndQuery, int at) {
    return !toTheEnd || at == pathAndQuery.length();
  }

  private boolean endMatches(String pathAndQuery, String piece, int from) {
    return toTheEnd
        ? pathAndQuery.length() - piece.length() >= from && pathAndQuery.endsWith(piece)
        : pathAndQuery.indexOf(piece, from) >= 0;
  }

  /** With escapes as URLs in normal form have them: what is not ASCII, in upper-case hex. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet < 0) {
        out.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
      } else {
        out.append((char) octet);
      }
    }
    return out.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UrlPattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The pattern as written. */
  @Override
  public String toString() {
    return text;
  }
}
