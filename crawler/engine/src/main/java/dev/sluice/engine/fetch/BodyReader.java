package dev.sluice.engine.fetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Reads a body, undoes its content encoding (RFC 9110 §8.4) and cuts it at a limit. */
final class BodyReader {

  private static final int BUFFER_BYTES = 16 << 10;
  private static final int ZLIB_METHOD_DEFLATE = 8;

  private BodyReader() {}

  /** A body as read; {@code truncated} if there was more. */
  record Body(byte[] bytes, boolean truncated) {
    static final Body NONE = new Body(new byte[0], false);
    static final Body UNREAD = new Body(new byte[0], true);
  }

  /**
   * Reads up to {@code maxBytes} decoded bytes; a compression bomb ends there like any long body.
   *
   * @param encoding value of Content-Encoding in lower case, or empty
   */
  static Body read(InputStream content, String encoding, int maxBytes) throws IOException {
    // The decoder is closed to free its native memory; the connection under it must stay as it is,
    // since closing it would read the rest of the body.
    try (InputStream decoded = decode(new Unclosable(content), encoding)) {
      return read(decoded, maxBytes);
    }
  }

  private static Body read(InputStream decoded, int maxBytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER_BYTES);
    byte[] buffer = new byte[BUFFER_BYTES];
    int room = maxBytes;
    int count;
    while ((count = decoded.read(buffer)) >= 0) {
      bytes.write(buffer, 0, Math.min(count, room));
      room -= count;
      if (room < 0) {
        return new Body(bytes.toByteArray(), true);
      }
    }
    return new Body(bytes.toByteArray(), false);
  }

  private static InputStream decode(InputStream raw, String encoding) throws IOException {
    BufferedInputStream content = new BufferedInputStream(raw, BUFFER_BYTES);
    if (encoding.isEmpty() || encoding.equals("identity") || isEmpty(content)) {
      return content;
    }
    return switch (encoding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(content, BUFFER_BYTES);
      case "deflate" -> inflate(content);
      default -> throw new ZipException("encoded as '" + encoding + "', which was not asked for");
    };
  }

  private static boolean isEmpty(BufferedInputStream content) throws IOException {
    return peek(content) < 0;
  }

  /** "deflate" means the zlib format, but some servers send the bare stream (RFC 9110 §8.4.1.2). */
  private static InputStream inflate(BufferedInputStream content) throws IOException {
    boolean zlib = (peek(content) & 0x0f) == ZLIB_METHOD_DEFLATE;
    Inflater inflater = new Inflater(!zlib);
    return new InflaterInputStream(content, inflater, BUFFER_BYTES) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end(); // the stream ends only inflaters of its own
      }
    };
  }

  private static int peek(BufferedInputStream content) throws IOException {
    content.mark(1);
    int first = content.read();
    content.reset();
    return first;
  }

  /** A stream that others may close without closing what it reads from. */
  private static final class Unclosable extends FilterInputStream {

    Unclosable(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // left to whoever opened it
    }
  }
}
