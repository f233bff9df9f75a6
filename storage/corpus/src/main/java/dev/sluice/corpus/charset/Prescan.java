package dev.sluice.corpus.charset;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the encoding that a document declares in its first bytes, in the manner of the HTML
 * Standard's "prescan a byte stream to determine its encoding" (section 13.2.3.2).
 *
 * <p>Comments are skipped, as there. Otherwise it is looser: {@code charset} counts in any meta
 * element, and 4096 bytes are looked at instead of 1024, since many pages open with scripts.
 */
final class Prescan {

  private static final int PRESCAN_BYTES = 4096;

  private static final Pattern COMMENT = Pattern.compile("<!--.*?(?:-->|\\z)", Pattern.DOTALL);
  private static final Pattern XML =
      Pattern.compile("\\A\\s*<\\?xml\\s[^>]{0,200}?encoding\\s*=\\s*[\"']([^\"'>]{1,40})[\"']");
  private static final Pattern META =
      Pattern.compile(
          "<meta[\\s/][^>]{0,1000}?charset\\s*=\\s*[\"']?\\s*([^\\s\"'/>;]{1,40})",
          Pattern.CASE_INSENSITIVE);

  /** The declared label, if there is one; it may be unknown or wrong. */
  Optional<String> label(byte[] body) {
    int length = Math.min(body.length, PRESCAN_BYTES);
    String head = new String(body, 0, length, StandardCharsets.ISO_8859_1);
    String visible = COMMENT.matcher(head).replaceAll("");
    Optional<String> meta = first(META, visible);
    return meta.isPresent() ? meta : first(XML, visible);
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
