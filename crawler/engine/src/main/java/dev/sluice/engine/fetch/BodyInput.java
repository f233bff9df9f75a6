package dev.sluice.engine.fetch;

import java.io.IOException;
import java.io.InputStream;

/**
 * A body as it comes off the connection, before decoding. It knows whether it was read to its end,
 * and whether the connection is to blame when reading fails. Closing it does nothing: a framed
 * stream of the client library would read the rest of the body then, which may be endless.
 */
final class BodyInput extends InputStream {

  private final InputStream framed;
  private final long length;
  private long count;
  private boolean ended;
  private boolean broken;

  /**
   * @param length bytes of the body, or less than 0 if that is not known
   */
  BodyInput(InputStream framed, long length) {
    this.framed = framed;
    this.length = length;
    this.ended = length == 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int most) throws IOException {
    if (ended) {
      return -1;
    }
    try {
      int read = framed.read(into, offset, most);
      count += Math.max(0, read);
      ended = read < 0 || count == length;
      return read;
    } catch (IOException trouble) {
      broken = true;
      throw trouble;
    }
  }

  /** One, until the end was seen: decoders ask this to know whether something follows. */
  @Override
  public int available() {
    return ended ? 0 : 1;
  }

  /** Bytes of the whole body, or less than 0 if that is not known. */
  long length() {
    return length;
  }

  /** Bytes that are still to come; more than there can be if that is not known. */
  long remaining() {
    return length < 0 ? Long.MAX_VALUE : length - count;
  }

  /** Whether all of it was read. */
  boolean ended() {
    return ended;
  }

  /** Whether the connection, or the framing, failed while it was read. */
  boolean broken() {
    return broken;
  }
}
