package dev.sluice.pages.archive;

import dev.sluice.pages.model.Headers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP answer as it came off the wire (RFC 9112), its body still encoded.
 *
 * <p>It is read as browsers read it: lines may end without CR, a field without a colon is left out,
 * a folded one is one line. Each byte is a character (Latin-1), as in what our own crawl receives.
 *
 * @param status HTTP status code
 * @param headers the fields as received
 * @param bodyOffset where the body begins in the block
 */
public record HttpMessage(int status, Headers headers, int bodyOffset) {

  /** The most that is read as a head, in bytes; more than servers or browsers let pass. */
  private static final int MOST_HEAD_BYTES = 1 << 20;

  private static final int STATUS_DIGITS = 3;

  /** The answer in a block, or nothing if it does not begin with a status line. */
  public static Optional<HttpMessage> parse(byte[] block) {
    int end = lineEnd(block, 0);
    int status = status(text(block, 0, contentEnd(block, 0, end)));
    if (status < 0) {
      return Optional.empty();
    }
    List<Headers.Field> fields = new ArrayList<>();
    int at = next(end);
    while (at < Math.min(block.length, MOST_HEAD_BYTES)) {
      end = lineEnd(block, at);
      int contentEnd = contentEnd(block, at, end);
      if (contentEnd == at) {
        return Optional.of(
            new HttpMessage(status, new Headers(fields), Math.min(next(end), block.length)));
      }
      add(fields, text(block, at, contentEnd));
      at = next(end);
    }
    return Optional.of(new HttpMessage(status, new Headers(fields), Math.min(at, block.length)));
  }

  private static int status(String line) {
    int space = line.indexOf(' ');
    boolean http = line.startsWith("HTTP/") || line.startsWith("ICY ");
    if (!http || space < 0) {
      return -1;
    }
    String rest = line.substring(space).strip();
    String digits = rest.length() < STATUS_DIGITS ? rest : rest.substring(0, STATUS_DIGITS);
    return digits.matches("[1-9][0-9][0-9]") ? Integer.parseInt(digits) : -1;
  }

  private static void add(List<Headers.Field> fields, String line) {
    boolean folded = line.startsWith(" ") || line.startsWith("\t");
    if (folded && !fields.isEmpty()) {
      Headers.Field last = fields.remove(fields.size() - 1);
      fields.add(new Headers.Field(last.name(), (last.value() + " " + line.strip()).strip()));
      return;
    }
    int colon = line.indexOf(':');
    if (colon > 0) {
      String name = line.substring(0, colon).strip();
      fields.add(new Headers.Field(name, line.substring(colon + 1).strip()));
    }
  }

  private static int lineEnd(byte[] block, int from) {
    int at = from;
    while (at < block.length && block[at] != '\n') {
      at++;
    }
    return at;
  }

  private static int contentEnd(byte[] block, int from, int lineEnd) {
    return lineEnd > from && block[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
  }

  private static int next(int lineEnd) {
    return lineEnd + 1;
  }

  private static String text(byte[] block, int from, int to) {
    return new String(block, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
