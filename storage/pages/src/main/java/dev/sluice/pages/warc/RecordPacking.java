package dev.sluice.pages.warc;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** How records are compressed: each by itself, so that a reader can begin at any of them. */
public interface RecordPacking extends Closeable {

  /** Records stand one after the other as they are. */
  RecordPacking NONE =
      (parts, out) -> {
        for (byte[] part : parts) {
          out.write(part);
        }
      };

  /**
   * Writes one record.
   *
   * @param parts its bytes, one part after the other
   */
  void write(List<byte[]> parts, OutputStream out) throws IOException;

  @Override
  default void close() {}
}
