package dev.sluice.bench.storage;

import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.service.daemon.SteadyClock;
import dev.sluice.service.daemon.Wiring;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Measures a crawled folder: its bytes per page, those of a WARC file of the same captures, and how
 * quickly pages are read in order and at random. Reads only.
 */
public final class StorageBench {

  private static final int RANDOM_READS = 2_000;
  private static final int COLD_READS = 300;
  private static final long SEED = 20261101;

  private final Path folder;
  private final PrintStream out;
  private final InstantSource clock;

  private StorageBench(Path folder, PrintStream out, InstantSource clock) {
    this.folder = folder;
    this.out = out;
    this.clock = clock;
  }

  /** Measures the data folder that is the only argument. */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("usage: StorageBench DATA");
    }
    StorageBench bench =
        new StorageBench(Path.of(arguments[0]), standardOutput(), new SteadyClock());
    bench.sizes();
    List<CaptureKey> keys = bench.keys();
    bench.randomReads(keys);
    bench.coldReads(keys);
  }

  static PrintStream standardOutput() {
    return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  }

  private void sizes() {
    try (DataFolder data = new Wiring().openForReading(folder)) {
      Instant start = clock.instant();
      long raw = 0;
      long pages = 0;
      try (Snapshot snapshot = data.pages().snapshot();
          Scan<Capture> captures = snapshot.captures()) {
        for (; captures.hasNext(); pages++) {
          raw += snapshot.body(captures.next()).length;
        }
      }
      Duration reading = Duration.between(start, clock.instant());
      long warc = warcBytes(data);
      print("pages", pages, "");
      print("raw body", raw / pages, "bytes/page");
      print("folder", folderBytes() / pages, "bytes/page");
      long own = 0;
      for (String table : data.tables()) {
        long bytes = data.bytesOnDisk(table);
        own += List.of("captures", "bodies", "digests").contains(table) ? bytes : 0;
        print("  table " + table, bytes / pages, "bytes/page");
      }
      print("captures, bodies, digests", own / pages, "bytes/page");
      print("WARC, gzip -6", warc / pages, "bytes/page");
      out.printf("%-40s %9.3f%n", "ratio to WARC", (double) own / warc);
      print("read in order", pages * 1000 / Math.max(1, reading.toMillis()), "pages/s");
    }
  }

  private static long warcBytes(DataFolder data) {
    long bytes = 0;
    try (Snapshot snapshot = data.pages().snapshot();
        Scan<Capture> captures = snapshot.captures()) {
      while (captures.hasNext()) {
        Capture capture = captures.next();
        bytes += WarcSize.of(capture, snapshot.body(capture));
      }
    }
    return bytes;
  }

  /** Reads one page after the other; of a small folder most blocks lie in the cache by then. */
  private void randomReads(List<CaptureKey> keys) {
    Random random = new Random(SEED);
    long[] micros = new long[RANDOM_READS];
    try (DataFolder data = new Wiring().openForReading(folder)) {
      for (int i = 0; i < RANDOM_READS; i++) {
        micros[i] = read(data, keys.get(random.nextInt(keys.size())));
      }
    }
    print("random read", micros);
  }

  /**
   * Reads each page from a folder that was opened anew, as in a store much larger than its cache.
   */
  private void coldReads(List<CaptureKey> keys) {
    Random random = new Random(SEED + 1);
    long[] micros = new long[COLD_READS];
    for (int i = 0; i < COLD_READS; i++) {
      try (DataFolder data = new Wiring().openForReading(folder)) {
        micros[i] = read(data, keys.get(random.nextInt(keys.size())));
      }
    }
    print("random read, nothing cached", micros);
  }

  /** Reads all captures of a URL with their bodies; says how many microseconds it took. */
  private long read(DataFolder data, CaptureKey key) {
    Instant start = clock.instant();
    List<Capture> captures = data.pages().captures(key.url());
    captures.forEach(data.pages()::body);
    return Duration.between(start, clock.instant()).toNanos() / 1000;
  }

  private void print(String what, long[] micros) {
    Arrays.sort(micros);
    print(what + ", median", micros[micros.length / 2], "µs");
    print(what + ", 99 of 100", micros[micros.length * 99 / 100], "µs");
  }

  private List<CaptureKey> keys() {
    List<CaptureKey> keys = new ArrayList<>();
    try (DataFolder data = new Wiring().openForReading(folder);
        Snapshot snapshot = data.pages().snapshot();
        Scan<Capture> captures = snapshot.captures()) {
      captures.forEachRemaining(capture -> keys.add(capture.key()));
    }
    return keys;
  }

  private long folderBytes() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void print(String what, long number, String unit) {
    out.printf("%-40s %,9d %s%n", what, number, unit);
  }
}
