package dev.sluice.pages.warc;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.Headers.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The header of an answer, as it stands before the body in a record: true of the decoded body.
 *
 * <p>The store has fields as they came. {@code Content-Encoding}, {@code Transfer-Encoding} and a
 * {@code Content-Length} that is not that of the body are named {@code X-Crawler-…}, and the true
 * length is added. Which HTTP version and words the server used is not known: {@code HTTP/1.1} and
 * the words of RFC 9110 stand for them.
 *
 * @param status HTTP status code
 * @param headers the fields, as the server sent them
 */
record HttpHead(int status, Headers headers) {

  private static final String RENAMED = "X-Crawler-";
  private static final String LENGTH = "Content-Length";
  private static final Set<String> ENCODINGS = Set.of("content-encoding", "transfer-encoding");
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(203, "Non-Authoritative Information"),
          Map.entry(204, "No Content"),
          Map.entry(206, "Partial Content"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(303, "See Other"),
          Map.entry(304, "Not Modified"),
          Map.entry(307, "Temporary Redirect"),
          Map.entry(308, "Permanent Redirect"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(410, "Gone"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  /** What the header of a capture is in a record, up to and with the empty line. */
  static byte[] bytes(Capture capture) {
    StringBuilder head = new StringBuilder(512);
    int status = capture.status();
    head.append("HTTP/1.1 ").append(String.format(Locale.ROOT, "%03d", status)).append(' ');
    head.append(REASONS.getOrDefault(status, "")).append("\r\n");
    boolean keepsLength = hasTrueLength(capture);
    for (Field field : capture.headers().fields()) {
      if (isToken(field.name())) {
        head.append(isTrue(field, keepsLength) ? "" : RENAMED);
        head.append(field.name()).append(": ").append(oneLine(field.value())).append("\r\n");
      }
    }
    if (addsLength(capture)) {
      head.append(LENGTH).append(": ").append(capture.bodyBytes()).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether the record's header tells the length of the body in a field that was not sent. */
  static boolean addsLength(Capture capture) {
    return !hasTrueLength(capture) && !isWithoutBody(capture.status());
  }

  /** An answer that never has a body tells the length of another one's (RFC 9110, 8.6). */
  private static boolean isWithoutBody(int status) {
    return status == 304 || status == 204 || status < 200;
  }

  private static boolean hasTrueLength(Capture capture) {
    List<String> lengths = capture.headers().all(LENGTH);
    return isWithoutBody(capture.status())
        || lengths.size() == 1 && lengths.get(0).equals(Integer.toString(capture.bodyBytes()));
  }

  private static boolean isTrue(Field field, boolean keepsLength) {
    return field.name().equalsIgnoreCase(LENGTH)
        ? keepsLength
        : !ENCODINGS.contains(field.name().toLowerCase(Locale.ROOT));
  }

  /** Whether this is the name of a field (RFC 9110, 5.6.2). */
  private static boolean isToken(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(
                c ->
                    c >= '0' && c <= '9'
                        || c >= 'A' && c <= 'Z'
                        || c >= 'a' && c <= 'z'
                        || TOKEN_MARKS.indexOf(c) >= 0);
  }

  private static String oneLine(String value) {
    StringBuilder line = new StringBuilder(value.strip());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7F) {
        line.setCharAt(i, ' ');
      }
    }
    return line.toString();
  }

  /**
   * Reads the header that a record's block begins with.
   *
   * @param end where it ends; see {@link #end}
   * @param dropsLength whether the last {@code Content-Length} was added and not sent
   * @return empty if it does not begin with the status line of an answer
   */
  static Optional<HttpHead> read(byte[] block, int end, boolean dropsLength) {
    String[] lines = new String(block, 0, end, StandardCharsets.ISO_8859_1).split("\r?\n");
    Optional<Integer> status = status(lines[0]);
    if (status.isEmpty()) {
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>();
    boolean lengthIsRenamed = false;
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i];
      boolean isFolded = line.startsWith(" ") || line.startsWith("\t");
      int colon = line.indexOf(':');
      if (isFolded && !fields.isEmpty()) {
        Field before = fields.remove(fields.size() - 1);
        fields.add(new Field(before.name(), (before.value() + " " + line.strip()).strip()));
      } else if (colon > 0) {
        String name = line.substring(0, colon).strip();
        Field sent = new Field(sentName(name), line.substring(colon + 1).strip());
        lengthIsRenamed |= sent.name().length() < name.length() && isLength(sent);
        fields.add(sent);
      }
    }
    if (dropsLength || lengthIsRenamed) {
      dropLastLength(fields);
    }
    return Optional.of(new HttpHead(status.get(), new Headers(fields)));
  }

  private static boolean isLength(Field field) {
    return field.name().equalsIgnoreCase(LENGTH);
  }

  private static void dropLastLength(List<Field> fields) {
    int last = fields.size() - 1;
    if (last >= 0 && isLength(fields.get(last))) {
      fields.remove(last);
    }
  }

  private static String sentName(String name) {
    if (!name.regionMatches(true, 0, RENAMED, 0, RENAMED.length())) {
      return name;
    }
    String sent = name.substring(RENAMED.length());
    boolean isRenamed =
        sent.equalsIgnoreCase(LENGTH) || ENCODINGS.contains(sent.toLowerCase(Locale.ROOT));
    return isRenamed ? sent : name;
  }

  private static Optional<Integer> status(String line) {
    String[] words = line.split(" +", 3);
    boolean isAnswer =
        words.length > 1 && words[0].startsWith("HTTP/") && words[1].matches("[0-9]{3}");
    return isAnswer ? Optional.of(Integer.valueOf(words[1])) : Optional.empty();
  }

  /**
   * Where a block's header ends and its body begins: behind the first empty line, or at its end.
   */
  static int end(byte[] block) {
    for (int i = 0; i < block.length; i++) {
      if (block[i] == '\n') {
        int next = i + 1;
        if (next < block.length && block[next] == '\r') {
          next++;
        }
        if (next < block.length && block[next] == '\n') {
          return next + 1;
        }
      }
    }
    return block.length;
  }

  /** Whether a capture's fields come back from its record's header as they are. */
  static boolean isFaithful(Capture capture) {
    byte[] head = bytes(capture);
    return read(head, head.length, addsLength(capture))
        .filter(it -> it.headers().equals(capture.headers()))
        .isPresent();
  }
}
