package dev.sluice.engine.fetch;

import dev.sluice.pages.model.Headers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The body of an answer that somebody else's crawler kept, decoded like one of our own.
 *
 * <p>Archives keep bodies as they came off the wire, or already decoded under a header that still
 * names the codings. So codings are undone where the bytes have them, and where they cannot be
 * undone from the first byte on, the bytes are taken as they are: a page is worth more than its
 * header.
 *
 * @param bytes the body
 * @param truncated true if it was cut at the limit, or breaks off
 */
public record ArchivedBody(byte[] bytes, boolean truncated) {

  private static final int BUFFER_BYTES = 16 << 10;
  private static final int LOOKED_AT = 256;
  private static final int MOST_SIZE_DIGITS = 7;

  /**
   * Decodes what stands in a block behind the head of the answer.
   *
   * @param from where the body begins
   * @param maxBytes longer bodies are cut here, counted after decoding
   */
  public static ArchivedBody of(byte[] block, int from, Headers headers, int maxBytes) {
    byte[] sent = Arrays.copyOfRange(block, from, block.length);
    ArchivedBody whole = isChunked(headers) ? withoutChunks(sent) : new ArchivedBody(sent, false);
    List<String> codings = ContentCodings.of(headers);
    ArchivedBody decoded =
        codings.isEmpty() || whole.bytes.length == 0
            ? whole
            : decoded(whole.bytes, codings, maxBytes, whole.truncated);
    return decoded.bytes.length <= maxBytes
        ? decoded
        : new ArchivedBody(Arrays.copyOf(decoded.bytes, maxBytes), true);
  }

  private static boolean isChunked(Headers headers) {
    return headers.all("transfer-encoding").stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("chunked"));
  }

  /** Joins the chunks of RFC 9112 §7.1; bytes that do not begin with one are no chunks. */
  private static ArchivedBody withoutChunks(byte[] sent) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(sent.length);
    int at = 0;
    while (at < sent.length) {
      int lineEnd = lineEnd(sent, at);
      int size = size(sent, at, lineEnd);
      if (size < 0) {
        return at == 0
            ? new ArchivedBody(sent, false)
            : new ArchivedBody(joined.toByteArray(), true);
      }
      if (size == 0) {
        return new ArchivedBody(joined.toByteArray(), false);
      }
      int begin = Math.min(sent.length, lineEnd + 1);
      joined.write(sent, begin, Math.min(size, sent.length - begin));
      at = begin + size;
      at += at < sent.length && sent[at] == '\r' ? 1 : 0;
      at += at < sent.length && sent[at] == '\n' ? 1 : 0;
    }
    return new ArchivedBody(joined.toByteArray(), true); // the last chunk, of size 0, is missing
  }

  private static int lineEnd(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** The size in a chunk's first line, or -1 if it has none. */
  private static int size(byte[] bytes, int from, int lineEnd) {
    int size = 0;
    int at = from;
    while (at < lineEnd && Character.digit(bytes[at], 16) >= 0) {
      if (at - from == MOST_SIZE_DIGITS) {
        return -1;
      }
      size = size << 4 | Character.digit(bytes[at], 16);
      at++;
    }
    boolean ends = at == lineEnd || "\r; \t".indexOf(bytes[at]) >= 0;
    return at > from && ends ? size : -1;
  }

  private static ArchivedBody decoded(
      byte[] coded, List<String> codings, int maxBytes, boolean broken) {
    ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    try (InputStream in = ContentCodings.decode(new ByteArrayInputStream(coded), codings)) {
      byte[] some = new byte[BUFFER_BYTES];
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        gathered.write(some, 0, read);
        if (gathered.size() > maxBytes) {
          break; // the rest of a compression bomb is never made
        }
      }
      return new ArchivedBody(gathered.toByteArray(), broken);
    } catch (IOException | RuntimeException notSoCoded) {
      return gathered.size() == 0 || looksLikeText(coded)
          ? new ArchivedBody(coded, broken)
          : new ArchivedBody(gathered.toByteArray(), true);
    }
  }

  private static boolean looksLikeText(byte[] bytes) {
    for (int i = 0; i < Math.min(LOOKED_AT, bytes.length); i++) {
      boolean control = bytes[i] >= 0 && bytes[i] < ' ';
      if (control && "\t\r\n\f".indexOf(bytes[i]) < 0) {
        return false;
      }
    }
    return true;
  }
}
