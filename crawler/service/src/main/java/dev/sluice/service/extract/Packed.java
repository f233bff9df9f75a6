package dev.sluice.service.extract;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compression by a file's ending: {@code .gz}, {@code .zst}, or none. */
final class Packed {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int ZSTD_LEVEL = 3;

  private Packed() {}

  /** A stream of what a file holds. */
  static InputStream reading(Path file, InputStream in) throws IOException {
    String name = file.toString();
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(new BufferedInputStream(in, BUFFER_BYTES), BUFFER_BYTES);
    }
    return name.endsWith(".zst") ? new ZstdInputStream(in) : in;
  }

  /** A stream that writes what a file is to hold. */
  static OutputStream writing(Path file, OutputStream out) throws IOException {
    String name = file.toString();
    if (name.endsWith(".gz")) {
      return new GZIPOutputStream(out, BUFFER_BYTES);
    }
    return name.endsWith(".zst") ? new ZstdOutputStream(out, ZSTD_LEVEL) : out;
  }

  /** A file's name without the ending of its compression. */
  static String unpackedName(Path file) {
    return file.getFileName().toString().replaceFirst("\\.(gz|zst)$", "");
  }
}
