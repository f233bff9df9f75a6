package dev.sluice.pages.warc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A gzip member for each record (RFC 1952; WARC 1.1, annex D), without time or name. For one
 * thread.
 */
public final class GzipPacking implements RecordPacking {

  /** Magic, method, no flags, no time, no hint, system unknown. */
  private static final byte[] HEADER = {
    0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff
  };

  private static final int BUFFER_BYTES = 1 << 16;

  private final Deflater deflater;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /**
   * Packing of this thoroughness.
   *
   * @param level of zlib, 1 (fast) to 9 (small)
   */
  public GzipPacking(int level) {
    this.deflater = new Deflater(level, true);
  }

  @Override
  public void write(List<byte[]> parts, OutputStream out) throws IOException {
    CRC32 crc = new CRC32();
    out.write(HEADER);
    deflater.reset();
    long length = 0;
    for (byte[] part : parts) {
      crc.update(part);
      length += part.length;
      deflater.setInput(part);
      while (!deflater.needsInput()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    out.write(
        ByteBuffer.allocate(2 * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) crc.getValue())
            .putInt((int) length)
            .array());
  }

  @Override
  public void close() {
    deflater.end();
  }
}
