package dev.sluice.corpus.scrub;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds addresses of electronic mail (RFC 5321, section 4.1.2, without quoted local parts).
 *
 * <p>From each {@code @} it looks at most 64 characters back and 253 ahead. A Han character ends an
 * address on either side: in {@code 请发first.last@x.com谢谢} stands {@code first.last@x.com}.
 *
 * <p>What looks like one and is none: domains that are reserved for examples (RFC 2606), so that a
 * text can be scrubbed twice; names of files with a scale in them ({@code icon@2x.png}); versions
 * ({@code lodash@4.17.21}).
 */
final class EmailFinder implements Finder {

  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 253;
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_TOP = 18;
  private static final char LAST_LATIN = '\u024f';

  private static final Set<String> FILES =
      Set.of("png", "jpg", "jpeg", "gif", "webp", "svg", "css", "js", "html", "htm", "pdf");
  private static final Set<String> RESERVED =
      Set.of("example", "test", "invalid", "localhost", "local");

  @Override
  public void find(Folded text, Consumer<Span> found) {
    int free = 0;
    for (int at = 0; at < text.length(); at++) {
      if (text.at(at) == '@') {
        int start = startOfLocal(text, at, free);
        int end = endOfDomain(text, at + 1);
        if (start < at && end > 0) {
          found.accept(new Span(PersonalData.EMAIL, start, end, text.lower(start, end)));
          free = end;
        }
      }
    }
  }

  private static int startOfLocal(Folded text, int at, int free) {
    int start = at;
    int least = Math.max(free, at - LONGEST_LOCAL);
    while (start > least && isLocal(text, start - 1)) {
      start--;
    }
    while (start < at && text.anyOf(start, ".-+%'")) {
      start++;
    }
    return text.at(at - 1) == '.' ? at : start;
  }

  private static boolean isLocal(Folded text, int index) {
    char c = text.at(index);
    boolean apostrophe = c == '\'' && text.letter(index - 1) && text.letter(index + 1);
    boolean latin = c > 0x7f && c <= LAST_LATIN && Character.isLetter(c);
    return text.alphanumeric(index) || text.anyOf(index, "._%+-") || apostrophe || latin;
  }

  /** Index behind the domain that begins here; -1 if none does. */
  private static int endOfDomain(Folded text, int start) {
    if (text.at(start) == '[') {
      int end = IpFinder.endOfQuad(text, start + 1);
      return end > 0 && text.at(end) == ']' ? end + 1 : -1;
    }
    int end = -1;
    int label = start;
    String before = "";
    String above = "";
    while (label < start + LONGEST_DOMAIN) {
      int next = endOfLabel(text, label);
      String name = text.text(label, next);
      if (!isLabel(name) || !before.isEmpty() && isNextSentence(name, text, start, label)) {
        break;
      }
      if (!before.isEmpty() && isTop(name)) {
        end = next;
        above = before;
      }
      before = name;
      if (text.at(next) != '.') {
        break;
      }
      label = next + 1;
    }
    return end > 0 && isReserved(above, text.lower(start, end)) ? -1 : end;
  }

  private static int endOfLabel(Folded text, int start) {
    int end = start;
    while (end < start + LONGEST_LABEL && (text.alphanumeric(end) || text.at(end) == '-')) {
      end++;
    }
    while (end > start && text.at(end - 1) == '-') {
      end--;
    }
    return end;
  }

  private static boolean isLabel(String name) {
    return !name.isEmpty() && name.charAt(0) != '-';
  }

  /** After {@code me@example.org.} without a space the next word begins with a capital. */
  private static boolean isNextSentence(String name, Folded text, int start, int label) {
    boolean capitalised =
        name.length() > 1
            && Character.isUpperCase(name.charAt(0))
            && Character.isLowerCase(name.charAt(1));
    String before = text.text(start, label);
    return capitalised && before.equals(text.lower(start, label));
  }

  private static boolean isTop(String name) {
    boolean letters = name.chars().allMatch(Character::isLetter);
    boolean encoded = name.regionMatches(true, 0, "xn--", 0, 4);
    return (letters || encoded)
        && name.length() >= 2
        && name.length() <= LONGEST_TOP
        && !FILES.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isReserved(String above, String domain) {
    String top = domain.substring(domain.lastIndexOf('.') + 1);
    boolean example =
        above.equalsIgnoreCase("example") && Set.of("com", "net", "org").contains(top);
    return example || RESERVED.contains(top);
  }
}
