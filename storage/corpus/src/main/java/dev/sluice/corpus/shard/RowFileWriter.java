package dev.sluice.corpus.shard;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a file of rows: a zstd frame with checksum, in which each row is its length in four bytes,
 * the high one first, and that many bytes. The first row is the header; a length of -1 ends it.
 */
final class RowFileWriter implements AutoCloseable {

  static final int END = -1;

  /** Segments are read once or twice and then deleted: speed matters more than size. */
  private static final int LEVEL = 1;

  private final NewFile file;
  private final DataOutputStream out;

  RowFileWriter(Path target, Path folder, SegmentHeader header) {
    this.file = new NewFile(target, folder);
    try {
      this.out = new DataOutputStream(new ZstdOutputStream(file.out(), LEVEL).setChecksum(true));
      row(header.toBytes());
    } catch (IOException notWritable) {
      file.close();
      throw file.trouble(notWritable);
    }
  }

  void add(byte[] row) {
    try {
      row(row);
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
  }

  private void row(byte[] row) throws IOException {
    out.writeInt(row.length);
    out.write(row);
  }

  void finish() {
    try {
      out.writeInt(END);
      out.close();
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
    file.finish();
  }

  @Override
  public void close() {
    file.close();
  }
}
