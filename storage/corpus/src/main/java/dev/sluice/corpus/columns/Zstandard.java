package dev.sluice.corpus.columns;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages with zstd, without what Parquet would take from Hadoop for that. */
final class Zstandard implements CompressionCodecFactory {

  /** As zstd's own default: the best ratio before it becomes slow. */
  private static final int LEVEL = 3;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return new Compressor();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    if (name == CompressionCodecName.UNCOMPRESSED) {
      return new Plain();
    }
    if (name != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("compressed with " + name + ", not with zstd");
    }
    return new Decompressor();
  }

  @Override
  public void release() {}

  private static final class Compressor implements BytesInputCompressor {

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return BytesInput.from(Zstd.compress(bytes.toByteArray(), LEVEL));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {}
  }

  private static final class Decompressor implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(Zstd.decompress(bytes.toByteArray(), size));
    }

    @Override
    public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize) {
      byte[] packed = new byte[inSize];
      in.get(packed);
      out.put(Zstd.decompress(packed, outSize));
    }

    @Override
    public void release() {}
  }

  /** Pages that another writer left as they were. */
  private static final class Plain implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput bytes, int size) {
      return bytes;
    }

    @Override
    public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize) {
      byte[] plain = new byte[inSize];
      in.get(plain);
      out.put(plain);
    }

    @Override
    public void release() {}
  }
}
