package dev.sluice.corpus.scrub;

import java.util.List;
import java.util.function.Consumer;

/**
 * Finds IPv4 addresses (four numbers to 255 without leading zeros) and IPv6 addresses (RFC 4291,
 * section 2.2), by default only those that the public network routes.
 *
 * <p>An address stands alone: in {@code 8.8.8.85.2} there is none. What numbers a version or a
 * section is none.
 */
final class IpFinder implements Finder {

  private static final int GROUPS = 8;
  private static final int MOST_DIGITS = 4;
  private static final int LONGEST_V6 = 39;
  private static final int SECTIONS = 40;
  private static final int REACH = 24;
  private static final List<String> VERSIONS =
      List.of(
          "version", " ver.", " ver ", "ver=", "release", "build", "firmware", "版本", "固件", "驱动");
  private static final List<String> ADDRESSES =
      List.of("ip", "dns", "server", "address", "host", "ping", "://", "@", "服务器", "地址", "主机");

  private final boolean privateToo;

  /** {@code privateToo}: also addresses of private and other networks that are not routed. */
  IpFinder(boolean privateToo) {
    this.privateToo = privateToo;
  }

  @Override
  public void find(Folded text, Consumer<Span> found) {
    int tried = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.at(i);
      int next = -1;
      if (c == ':' && i >= tried) {
        tried = endOfGroups(text, i);
        next = version6(text, startOfVersion6(text, i), tried, found);
      } else if (c >= '0' && c <= '9' && !text.digit(i - 1)) {
        next = version4(text, i, found);
      }
      i = next > 0 ? next : i + 1;
    }
  }

  /**
   * Where an address begins that has its first colon here; further back than its first group can
   * begin is no matter. Behind a word, as in {@code IP:} and {@code IPv6:}, the colon is the
   * word's.
   */
  private static int startOfVersion6(Folded text, int colon) {
    int start = colon;
    while (start > colon - MOST_DIGITS && isHex(text, start - 1)) {
      start--;
    }
    boolean behindWord = start == colon || text.letter(start - 1);
    return behindWord && text.at(colon + 1) != ':' ? colon + 1 : start;
  }

  private static int endOfGroups(Folded text, int colon) {
    int end = colon;
    while (isHex(text, end) || text.at(end) == ':') {
      end++;
    }
    return end;
  }

  /** Hands over the address that begins here; index behind it, -1 if there is none. */
  private int version4(Folded text, int start, Consumer<Span> found) {
    int end = endOfQuad(text, start);
    if (end < 0 || !isAddress(text, start, end)) {
      return -1;
    }
    found.accept(new Span(PersonalData.IP, start, end, text.text(start, end)));
    return end;
  }

  /** Index behind four numbers to 255 with points between them; -1 if they do not stand here. */
  static int endOfQuad(Folded text, int start) {
    int at = start;
    for (int part = 0; part < 4; part++) {
      if (part > 0 && text.at(at++) != '.') {
        return -1;
      }
      int end = at;
      int value = 0;
      while (text.digit(end) && end < at + 4) {
        value = value * 10 + text.at(end++) - '0';
      }
      boolean zeros = end > at + 1 && text.at(at) == '0';
      if (end == at || value > 255 || zeros) {
        return -1;
      }
      at = end;
    }
    return at;
  }

  private boolean isAddress(Folded text, int start, int end) {
    boolean partOfMore =
        text.alphanumeric(start - 1)
            || text.anyOf(start - 1, "._-")
            || text.alphanumeric(end)
            || text.anyOf(end, "_-")
            || text.at(end) == '.' && text.alphanumeric(end + 1);
    return !partOfMore && (privateToo || isPublic(text, start)) && !isNumbering(text, start, end);
  }

  /**
   * Whether it rather numbers a version or a section: behind a word for versions, behind the name
   * of a program ({@code Chrome/120.0.0.0}), of small numbers at the beginning of a line, or of
   * smaller ones anywhere unless the text speaks of addresses.
   */
  private static boolean isNumbering(Folded text, int start, int end) {
    boolean program = text.at(start - 1) == '/' && text.letter(start - 2);
    if (program || text.near(start, REACH, VERSIONS)) {
      return true;
    }
    int largest = 0;
    for (String part : text.text(start, end).split("\\.", -1)) {
      largest = Math.max(largest, Integer.parseInt(part));
    }
    boolean small = text.at(start + 1) == '.' && largest < 100;
    return small && !text.near(start, REACH, ADDRESSES)
        || largest <= SECTIONS && isFirstInLine(text, start);
  }

  private static boolean isFirstInLine(Folded text, int start) {
    int before = start;
    while (text.anyOf(before - 1, " \t#") && before > start - REACH) {
      before--;
    }
    return before == 0 || text.at(before - 1) == '\n';
  }

  /** Whether the IANA registry of special addresses (RFC 6890) does not name it. */
  private static boolean isPublic(Folded text, int start) {
    String[] parts = text.text(start, endOfQuad(text, start)).split("\\.", -1);
    int a = Integer.parseInt(parts[0]);
    int b = Integer.parseInt(parts[1]);
    int c = Integer.parseInt(parts[2]);
    boolean inside = a == 10 || a == 172 && b >= 16 && b < 32 || a == 192 && b == 168;
    boolean local = a == 0 || a == 127 || a == 169 && b == 254 || a == 100 && b >= 64 && b < 128;
    boolean documents =
        a == 192 && b == 0 && (c == 0 || c == 2)
            || a == 198 && b == 51 && c == 100
            || a == 203 && b == 0 && c == 113;
    boolean measuring = a == 198 && (b == 18 || b == 19);
    return !inside && !local && !documents && !measuring && a < 224;
  }

  /** Index behind the address if the whole run is one, else -1. */
  private int version6(Folded text, int start, int end, Consumer<Span> found) {
    int last = end > start && text.at(end - 1) == ':' && text.at(end - 2) != ':' ? end - 1 : end;
    boolean fits =
        last - start <= LONGEST_V6
            && !text.alphanumeric(start - 1)
            && !text.anyOf(start - 1, "._-")
            && !text.alphanumeric(last)
            && !text.anyOf(last, "_-");
    if (!fits || !isVersion6(text.lower(start, last))) {
      return -1;
    }
    found.accept(new Span(PersonalData.IP, start, last, text.lower(start, last)));
    return end;
  }

  private boolean isVersion6(String address) {
    int gap = address.indexOf("::");
    if (gap >= 0 && address.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    int groups = 0;
    for (String group : address.split(":", -1)) {
      if (group.length() > MOST_DIGITS) {
        return false;
      }
      groups += group.isEmpty() ? 0 : 1;
    }
    boolean open = gap < 0 && (address.startsWith(":") || address.endsWith(":"));
    boolean complete = gap < 0 ? groups == GROUPS : groups < GROUPS;
    return !open && complete && (privateToo ? hasDigit(address) : groups > 2 && isPublic6(address));
  }

  private static boolean hasDigit(String address) {
    return address.chars().anyMatch(c -> c >= '1' && c <= '9');
  }

  /** Global unicast is 2000::/3; of it 2001:db8::/32 is for documents. */
  private static boolean isPublic6(String address) {
    boolean unicast = address.matches("[23][0-9a-f]{3}:.*");
    return unicast && !address.matches("2001:0?db8:.*");
  }

  private static boolean isHex(Folded text, int index) {
    char c = text.at(index);
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }
}
