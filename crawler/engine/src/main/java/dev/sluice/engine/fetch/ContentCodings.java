package dev.sluice.engine.fetch;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.sluice.pages.model.Headers;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.brotli.dec.BrotliInputStream;

/**
 * Undoes content codings (RFC 9110 §8.4): gzip, deflate, Brotli (RFC 7932) and Zstandard (RFC
 * 8878).
 *
 * <p>All decode as they are read and no further, so who stops reading a bomb has paid for what was
 * read. What they allocate is bounded: Brotli's window by 16 MiB, which its format gives, and
 * Zstandard's by 8 MiB, which is the most that the coding allows (RFC 9659).
 */
final class ContentCodings {

  /** What servers are told that they may send. */
  static final String ACCEPTED = "gzip, deflate, br, zstd";

  private static final int BUFFER_BYTES = 8 << 10;
  private static final int MAX_STACKED = 2;
  private static final int ZSTD_WINDOW_BITS = 23;
  private static final int ZLIB_METHOD_DEFLATE = 8;

  private ContentCodings() {}

  /** The codings that a header names, in the order in which they were applied. */
  static List<String> of(Headers headers) {
    List<String> codings = new ArrayList<>(1);
    for (String value : headers.all("content-encoding")) {
      for (String name : value.split(",", -1)) {
        String coding = name.strip().toLowerCase(Locale.ROOT);
        if (!coding.isEmpty() && !coding.equals("identity")) {
          codings.add(coding);
        }
      }
    }
    return codings;
  }

  /**
   * A stream of the decoded bytes; closing it frees the decoders and closes {@code coded}.
   *
   * @throws IOException if the codings are unknown or too many, or as the stream's first bytes are
   *     no such coding; reading may find that later
   */
  static InputStream decode(InputStream coded, List<String> codings) throws IOException {
    if (codings.size() > MAX_STACKED) {
      throw new ZipException("encoded " + codings.size() + " times");
    }
    PushbackInputStream first = new PushbackInputStream(coded, 2);
    int some = first.read();
    if (some < 0) {
      return first; // nothing, of which no decoder would know what it is
    }
    first.unread(some);
    InputStream decoded = first;
    for (int i = codings.size() - 1; i >= 0; i--) {
      decoded = decode(decoded, codings.get(i));
    }
    return decoded;
  }

  private static InputStream decode(InputStream coded, String coding) throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(coded, BUFFER_BYTES);
      case "deflate" -> inflate(new PushbackInputStream(coded, 2));
      case "br" -> new Checked(new BrotliInputStream(coded, BUFFER_BYTES));
      case "zstd" -> new ZstdInputStreamNoFinalizer(coded).setLongMax(ZSTD_WINDOW_BITS);
      default -> throw new ZipException("encoded as '" + coding + "', which was not asked for");
    };
  }

  /** "deflate" means the zlib format, but some servers send the bare stream (RFC 9110 §8.4.1.2). */
  private static InputStream inflate(PushbackInputStream coded) throws IOException {
    int method = coded.read();
    int flags = coded.read();
    if (flags >= 0) {
      coded.unread(flags);
    }
    coded.unread(method);
    boolean zlib =
        (method & 0x0f) == ZLIB_METHOD_DEFLATE && ((method << 8) | Math.max(0, flags)) % 31 == 0;
    Inflater inflater = new Inflater(!zlib);
    return new InflaterInputStream(coded, inflater, BUFFER_BYTES) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end(); // the stream ends only inflaters of its own
      }
    };
  }

  /**
   * Makes the Brotli decoder's trips over its own feet what they are: signs of damaged data. Single
   * bytes are read as arrays of one, because the decoder's buffer for single bytes is lost when an
   * array is read at the end of the stream.
   */
  private static final class Checked extends FilterInputStream {

    Checked(InputStream decoder) {
      super(decoder);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (IndexOutOfBoundsException | IllegalStateException | NegativeArraySizeException e) {
        throw new IOException("the stream is damaged", e);
      }
    }
  }
}
