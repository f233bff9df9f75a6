package dev.sluice.pages.archive;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks Zstandard frames (RFC 8878), one at a time. A dictionary may stand in a skippable frame
 * at the beginning of the file, itself compressed or not ("Zstandard compression for WARC files
 * 1.0", of the IIPC); it holds for all frames behind it.
 */
final class ZstdMember implements Unpacking {

  private static final int BUFFER_BYTES = 128 << 10;
  private static final int MARK_BYTES = 4;
  private static final long FRAME = 0xFD2FB528L;
  private static final long SKIPPABLE = 0x184D2A50L;
  private static final long DICTIONARY = 0x184D2A5DL;

  /** The largest window that is allocated, 128 MiB: what the command-line tool's --ultra makes. */
  private static final int WINDOW_BITS = 27;

  /** Ten times what such dictionaries have. */
  private static final int MOST_DICTIONARY_BYTES = 16 << 20;

  private final ZstdDecompressCtx context = new ZstdDecompressCtx().setLongMax(WINDOW_BITS);
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private @Nullable ZstdDictDecompress dictionary;
  private boolean ended;

  ZstdMember() {
    in.limit(0);
    out.limit(0);
  }

  @Override
  public boolean begins(byte[] bytes, int at, int length) {
    if (length < MARK_BYTES) {
      return false;
    }
    long mark = mark(bytes, at);
    return mark == FRAME || isSkippable(mark);
  }

  private static boolean isSkippable(long mark) {
    return (mark & ~0xfL) == SKIPPABLE;
  }

  private static long mark(byte[] bytes, int at) {
    return (bytes[at] & 0xffL)
        | (bytes[at + 1] & 0xffL) << 8
        | (bytes[at + 2] & 0xffL) << 16
        | (bytes[at + 3] & 0xffL) << 24;
  }

  @Override
  public int markBytes() {
    return MARK_BYTES;
  }

  @Override
  public void begin(Source source) throws IOException {
    context.reset();
    if (dictionary != null) {
      context.loadDict(dictionary); // a reset forgets it
    }
    in.clear().limit(0);
    out.clear().limit(0);
    long mark = mark(source.buffer(), source.at());
    ended = isSkippable(mark);
    if (ended) {
      source.take(MARK_BYTES);
      long bytes = source.number();
      if (mark == DICTIONARY) {
        load(source, bytes);
      } else {
        source.skip(bytes);
      }
    }
  }

  private void load(Source source, long bytes) throws IOException {
    if (bytes > MOST_DICTIONARY_BYTES) {
      throw new ZipException("its dictionary has " + bytes + " bytes, which is no dictionary");
    }
    byte[] stored = new byte[(int) bytes];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = (byte) source.next();
    }
    boolean packed = stored.length >= MARK_BYTES && mark(stored, 0) == FRAME;
    forgetDictionary();
    dictionary = new ZstdDictDecompress(packed ? unpacked(stored) : stored);
  }

  private void forgetDictionary() {
    ZstdDictDecompress old = dictionary;
    if (old != null) {
      old.close();
    }
  }

  private static byte[] unpacked(byte[] dictionary) throws IOException {
    try (ZstdInputStreamNoFinalizer in =
        new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(dictionary))) {
      return in.readNBytes(MOST_DICTIONARY_BYTES);
    }
  }

  @Override
  public int read(Source source, byte[] into, int offset, int length) throws IOException {
    while (!out.hasRemaining()) {
      if (ended) {
        return -1;
      }
      unpack(source);
    }
    int some = Math.min(length, out.remaining());
    out.get(into, offset, some);
    return some;
  }

  private void unpack(Source source) throws IOException {
    if (source.ask(1) < 1) {
      throw new EOFException("the file ends within it");
    }
    in.clear();
    in.put(source.buffer(), source.at(), Math.min(in.capacity(), source.available()));
    in.flip();
    out.clear();
    try {
      ended = context.decompressDirectByteBufferStream(out, in);
    } catch (ZstdException damage) {
      out.limit(0);
      throw new ZipException("its compression is broken (" + damage.getMessage() + ")");
    }
    source.take(in.position());
    out.flip();
  }

  @Override
  public void close() {
    context.close();
    forgetDictionary();
  }
}
