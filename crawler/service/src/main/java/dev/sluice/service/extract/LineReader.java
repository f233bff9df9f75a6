package dev.sluice.service.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines of bytes, each as long as memory may hold, and no longer. */
final class LineReader {

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final int mostBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  /**
   * @param mostBytes what is longer is passed over
   */
  LineReader(InputStream in, int mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
  }

  /**
   * A line.
   *
   * @param bytes without its end; empty if it is too long
   * @param tooLong whether it was passed over
   */
  record Line(byte[] bytes, boolean tooLong) {

    boolean isBlank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return !tooLong;
    }
  }

  /** The next line; null at the end. */
  @Nullable Line next() throws IOException {
    byte[] line = new byte[0];
    int length = 0;
    boolean tooLong = false;
    while (position < limit || fill()) {
      int end = endOfLine();
      int count = end - position;
      tooLong |= (long) length + count > mostBytes;
      if (!tooLong) {
        line = withRoom(line, length, count);
        System.arraycopy(buffer, position, line, length, count);
        length += count;
      }
      position = end;
      if (position < limit) {
        position++;
        return line(line, length, tooLong);
      }
    }
    return length > 0 || tooLong ? line(line, length, tooLong) : null;
  }

  private static Line line(byte[] line, int length, boolean tooLong) {
    return tooLong ? new Line(new byte[0], true) : new Line(Arrays.copyOf(line, length), false);
  }

  private static byte[] withRoom(byte[] line, int length, int more) {
    return line.length >= length + more
        ? line
        : Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
  }

  private int endOfLine() {
    int i = position;
    while (i < limit && buffer[i] != '\n') {
      i++;
    }
    return i;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }
}
