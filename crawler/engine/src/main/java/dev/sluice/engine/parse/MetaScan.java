package dev.sluice.engine.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jsoup.parser.Parser;

/**
 * Whether a page could ask something of crawlers by a {@code meta} element: a look at its bytes
 * that costs a hundredth of parsing them, and never misses one. It can be wrong the other way.
 */
final class MetaScan {

  /** How far behind the beginning of an element its attributes are looked for. */
  private static final int WINDOW = 2048;

  /** Words that ask for something, or stand in one that does. */
  private static final List<String> WISHES =
      List.of("noindex", "nofollow", "none", "noarchive", "nocache", "noai", "noimageai", "tdm-");

  private static final String META = "<meta";

  /** By a byte where the last letter of {@link #META} would be: how far to go on; 0: look there. */
  private static final byte[] STEPS = steps();

  private MetaScan() {}

  private static byte[] steps() {
    byte[] steps = new byte[256];
    Arrays.fill(steps, (byte) META.length());
    for (int i = 0; i < META.length(); i++) {
      byte step = (byte) (META.length() - 1 - i);
      steps[META.charAt(i)] = step;
      steps[Character.toUpperCase(META.charAt(i))] = step;
    }
    return steps;
  }

  /**
   * Looks at a page.
   *
   * @param productToken the name by which directives may address this crawler, in lower case
   */
  static boolean mayAsk(byte[] page, String productToken) {
    if (isWide(page)) {
      return true;
    }
    for (int at = nextMeta(page, 0); at >= 0; at = nextMeta(page, at + 1)) {
      int length = elementEnd(page, at) - at;
      String element = new String(page, at, length, StandardCharsets.ISO_8859_1);
      if (asks(element, productToken)
          || element.indexOf('&') >= 0
              && asks(Parser.unescapeEntities(element, true), productToken)) {
        return true;
      }
    }
    return false;
  }

  private static boolean asks(String element, String productToken) {
    String lower = element.toLowerCase(Locale.ROOT);
    boolean named =
        lower.contains("robots") || lower.contains(productToken) || lower.contains("tdm-");
    return named && WISHES.stream().anyMatch(lower::contains);
  }

  /** The first {@code >} outside of quotes, or the end of the window. */
  private static int elementEnd(byte[] page, int from) {
    int end = Math.min(page.length, from + WINDOW);
    byte quote = 0;
    for (int at = from; at < end; at++) {
      byte c = page[at];
      if (quote == 0 && c == '>') {
        return at;
      }
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      }
    }
    return end;
  }

  /** Characters of two bytes: what is looked for here would not be found. */
  private static boolean isWide(byte[] page) {
    if (page.length < 2) {
      return false;
    }
    int first = (page[0] & 0xff) << 8 | page[1] & 0xff;
    return first == 0xfeff || first == 0xfffe || page[0] == 0 || page[1] == 0;
  }

  /** By Horspool's method: most of a page is passed over five bytes at a time. */
  private static int nextMeta(byte[] page, int from) {
    int at = from;
    while (at + META.length() <= page.length) {
      int step = STEPS[page[at + META.length() - 1] & 0xff];
      if (step == 0 && isMeta(page, at)) {
        return at;
      }
      at += step == 0 ? META.length() : step;
    }
    return -1;
  }

  private static boolean isMeta(byte[] page, int at) {
    return page[at] == '<'
        && lower(page[at + 1]) == 'm'
        && lower(page[at + 2]) == 'e'
        && lower(page[at + 3]) == 't';
  }

  private static int lower(byte letter) {
    return letter | 0x20;
  }
}
