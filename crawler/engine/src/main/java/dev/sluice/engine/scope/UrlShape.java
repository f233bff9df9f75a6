package dev.sluice.engine.scope;

import dev.sluice.pages.model.PageUrl;
import java.util.Arrays;

/**
 * What the URLs of a kind have in common: the path with {@code #} for numbers and {@code ~} for
 * tokens, and the names of the parameters in order.
 */
public final class UrlShape {

  private static final int MAX_CHARS = 40;
  private static final int SHORTEST_TOKEN = 8;
  private static final int SHORTEST_MIXED_TOKEN = 16;

  private UrlShape() {}

  /** The shape as it is: {@code /forum/thread-#/page#?sort&view}. */
  public static String fine(PageUrl url) {
    String path = url.path();
    StringBuilder shape = new StringBuilder(MAX_CHARS);
    appendCollapsed(path, 0, path.length(), shape);
    return withParameters(shape, url, path.length());
  }

  /** The folder that it lies in and all that is below: {@code /forum/**?sort&view}. */
  static String coarse(PageUrl url) {
    String path = url.path();
    StringBuilder shape = new StringBuilder(MAX_CHARS);
    int slash = path.indexOf('/', 1);
    if (slash < 0) {
      shape.append("/*");
    } else {
      appendCollapsed(path, 0, slash, shape);
      shape.append("/**");
    }
    return withParameters(shape, url, path.length());
  }

  private static String withParameters(StringBuilder shape, PageUrl url, int pathLength) {
    String text = url.pathAndQuery();
    if (pathLength < text.length()) {
      String[] parameters = text.substring(pathLength + 1).split("&");
      for (int i = 0; i < parameters.length; i++) {
        int equals = parameters[i].indexOf('=');
        parameters[i] = equals < 0 ? parameters[i] : parameters[i].substring(0, equals);
      }
      Arrays.sort(parameters);
      shape.append('?').append(String.join("&", parameters));
    }
    return shape.length() <= MAX_CHARS
        ? shape.toString()
        : shape.substring(0, MAX_CHARS - 9)
            + "…"
            + Integer.toHexString(shape.toString().hashCode());
  }

  private static void appendCollapsed(String path, int from, int to, StringBuilder shape) {
    int i = from;
    while (i < to) {
      int end = i;
      while (end < to && isAlphanumeric(path.charAt(end))) {
        end++;
      }
      if (end == i) {
        shape.append(path.charAt(i++));
      } else {
        appendWord(path, i, end, shape);
        i = end;
      }
    }
  }

  private static void appendWord(String path, int from, int to, StringBuilder shape) {
    if (isToken(path, from, to)) {
      shape.append('~');
      return;
    }
    boolean number = false;
    for (int i = from; i < to; i++) {
      char c = path.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit || !number) {
        shape.append(digit ? '#' : c);
      }
      number = digit;
    }
  }

  /** Whether a word is a hexadecimal id, or a long mix of letters and digits. */
  private static boolean isToken(String path, int from, int to) {
    int digits = 0;
    boolean hex = true;
    for (int i = from; i < to; i++) {
      char c = path.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      hex &= Character.digit(c, 16) >= 0;
    }
    int length = to - from;
    boolean mixed = digits > 1 && digits < length;
    return mixed && (hex ? length >= SHORTEST_TOKEN : length >= SHORTEST_MIXED_TOKEN);
  }

  private static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
