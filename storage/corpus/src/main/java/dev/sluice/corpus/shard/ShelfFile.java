package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Shelf;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A shelf whose rows lie in a file, one after the other. In memory it holds eight bytes a row, and
 * of the rows that were looked at last {@value #CACHE_BYTES} bytes.
 */
public final class ShelfFile implements Shelf {

  /** How the names of its files end. */
  static final String SUFFIX = ".shelf";

  private static final long CACHE_BYTES = 1 << 26;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;
  private final long cacheBytes;
  private final Map<Integer, byte[]> recent = new LinkedHashMap<>(16, 0.75f, true);
  private long recentBytes;

  /** Where each row ends in the file. */
  private long[] ends = new long[1 << 10];

  private int count;
  private @Nullable Path file;
  private @Nullable OutputStream out;
  private @Nullable FileChannel in;

  /** A shelf whose file lies in a folder until it is closed. */
  public ShelfFile(Path folder) {
    this(folder, CACHE_BYTES);
  }

  /**
   * The same.
   *
   * @param cacheBytes how much of the rows that were looked at is kept in memory
   */
  public ShelfFile(Path folder, long cacheBytes) {
    this.folder = folder;
    this.cacheBytes = cacheBytes;
  }

  @Override
  public int add(byte[] row) {
    try {
      writer().write(row);
    } catch (IOException notWritable) {
      throw FileTrouble.writing(file == null ? folder : file, notWritable);
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count + count / 2);
    }
    ends[count] = begin(count) + row.length;
    return count++;
  }

  private OutputStream writer() throws IOException {
    if (in != null) {
      throw new IllegalStateException("rows of the shelf are looked at already");
    }
    if (out == null) {
      file = Files.createTempFile(folder, "rows-", SUFFIX);
      out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
    }
    return out;
  }

  private long begin(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  @Override
  public byte[] row(int number) {
    if (number < 0 || number >= count) {
      throw new IndexOutOfBoundsException("row " + number + " of " + count);
    }
    byte[] known = recent.get(number);
    if (known != null) {
      return known;
    }
    byte[] row = read(number);
    keep(number, row);
    return row;
  }

  private byte[] read(int number) {
    ByteBuffer row = ByteBuffer.allocate((int) (ends[number] - begin(number)));
    long at = begin(number);
    writeOut();
    try {
      FileChannel rows = reader();
      while (row.hasRemaining()) {
        int read = rows.read(row, at + row.position());
        if (read < 0) {
          throw new EOFException("ends early");
        }
      }
    } catch (IOException unreadable) {
      throw FileTrouble.reading(file == null ? folder : file, unreadable);
    }
    return row.array();
  }

  /** What waits in memory goes to the disk, which may be full. */
  private void writeOut() {
    if (in == null && out != null) {
      try {
        out.close();
      } catch (IOException notWritable) {
        throw FileTrouble.writing(file == null ? folder : file, notWritable);
      }
    }
  }

  private FileChannel reader() throws IOException {
    if (in == null) {
      if (out == null || file == null) {
        throw new EOFException("is empty");
      }
      in = FileChannel.open(file, StandardOpenOption.READ);
    }
    return in;
  }

  private void keep(int number, byte[] row) {
    recent.put(number, row);
    recentBytes += row.length;
    Iterator<byte[]> oldest = recent.values().iterator();
    while (recentBytes > cacheBytes && recent.size() > 1) {
      recentBytes -= oldest.next().length;
      oldest.remove();
    }
  }

  @Override
  public void close() {
    recent.clear();
    if (in == null && out != null) {
      try {
        out.close();
      } catch (IOException notWritten) {
        // Nobody wants the rows any more: their file goes.
      }
    }
    try {
      if (in != null) {
        in.close();
      }
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stays) {
      throw FileTrouble.writing(file == null ? folder : file, stays);
    }
  }
}
