package dev.sluice.bench.storage;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.service.daemon.Wiring;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Measures what storing pages costs: stores a crawled folder's pages again and again in a new one,
 * each time under hosts of another domain and slightly changed, ten domains at a time as a crawl
 * would bring them, each page in its own batch. What it takes to make the pages and to hash their
 * bodies is not counted; compiling and collecting garbage are.
 */
public final class FillBench {

  private static final int DOMAINS_AT_A_TIME = 10;
  private static final int CHANGED_BYTES = 3;
  private static final double NANOS_PER_MILLI = 1e6;

  private final List<RawPage> pages;
  private final DataFolder data;
  private final Random random = new Random(20261101);
  private long stored;
  private long rawBytes;
  private long makingNanos;

  private FillBench(List<RawPage> pages, DataFolder data) {
    this.pages = pages;
    this.data = data;
  }

  /** Takes the folder to read, the new folder, and how many copies to store. */
  public static void main(String[] arguments) {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("usage: FillBench DATA NEW-FOLDER COPIES");
    }
    PrintStream out = StorageBench.standardOutput();
    List<RawPage> pages = pages(Path.of(arguments[0]));
    try (DataFolder data = new Wiring().openForWriting(Path.of(arguments[1]))) {
      FillBench bench = new FillBench(pages, data);
      long start = cpuNanos();
      bench.fill(Integer.parseInt(arguments[2]));
      long written = cpuNanos();
      out.printf("%,d pages of %,d bytes%n", bench.stored, bench.rawBytes / bench.stored);
      bench.print(out, "stored", written - start - bench.makingNanos);
      data.compact();
      bench.print(out, "compacted", cpuNanos() - written);
    }
    out.println(peakMemory());
  }

  private static List<RawPage> pages(Path folder) {
    List<RawPage> pages = new ArrayList<>();
    try (DataFolder data = new Wiring().openForReading(folder);
        Snapshot snapshot = data.pages().snapshot();
        Scan<Capture> captures = snapshot.captures()) {
      captures.forEachRemaining(capture -> pages.add(new RawPage(capture, snapshot.body(capture))));
    }
    pages.sort(Comparator.comparing(page -> page.capture().key().fetchedAt()));
    return pages;
  }

  private void fill(int copies) {
    for (int first = 0; first < copies; first += DOMAINS_AT_A_TIME) {
      int end = Math.min(copies, first + DOMAINS_AT_A_TIME);
      for (RawPage page : pages) {
        for (int copy = first; copy < end; copy++) {
          long start = threadNanos();
          RawPage copied = changed(page, copy);
          makingNanos += threadNanos() - start;
          store(copied);
        }
      }
    }
  }

  private void store(RawPage page) {
    try (Batch batch = data.newBatch()) {
      data.pages().add(batch, page);
      batch.commit();
    }
    stored++;
    rawBytes += page.body().length;
  }

  private RawPage changed(RawPage page, int copy) {
    Capture was = page.capture();
    byte[] body = page.body().clone();
    for (int i = 0; i < CHANGED_BYTES && body.length > 0; i++) {
      body[random.nextInt(body.length)] = (byte) ('a' + random.nextInt(26));
    }
    PageUrl url =
        PageUrl.parse(was.url().toString().replaceFirst("://([^/:]+)", "://$1.copy" + copy));
    Capture capture =
        new Capture(
            new CaptureKey(url, was.key().fetchedAt()),
            was.status(),
            was.headers(),
            ContentHash.of(body),
            body.length,
            was.truncated(),
            was.address(),
            was.latency(),
            was.unverified(),
            was.change(),
            was.directives(),
            was.provenance());
    return new RawPage(capture, body);
  }

  private void print(PrintStream out, String what, long cpuNanos) {
    long bytes = data.bytesOnDisk("bodies") + data.bytesOnDisk("captures");
    out.printf(
        "%-10s %.3f CPU ms/page, tables of %,d bytes/page%n",
        what, cpuNanos / NANOS_PER_MILLI / stored, bytes / stored);
  }

  private static long threadNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** The line of the kernel that tells the most memory that the process ever had. */
  private static String peakMemory() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .findFirst()
          .orElse("peak memory unknown");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
