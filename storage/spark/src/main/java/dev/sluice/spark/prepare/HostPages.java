package dev.sluice.spark.prepare;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Scan;
import dev.sluice.spark.model.PageRow;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a host, to be gone over several times: in memory while they are few, else in a file
 * of the executor's temporary folder. First all are added, then they are read.
 */
final class HostPages implements AutoCloseable {

  private static final int MOST_BYTES = 16 << 20;

  private final List<PageRow> rows = new ArrayList<>();
  private long bytes;
  private long count;
  private @Nullable Path file;
  private @Nullable DataOutputStream out;

  /** Adds a page, after those before it in the order of keys. */
  void add(PageRow row) {
    count++;
    bytes += (long) row.facts().length + row.body().length;
    try {
      if (out != null) {
        write(out, row);
      } else {
        rows.add(row);
        if (bytes > MOST_BYTES) {
          spill();
        }
      }
    } catch (IOException notWritable) {
      throw trouble("write", notWritable);
    }
  }

  private void spill() throws IOException {
    Path made = Files.createTempFile("sluice-host-", ".pages");
    file = made;
    DataOutputStream stream =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(made), 1 << 16));
    out = stream;
    for (PageRow row : rows) {
      write(stream, row);
    }
    rows.clear();
  }

  private static void write(DataOutputStream out, PageRow row) throws IOException {
    for (byte[] bytes : List.of(row.key(), row.facts(), row.body())) {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /** To be called when all are added. */
  void finish() {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException notWritable) {
      throw trouble("write", notWritable);
    }
  }

  private UncheckedIOException trouble(String what, IOException cause) {
    return new UncheckedIOException(
        "cannot "
            + what
            + " "
            + file
            + ", where the pages of a large host wait to be cleaned: give the executors more disk"
            + " for temporary files",
        cause);
  }

  /** The facts of all pages. */
  Scan<Capture> captures() {
    Walk walk = new Walk(false);
    return new Scan<>() {
      @Override
      public boolean hasNext() {
        return walk.hasNext();
      }

      @Override
      public Capture next() {
        return walk.next().capture();
      }

      @Override
      public void close() {
        walk.close();
      }
    };
  }

  /** All pages. */
  Scan<PageRow> rows() {
    Walk walk = new Walk(true);
    return new Scan<>() {
      @Override
      public boolean hasNext() {
        return walk.hasNext();
      }

      @Override
      public PageRow next() {
        return walk.next();
      }

      @Override
      public void close() {
        walk.close();
      }
    };
  }

  /** Has the bodies of a sample read one by one, in any order. */
  <T> T withBodies(List<Capture> sample, Function<Function<Capture, byte[]>, T> work) {
    Set<CaptureKey> wanted = new HashSet<>();
    sample.forEach(capture -> wanted.add(capture.key()));
    if (file == null) {
      Map<CaptureKey, byte[]> bodies = new HashMap<>();
      for (PageRow row : rows) {
        CaptureKey key = row.capture().key();
        if (wanted.contains(key)) {
          bodies.put(key, row.body());
        }
      }
      return work.apply(capture -> found(bodies.get(capture.key()), capture));
    }
    try (Walk walk = new Walk(false);
        RandomAccessFile random = new RandomAccessFile(file.toFile(), "r")) {
      Map<CaptureKey, Long> places = new HashMap<>();
      while (walk.hasNext()) {
        PageRow row = walk.next();
        CaptureKey key = row.capture().key();
        if (wanted.contains(key)) {
          places.put(key, walk.bodyAt);
        }
      }
      return work.apply(
          capture -> body(random, found(places.get(capture.key()), capture), capture));
    } catch (IOException unreadable) {
      throw trouble("read", unreadable);
    }
  }

  private static <T> T found(@Nullable T value, Capture capture) {
    if (value == null) {
      throw new IllegalStateException("the sample's capture of " + capture.url() + " is not there");
    }
    return value;
  }

  private byte[] body(RandomAccessFile random, long place, Capture capture) {
    try {
      random.seek(place);
      byte[] body = new byte[random.readInt()];
      random.readFully(body);
      return body;
    } catch (IOException unreadable) {
      throw trouble("read the page " + capture.url() + " from", unreadable);
    }
  }

  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
      }
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException stays) {
      throw trouble("delete", stays);
    }
  }

  /** Goes over all pages once, with or without their bodies. */
  private final class Walk implements Iterator<PageRow>, AutoCloseable {

    private static final byte[] NOT_READ = {};

    private final boolean withBodies;
    private final Iterator<PageRow> inMemory = rows.iterator();
    private final @Nullable DataInputStream in;
    private long left = count;
    private long at;
    private long bodyAt;

    Walk(boolean withBodies) {
      this.withBodies = withBodies;
      try {
        this.in =
            file == null
                ? null
                : new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
      } catch (IOException unreadable) {
        throw trouble("read", unreadable);
      }
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public PageRow next() {
      if (left-- <= 0) {
        throw new NoSuchElementException();
      }
      try {
        return in == null ? inMemory.next() : read(in);
      } catch (IOException unreadable) {
        throw trouble("read", unreadable);
      }
    }

    private PageRow read(DataInputStream from) throws IOException {
      byte[] key = bytes(from);
      byte[] facts = bytes(from);
      bodyAt = at;
      int length = from.readInt();
      at += Integer.BYTES + (long) length;
      if (!withBodies) {
        from.skipNBytes(length);
        return new PageRow(key, facts, NOT_READ);
      }
      byte[] body = new byte[length];
      from.readFully(body);
      return new PageRow(key, facts, body);
    }

    private byte[] bytes(DataInputStream from) throws IOException {
      byte[] bytes = new byte[from.readInt()];
      from.readFully(bytes);
      at += Integer.BYTES + (long) bytes.length;
      return bytes;
    }

    @Override
    public void close() {
      try {
        if (in != null) {
          in.close();
        }
      } catch (IOException onlyRead) {
        throw trouble("close", onlyRead);
      }
    }
  }
}
