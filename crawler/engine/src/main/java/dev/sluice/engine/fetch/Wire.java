package dev.sluice.engine.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.hc.core5.http.MessageConstraintException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a server sends, with an eye on how many of them are header, and a word to the
 * {@link Deadline} for each piece that arrives.
 */
final class Wire extends InputStream {

  private final InputStream in;
  private Deadline.@Nullable Watch watch;
  private int headerRoom = Integer.MAX_VALUE;

  Wire(InputStream in) {
    this.in = in;
  }

  /** An exchange begins. */
  void begin(Deadline.Watch exchange, int mostHeaderBytes) {
    watch = exchange;
    headerRoom = mostHeaderBytes;
  }

  /** The header is complete. */
  void headerIsOver() {
    headerRoom = Integer.MAX_VALUE;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (headerRoom <= 0) {
      throw new MessageConstraintException("the header is too long");
    }
    int count = in.read(into, offset, length);
    if (headerRoom != Integer.MAX_VALUE) {
      headerRoom -= count;
    }
    if (watch != null) {
      watch.heard();
    }
    return count;
  }

  /** Reads a channel without the detour that {@code Socket} makes. */
  static final class ChannelInput extends InputStream {

    private final SocketChannel channel;

    ChannelInput(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return channel.read(ByteBuffer.wrap(into, offset, length));
    }
  }
}
