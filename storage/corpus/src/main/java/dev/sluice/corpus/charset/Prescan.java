package dev.sluice.corpus.charset;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the encoding that a document declares in its first bytes, in the manner of the HTML
 * Standard's "prescan a byte stream to determine its encoding" (section 13.2.3.2).
 *
 * <p>Comments are skipped, as there. Two things are looser: 16,384 bytes are looked at instead of
 * 1024, since many pages open with scripts, and a {@code content} that begins as a media type
 * counts without its {@code http-equiv}.
 */
final class Prescan {

  private static final int PRESCAN_BYTES = 16_384;

  private static final Pattern COMMENT = Pattern.compile("<!--.*?(?:-->|\\z)", Pattern.DOTALL);
  private static final Pattern XML =
      Pattern.compile("\\A\\s*<\\?xml\\s[^>]{0,200}?encoding\\s*=\\s*[\"']([^\"'>]{1,40})[\"']");
  private static final Pattern META =
      Pattern.compile("<meta[\\s/]([^>]{0,2000})", Pattern.CASE_INSENSITIVE);
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([^\\s=/>\"']{1,40})\\s*=\\s*(?:\"([^\"]*)\"?|'([^']*)'?|([^\\s>\"']*))");
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?\\s*([^\\s\"';,]{1,40})", Pattern.CASE_INSENSITIVE);

  /** The declared label, if there is one; it may be unknown or wrong. */
  Optional<String> label(byte[] body) {
    int length = Math.min(body.length, PRESCAN_BYTES);
    String head = new String(body, 0, length, StandardCharsets.ISO_8859_1);
    String visible = head.contains("<!--") ? COMMENT.matcher(head).replaceAll("") : head;
    Matcher meta = META.matcher(visible);
    int at = nextMeta(visible, 0);
    while (at >= 0) {
      boolean found = meta.region(at, visible.length()).lookingAt();
      Optional<String> label = found ? declared(meta.group(1)) : Optional.empty();
      if (label.isPresent()) {
        return label;
      }
      at = nextMeta(visible, found ? meta.end() : at + 1);
    }
    Matcher xml = XML.matcher(visible);
    return xml.find() ? Optional.of(xml.group(1)) : Optional.empty();
  }

  /** The next element that may be a meta element, so that only few are matched; -1 at the end. */
  private static int nextMeta(String head, int from) {
    int at = head.indexOf('<', from);
    while (at >= 0 && !head.regionMatches(true, at + 1, "meta", 0, 4)) {
      at = head.indexOf('<', at + 1);
    }
    return at;
  }

  /** What the attributes of a meta element declare. */
  private static Optional<String> declared(String attributes) {
    Optional<String> label = Optional.empty();
    Matcher attribute = ATTRIBUTE.matcher(attributes);
    boolean forType = attributes.toLowerCase(Locale.ROOT).contains("http-equiv");
    while (attribute.find() && label.isEmpty()) {
      String name = attribute.group(1).toLowerCase(Locale.ROOT);
      String value = value(attribute);
      if (name.equals("charset") && !value.isBlank()) {
        label = Optional.of(value.strip());
      } else if (name.equals("content") && (forType || isMediaType(value))) {
        Matcher charset = CHARSET.matcher(value);
        label = charset.find() ? Optional.of(charset.group(1)) : label;
      }
    }
    return label;
  }

  private static boolean isMediaType(String value) {
    return value.stripLeading().toLowerCase(Locale.ROOT).startsWith("text/");
  }

  private static String value(Matcher attribute) {
    for (int group = 2; group < 4; group++) {
      if (attribute.group(group) != null) {
        return attribute.group(group);
      }
    }
    return attribute.group(4);
  }
}
