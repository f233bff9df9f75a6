package dev.sluice.corpus.shard;

import com.github.luben.zstd.ZstdInputStream;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.StoreException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Reads the rows of a file that a {@link RowFileWriter} wrote, its header first.
 *
 * @param <T> what a row stands for
 */
final class RowFileReader<T> implements Scan<T> {

  private final Path file;
  private final Function<byte[], T> codec;
  private final DataInputStream in;
  private final SegmentHeader header;
  private int nextLength;

  RowFileReader(Path file, Function<byte[], T> codec) {
    this.file = file;
    this.codec = codec;
    try {
      this.in =
          new DataInputStream(
              new BufferedInputStream(new ZstdInputStream(Files.newInputStream(file))));
    } catch (IOException unreadable) {
      throw FileTrouble.reading(file, unreadable);
    }
    try {
      nextLength = in.readInt();
      header = SegmentHeader.fromBytes(row());
    } catch (IOException | StoreException damaged) {
      close();
      throw FileTrouble.reading(file, damaged);
    }
  }

  SegmentHeader header() {
    return header;
  }

  @Override
  public boolean hasNext() {
    return nextLength != RowFileWriter.END;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      return codec.apply(row());
    } catch (IOException | StoreException damaged) {
      throw FileTrouble.reading(file, damaged);
    }
  }

  private byte[] row() throws IOException {
    byte[] row = in.readNBytes(nextLength);
    if (row.length < nextLength) {
      throw new EOFException("ends early");
    }
    nextLength = in.readInt();
    if (nextLength == RowFileWriter.END && in.read() >= 0) { // reading on checks the checksum
      throw new IOException("goes on after its end");
    }
    return row;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException onlyRead) {
      throw FileTrouble.reading(file, onlyRead);
    }
  }
}
