package dev.sluice.pages.archive;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file from its beginning to its end, of which the next ones can be looked at. */
final class Source implements Closeable {

  private static final int BUFFER_BYTES = 512 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long bufferOffset;
  private int at;
  private int end;
  private int mark = -1;

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
    makeRoom(bytes);
    while (available() < bytes) {
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        break;
      }
      end += read;
    }
    return available();
  }

  private void makeRoom(int bytes) {
    boolean marked = mark >= 0 && at - mark + bytes <= buffer.length;
    int kept = marked ? mark : at;
    System.arraycopy(buffer, kept, buffer, 0, end - kept);
    bufferOffset += kept;
    end -= kept;
    at -= kept;
    mark = marked ? 0 : -1;
  }

  /** Remembers this place, for as long as the buffer reaches back to it. */
  void mark() {
    mark = at;
  }

  /** Goes back to the byte behind the marked place; where that is forgotten, nowhere. */
  void rewind() {
    if (mark >= 0) {
      at = Math.min(end, mark + 1);
      mark = -1;
    }
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
