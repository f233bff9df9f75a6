package dev.sluice.pages.warc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Texts with percent signs for what may not stand where they go (RFC 3986, 2.1; UTF-8). */
final class Escapes {

  private static final String HEX = "0123456789ABCDEF";

  /** Characters that a path or query has as they are (RFC 3986, 3.3 and 3.4). */
  private static final String OF_URIS = "-._~!$&'()*+,;=:@/?";

  private Escapes() {}

  /**
   * A path and query as a URI has it: a percent sign stays where it begins an escape. What is
   * changed cannot always be told from what was so before.
   */
  static String uri(String pathAndQuery) {
    byte[] utf8 = pathAndQuery.getBytes(StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder(utf8.length);
    for (int i = 0; i < utf8.length; i++) {
      int b = utf8[i] & 0xFF;
      boolean stays = b == '%' ? isEscape(utf8, i) : isAlphanumeric(b) || OF_URIS.indexOf(b) >= 0;
      append(text, b, stays);
    }
    return text.toString();
  }

  private static boolean isEscape(byte[] utf8, int at) {
    return at + 2 < utf8.length
        && Character.digit(utf8[at + 1], 16) >= 0
        && Character.digit(utf8[at + 2], 16) >= 0;
  }

  private static boolean isAlphanumeric(int b) {
    return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
  }

  /**
   * A text as the value of a field, from which {@link #text} gives it back: in ASCII, on one line.
   *
   * @param separators characters that are escaped besides
   */
  static String value(String text, String separators) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder value = new StringBuilder(utf8.length);
    for (int i = 0; i < utf8.length; i++) {
      int b = utf8[i] & 0xFF;
      boolean atEdge = i == 0 || i == utf8.length - 1;
      boolean stays =
          b == ' ' ? !atEdge : b > ' ' && b < 0x7F && b != '%' && separators.indexOf(b) < 0;
      append(value, b, stays);
    }
    return value.toString();
  }

  private static void append(StringBuilder text, int b, boolean stays) {
    if (stays) {
      text.append((char) b);
    } else {
      text.append('%').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 0xF));
    }
  }

  /** The text that a {@link #value} stands for. */
  static String text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%' && isEscape(bytes, i)) {
        utf8.write(Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16));
        i += 2;
      } else {
        utf8.write(bytes[i]);
      }
    }
    return utf8.toString(StandardCharsets.UTF_8);
  }
}
