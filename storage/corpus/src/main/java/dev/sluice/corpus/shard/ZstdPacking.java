package dev.sluice.corpus.shard;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.sluice.pages.warc.RecordPacking;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A zstd frame for each record, with a checksum and without a dictionary ("zstd Compression for
 * WARC Files", IIPC). For one thread.
 */
final class ZstdPacking implements RecordPacking {

  private final ZstdCompressCtx context;

  /** Packing of this level of zstd. */
  ZstdPacking(int level) {
    this.context = new ZstdCompressCtx().setLevel(level).setChecksum(true);
  }

  @Override
  public void write(List<byte[]> parts, OutputStream out) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(record::put);
    out.write(context.compress(record.array()));
  }

  @Override
  public void close() {
    context.close();
  }
}
