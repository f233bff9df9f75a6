package dev.sluice.pages.archive;

import java.io.Closeable;
import java.io.IOException;

/** How one member of a compressed file, such as a gzip member or a zstd frame, is unpacked. */
interface Unpacking extends Closeable {

  /**
   * Whether a member could begin with these bytes.
   *
   * @param length how many there are from {@code at} on
   */
  boolean begins(byte[] bytes, int at, int length);

  /** The least bytes that {@link #begins} has to see. */
  int markBytes();

  /** Reads what stands before the content; the source is at the member's first byte. */
  void begin(Source source) throws IOException;

  /**
   * Gives more of the content.
   *
   * @return bytes written, or -1 at the member's end, of which the source then is behind
   * @throws IOException if the member is damaged, or the file ends within it
   */
  int read(Source source, byte[] into, int offset, int length) throws IOException;

  @Override
  void close();
}
