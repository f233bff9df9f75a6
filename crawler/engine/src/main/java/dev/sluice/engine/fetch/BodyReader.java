package dev.sluice.engine.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Reads bodies, undoes their content codings and cuts them at a limit.
 *
 * <p>A body whose length is known is read straight into the array that it ends up in; others are
 * gathered in buffers that are used again and again. A server that promises a long body is believed
 * when it comes: memory is not taken on its word.
 *
 * <p>Safe for use by several threads.
 */
final class BodyReader {

  private static final int MOST_BELIEVED = 256 << 10;
  private static final int FIRST_BUFFER_BYTES = 64 << 10;
  private static final int LONGEST_KEPT_BUFFER = 1 << 20;

  private final ConcurrentLinkedQueue<byte[]> buffers = new ConcurrentLinkedQueue<>();

  /** A body as read; {@code truncated} if there was more. */
  record Body(byte[] bytes, boolean truncated) {
    static final Body NONE = new Body(new byte[0], false);
    static final Body UNREAD = new Body(new byte[0], true);
  }

  /**
   * Reads up to {@code maxBytes} decoded bytes; a compression bomb ends there like any long body.
   *
   * @param codings as applied, in lower case
   */
  Body read(BodyInput content, List<String> codings, int maxBytes) throws IOException {
    if (content.ended()) {
      return Body.NONE;
    }
    if (!codings.isEmpty()) {
      try (InputStream decoded = ContentCodings.decode(content, codings)) {
        return gather(decoded, maxBytes);
      }
    }
    if (content.length() >= 0 && content.length() <= Math.min(maxBytes, MOST_BELIEVED)) {
      byte[] bytes = new byte[(int) content.length()];
      content.readNBytes(bytes, 0, bytes.length);
      return new Body(bytes, false);
    }
    return gather(content, maxBytes);
  }

  private Body gather(InputStream decoded, int maxBytes) throws IOException {
    byte[] pooled = buffers.poll();
    byte[] buffer = pooled == null ? new byte[FIRST_BUFFER_BYTES] : pooled;
    try {
      int size = 0;
      int count;
      while (size < maxBytes
          && (count = decoded.read(buffer, size, Math.min(buffer.length, maxBytes) - size)) >= 0) {
        size += count;
        if (size == buffer.length && size < maxBytes) {
          buffer = Arrays.copyOf(buffer, (int) Math.min(2L * size, maxBytes));
        }
      }
      boolean more = size >= maxBytes && decoded.read(new byte[1], 0, 1) > 0;
      return new Body(Arrays.copyOf(buffer, size), more);
    } finally {
      if (buffer.length <= LONGEST_KEPT_BUFFER) {
        buffers.add(buffer);
      }
    }
  }
}
