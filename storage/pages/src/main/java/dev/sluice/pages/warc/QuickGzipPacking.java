package dev.sluice.pages.warc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A gzip member for each record, as {@link GzipPacking}, by a compressor of our own: as small as
 * level 2 of zlib, in three fifths of its time, and the same bytes with every Java. For one thread.
 */
public final class QuickGzipPacking implements RecordPacking {

  private static final int TRAILER_BYTES = 2 * Integer.BYTES;

  private final QuickDeflate deflate = new QuickDeflate();
  private final BitBuffer packed = new BitBuffer();

  @Override
  public void write(List<byte[]> parts, OutputStream out) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(record::put);
    CRC32 crc = new CRC32();
    crc.update(record.array());
    packed.clear();
    packed.reserve(GzipPacking.HEADER.length);
    packed.put(GzipPacking.HEADER, 0, GzipPacking.HEADER.length);
    deflate.compress(record.array(), record.capacity(), packed);
    packed.reserve(TRAILER_BYTES);
    packed.align();
    packed.put(trailer((int) crc.getValue(), record.capacity()), 0, TRAILER_BYTES);
    out.write(packed.bytes(), 0, packed.length());
  }

  private static byte[] trailer(int crc, int length) {
    return ByteBuffer.allocate(TRAILER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(crc)
        .putInt(length)
        .array();
  }
}
