package dev.sluice.pages.archive;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file from its beginning to its end, of which the next ones can be looked at. */
final class Source implements Closeable {

  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long bufferOffset;
  private int at;
  private int end;

  Source(InputStream in) {
    this.in = in;
  }

  /** Where the next byte is, counted from the file's beginning. */
  long position() {
    return bufferOffset + at;
  }

  byte[] buffer() {
    return buffer;
  }

  int at() {
    return at;
  }

  /** How many bytes can be looked at from {@link #at} on. */
  int available() {
    return end - at;
  }

  /** Makes so many bytes, or all that are left, available; gives how many are. */
  int ask(int bytes) throws IOException {
    if (available() >= bytes) {
      return available();
    }
    System.arraycopy(buffer, at, buffer, 0, available());
    bufferOffset += at;
    end -= at;
    at = 0;
    while (end < bytes) {
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        break;
      }
      end += read;
    }
    return end;
  }

  /** Goes on by bytes that are available. */
  void take(int bytes) {
    at += bytes;
  }

  int next() throws IOException {
    if (ask(1) < 1) {
      throw new EOFException("the file ends within it");
    }
    return buffer[at++] & 0xff;
  }

  void skip(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      int there = ask(1);
      if (there < 1) {
        throw new EOFException("the file ends within it");
      }
      int some = (int) Math.min(left, there);
      take(some);
      left -= some;
    }
  }

  /** An unsigned number of 4 bytes, the lowest first. */
  long number() throws IOException {
    long number = next();
    number |= (long) next() << 8;
    number |= (long) next() << 16;
    return number | (long) next() << 24;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
