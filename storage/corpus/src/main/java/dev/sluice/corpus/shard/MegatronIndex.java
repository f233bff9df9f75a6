package dev.sluice.corpus.shard;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The {@code .idx} of an indexed data set, little-endian throughout:
 *
 * <pre>
 * magic "MMIDIDX", 2 zero bytes
 * version              int64      1
 * token type           int8       8: uint16, 4: int32
 * sequences S          int64      one a document
 * documents and one    int64      S + 1
 * lengths              S int32    in tokens
 * offsets              S int64    in bytes
 * document index       S + 1 int64    the sequences before each document, and all of them
 * </pre>
 *
 * The head tells how many there are, so lengths are held until the end: 4 bytes a document.
 */
final class MegatronIndex implements Closeable {

  private static final long VERSION = 1;
  private static final int HEAD_BYTES = 34;
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final TokenWidth width;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private int[] lengths = new int[1_024];
  private int documents;

  MegatronIndex(OutputStream out, TokenWidth width) {
    this.out = out;
    this.width = width;
  }

  /** Adds a document of so many tokens. */
  void add(int tokens) {
    if (documents == lengths.length) {
      lengths = Arrays.copyOf(lengths, documents + documents / 2);
    }
    lengths[documents++] = tokens;
  }

  @Override
  public void close() throws IOException {
    writeHead();
    for (int i = 0; i < documents; i++) {
      room(Integer.BYTES).putInt(lengths[i]);
    }
    long offset = 0;
    for (int i = 0; i < documents; i++) {
      room(Long.BYTES).putLong(offset);
      offset += (long) lengths[i] * width.bytes();
    }
    for (long sequences = 0; sequences <= documents; sequences++) {
      room(Long.BYTES).putLong(sequences);
    }
    flush();
    out.close();
  }

  private void writeHead() throws IOException {
    ByteBuffer head = room(HEAD_BYTES);
    head.put("MMIDIDX\0\0".getBytes(StandardCharsets.US_ASCII));
    head.putLong(VERSION);
    head.put(width.code());
    head.putLong(documents);
    head.putLong(documents + 1L);
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
