package dev.sluice.testweb.serve;

import dev.sluice.testweb.model.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads request heads off a connection. */
final class RequestReader {
  private static final int MAX_HEAD_BYTES = 64 * 1024;

  private final InputStream in;

  RequestReader(InputStream in) {
    this.in = in;
  }

  /**
   * A request and the moment of its first byte.
   *
   * @param nanos of {@link System#nanoTime()}
   */
  record Arrival(Request request, long nanos) {}

  /** The next request; empty when the client closed the connection between requests. */
  Optional<Arrival> next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    long nanos = System.nanoTime();
    return Optional.of(new Arrival(parse(head(first)), nanos));
  }

  private String head(int first) throws IOException {
    StringBuilder head = new StringBuilder().append((char) first);
    while (head.length() < MAX_HEAD_BYTES) {
      int c = in.read();
      if (c < 0) {
        throw new ProtocolException("the client left within a request head");
      }
      head.append((char) c);
      if (c == '\n' && head.toString().endsWith("\r\n\r\n")) {
        return head.toString();
      }
    }
    throw new ProtocolException("a request head of more than " + MAX_HEAD_BYTES + " bytes");
  }

  private static Request parse(String head) throws ProtocolException {
    List<String> lines = head.lines().toList();
    String[] words = lines.get(0).split(" ", -1);
    if (words.length != 3) {
      throw new ProtocolException("not a request line: " + lines.get(0));
    }
    Map<String, String> headers = new HashMap<>();
    for (String line : lines.subList(1, lines.size() - 1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String value =
            new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), value.substring(colon + 1).strip());
      }
    }
    return new Request(words[0], words[1], words[2], headers);
  }
}
