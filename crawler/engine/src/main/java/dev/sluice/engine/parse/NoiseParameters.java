package dev.sluice.engine.parse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Parameters that say who followed a link, and not what it leads to: those of trackers and session
 * ids. The names are in the resource {@code noise-parameters.txt}, with where each is from.
 *
 * <p>Only well-known names are in it: to leave out a parameter that a server needs would lose
 * pages, while to keep one only costs requests. A page that answers without its session id with a
 * redirect to the same URL with one is such a loss; it is rare, and other crawlers accept it too.
 */
final class NoiseParameters {

  /** What a name says of its parameter. */
  private enum Kind {
    /** Noise, whatever its value. */
    ALWAYS,
    /** Noise if the value looks like a session id. */
    IF_TOKEN,
    /** Noise if the other one of ColdFusion's two is there too. */
    IF_PAIR
  }

  private static final int SHORTEST_TOKEN = 16;

  private final Map<String, Kind> names = new HashMap<>();
  private final List<String> prefixes = new ArrayList<>();
  private final boolean[] firstCharacters = new boolean[128];

  NoiseParameters() {
    String resource = "noise-parameters.txt";
    try (InputStream in =
            Objects.requireNonNull(NoiseParameters.class.getResourceAsStream(resource), resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::add);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void add(String line) {
    String[] words = line.strip().split("\\s+", 3);
    String name = words[0];
    if (name.endsWith("*")) {
      prefixes.add(name.substring(0, name.length() - 1));
    } else {
      names.put(name, Kind.valueOf(words[1].toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    firstCharacters[name.charAt(0)] = true;
    firstCharacters[Character.toUpperCase(name.charAt(0))] = true;
  }

  /** Whether the parameter at a place of a query must be looked at more closely. */
  boolean mayBeNoise(String query, int from) {
    char first = query.charAt(from);
    if (first >= 128 || !firstCharacters[first]) {
      return first == '%'; // an escape may hide the name
    }
    int end = from;
    while (end < query.length() && query.charAt(end) != '=' && query.charAt(end) != '&') {
      end++;
    }
    String name = query.substring(from, end).toLowerCase(Locale.ROOT);
    return names.containsKey(name) || hasKnownPrefix(name);
  }

  private boolean hasKnownPrefix(String name) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a parameter, {@code name=value} with normal escapes, is noise. */
  boolean isNoise(String parameter, boolean coldFusionPair) {
    int equals = parameter.indexOf('=');
    String name =
        (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
    Kind kind = names.get(name);
    if (kind == null) {
      return hasKnownPrefix(name);
    }
    return switch (kind) {
      case ALWAYS -> true;
      case IF_TOKEN -> equals > 0 && isToken(parameter, equals + 1);
      case IF_PAIR -> coldFusionPair;
    };
  }

  /** Whether the rest of a text is letters and digits, many, and both of them. */
  private static boolean isToken(String text, int from) {
    int digits = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letter && !isDigit(c)) {
        return false;
      }
      digits += letter ? 0 : 1;
    }
    int length = text.length() - from;
    return length >= SHORTEST_TOKEN && digits > 0 && digits < length;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a query has both of ColdFusion's parameters; alone either may mean something else. */
  static boolean hasColdFusionPair(String text, int from) {
    return has(text, from, "cfid=") && has(text, from, "cftoken=");
  }

  private static boolean has(String text, int from, String start) {
    for (int at = from; at > 0; at = text.indexOf('&', at) + 1) {
      if (text.regionMatches(true, at, start, 0, start.length())) {
        return true;
      }
    }
    return false;
  }

  /** Where a session id begins that Java or PHP servers hang on a path segment; else its end. */
  static int pathParameterStart(String text, int from, int to) {
    for (int at = text.indexOf(';', from); at >= 0 && at < to; at = text.indexOf(';', at + 1)) {
      if (text.regionMatches(true, at + 1, "jsessionid=", 0, 11)
          || text.regionMatches(true, at + 1, "phpsessid=", 0, 10)) {
        return at;
      }
    }
    return to;
  }

  /** Whether a path segment is ASP.NET's: {@code (S(token))}, with other such parts around. */
  static boolean isSessionSegment(String segment) {
    int session = segment.indexOf("S(");
    return session > 0
        && segment.startsWith("(")
        && segment.endsWith("))")
        && isToken24(segment, session + 2);
  }

  private static boolean isToken24(String segment, int from) {
    int close = segment.indexOf(')', from);
    if (close - from != 24) {
      return false;
    }
    for (int i = from; i < close; i++) {
      char c = segment.charAt(i);
      if (!isDigit(c) && !(c >= 'a' && c <= 'z')) {
        return false;
      }
    }
    return true;
  }
}
