package dev.sluice.pages.archive;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** Unpacks gzip members (RFC 1952), one at a time, and checks each. */
final class GzipMember implements Unpacking {

  private static final int HEADER_BYTES = 10;
  private static final int CHECKSUM_FLAG = 2;
  private static final int EXTRA_FLAG = 4;
  private static final int NAME_FLAG = 8;
  private static final int COMMENT_FLAG = 16;
  private static final int RESERVED_FLAGS = 0xe0;
  private static final int DEFLATE = 8;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();

  @Override
  public boolean begins(byte[] bytes, int at, int length) {
    return length >= markBytes()
        && bytes[at] == 0x1f
        && bytes[at + 1] == (byte) 0x8b
        && bytes[at + 2] == DEFLATE
        && (bytes[at + 3] & RESERVED_FLAGS) == 0;
  }

  @Override
  public int markBytes() {
    return 4;
  }

  @Override
  public void begin(Source source) throws IOException {
    inflater.reset();
    checksum.reset();
    if (source.ask(HEADER_BYTES) < HEADER_BYTES) {
      throw new EOFException("the file ends within it");
    }
    int flags = source.buffer()[source.at() + 3];
    source.take(HEADER_BYTES);
    if ((flags & EXTRA_FLAG) != 0) {
      source.skip(source.next() | source.next() << 8);
    }
    if ((flags & NAME_FLAG) != 0) {
      skipText(source);
    }
    if ((flags & COMMENT_FLAG) != 0) {
      skipText(source);
    }
    source.skip((flags & CHECKSUM_FLAG) != 0 ? 2 : 0);
  }

  private static void skipText(Source source) throws IOException {
    while (source.next() != 0) {
      // its end is a zero, or that of the file
    }
  }

  @Override
  public int read(Source source, byte[] into, int offset, int length) throws IOException {
    while (true) {
      if (inflater.finished()) {
        return end(source);
      }
      if (inflater.needsInput()) {
        give(source);
      }
      int before = inflater.getRemaining();
      int written = inflate(into, offset, length);
      source.take(before - inflater.getRemaining());
      if (written > 0) {
        checksum.update(into, offset, written);
        return written;
      }
    }
  }

  private void give(Source source) throws IOException {
    if (source.ask(1) < 1) {
      throw new EOFException("the file ends within it");
    }
    inflater.setInput(source.buffer(), source.at(), source.available());
  }

  private int inflate(byte[] into, int offset, int length) throws IOException {
    try {
      int written = inflater.inflate(into, offset, length);
      if (written == 0 && inflater.needsDictionary()) {
        throw new ZipException("its compression is broken (it wants a dictionary)");
      }
      return written;
    } catch (DataFormatException damage) {
      throw new ZipException("its compression is broken (" + damage.getMessage() + ")");
    }
  }

  private int end(Source source) throws IOException {
    if (source.number() != checksum.getValue()) {
      throw new ZipException("its bytes are not those that its checksum was made of");
    }
    if (source.number() != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("it has another length than it says");
    }
    return -1;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
