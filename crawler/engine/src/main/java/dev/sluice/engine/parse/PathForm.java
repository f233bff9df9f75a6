package dev.sluice.engine.parse;

import java.nio.charset.StandardCharsets;

/**
 * Brings path and query into normal form; {@link UrlNormalizer} says which.
 *
 * <p>First it only looks: a path that has it already, as most have, is given back as it is.
 * Otherwise it is written anew from left to right.
 */
final class PathForm {

  private static final String ALWAYS_PLAIN =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$'*+,=:@()";
  private static final String HEX = "0123456789ABCDEF";

  /** Characters that stand for themselves wherever they stand. */
  private static final boolean[] PLAIN = table(ALWAYS_PLAIN);

  /** Characters that are written as they are, once it is known that they are no part of noise. */
  private static final boolean[] KEPT = table(ALWAYS_PLAIN + ";/?&");

  /** Characters that an escape only hides (RFC 3986 §2.3). */
  private static final boolean[] UNRESERVED =
      table("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~");

  private final NoiseParameters noise;

  PathForm(NoiseParameters noise) {
    this.noise = noise;
  }

  private static boolean[] table(String characters) {
    boolean[] table = new boolean[128];
    characters.chars().forEach(c -> table[c] = true);
    return table;
  }

  /** The normal form of a path with its query; it begins with a slash of either kind. */
  String normalForm(String text) {
    int mark = text.indexOf('?');
    int pathEnd = mark < 0 ? text.length() : mark;
    if (isNormalPath(text, pathEnd) && (mark < 0 || isNormalQuery(text, mark + 1))) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    writePath(text, pathEnd, out);
    if (mark >= 0) {
      writeQuery(text, mark + 1, out);
    }
    return out.toString();
  }

  private static boolean isNormalPath(String text, int end) {
    if (text.charAt(0) != '/') {
      return false;
    }
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '/') {
        char next = i + 1 < end ? text.charAt(i + 1) : 'x';
        if (next == '/' || next == '.' || next == '(') {
          return false; // perhaps a dot segment or a session id: the writer finds out
        }
      } else if (c == '%') {
        if (!isNormalEscape(text, i, end)) {
          return false;
        }
        i += 2;
      } else if (c >= 128 || !PLAIN[c] && c != '&') {
        return false;
      }
    }
    return true;
  }

  private boolean isNormalQuery(String text, int from) {
    int end = text.length();
    int start = from;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '&') {
        if (i == start || noise.mayBeNoise(text, start)) {
          return false;
        }
        start = i + 1;
      } else if (c == '%') {
        if (!isNormalEscape(text, i, end)) {
          return false;
        }
        i += 2;
      } else if (c >= 128 || !KEPT[c]) {
        return false;
      }
    }
    return start < end && !noise.mayBeNoise(text, start);
  }

  /** Whether an escape is complete, in upper case, and of a character that needs one. */
  private static boolean isNormalEscape(String text, int at, int end) {
    int octet = at + 2 < end ? octet(text, at) : -1;
    return octet >= 0
        && isUpperHex(text.charAt(at + 1))
        && isUpperHex(text.charAt(at + 2))
        && (octet >= 128 || !UNRESERVED[octet]);
  }

  private static boolean isUpperHex(char c) {
    return c >= '0' && c <= '9' || c >= 'A' && c <= 'F';
  }

  /** The octet that an escape stands for; -1 if it is none. The text goes on for two characters. */
  private static int octet(String text, int at) {
    int high = hex(text.charAt(at + 1));
    int low = hex(text.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  private static void writePath(String text, int end, StringBuilder out) {
    out.append('/');
    int from = 1;
    while (from <= end) {
      int to = from;
      while (to < end && !Reference.isSlash(text.charAt(to))) {
        to++;
      }
      writeSegment(text, from, to, to == end, out);
      from = to + 1;
    }
    leaveEmptySegmentsOut(out);
  }

  /** Writes a segment behind a slash, and the slash behind it unless it is the last. */
  private static void writeSegment(String text, int from, int to, boolean last, StringBuilder out) {
    int start = out.length();
    writeEscaped(text, from, NoiseParameters.pathParameterStart(text, from, to), out);
    String segment = out.substring(start);
    if (segment.equals("..")) {
      out.setLength(start < 2 ? 1 : out.lastIndexOf("/", start - 2) + 1);
    } else if (segment.equals(".") || NoiseParameters.isSessionSegment(segment)) {
      out.setLength(start);
    } else if (!last) {
      out.append('/');
    }
  }

  /** Done last, for a dot segment takes an empty one before it away (RFC 3986 §5.2.4). */
  private static void leaveEmptySegmentsOut(StringBuilder path) {
    int kept = 1;
    for (int i = 1; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean empty = c == '/' && path.charAt(kept - 1) == '/';
      boolean afterScheme = empty && kept > 1 && path.charAt(kept - 2) == ':';
      if (!empty || afterScheme) {
        path.setCharAt(kept++, c);
      }
    }
    path.setLength(kept);
  }

  private void writeQuery(String text, int start, StringBuilder out) {
    int pathLength = out.length();
    boolean coldFusion = NoiseParameters.hasColdFusionPair(text, start);
    int from = start;
    while (from < text.length()) {
      int and = text.indexOf('&', from);
      int to = and < 0 ? text.length() : and;
      int before = out.length();
      out.append(before == pathLength ? '?' : '&');
      writeEscaped(text, from, to, out);
      if (out.length() == before + 1 || noise.isNoise(out.substring(before + 1), coldFusion)) {
        out.setLength(before);
      }
      from = to + 1;
    }
  }

  private static void writeEscaped(String text, int from, int to, StringBuilder out) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int octet = c == '%' && i + 2 < to ? octet(text, i) : -1;
      if (octet >= 0) {
        i += 2;
        writeOctet(octet, octet < 128 && UNRESERVED[octet], out);
      } else if (c < 128) {
        writeOctet(c, KEPT[c], out);
      } else {
        int codePoint = text.codePointAt(i);
        i += Character.charCount(codePoint) - 1;
        writeCharacter(codePoint, out);
      }
    }
  }

  private static void writeOctet(int octet, boolean plain, StringBuilder out) {
    if (plain) {
      out.append((char) octet);
    } else {
      out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
    }
  }

  private static void writeCharacter(int codePoint, StringBuilder out) {
    int whole = codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint; // half a pair
    for (byte octet : Character.toString(whole).getBytes(StandardCharsets.UTF_8)) {
      writeOctet(octet & 0xff, false, out);
    }
  }
}
