package dev.sluice.bench.storage;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.engine.Import;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.ImportCounts;
import dev.sluice.engine.model.ImportOutcome;
import dev.sluice.engine.model.ImportSettings;
import dev.sluice.engine.model.ImportSource;
import dev.sluice.engine.model.ImportWatch;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.archive.ArchiveReading;
import dev.sluice.service.daemon.Wiring;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Measures how fast a WARC file of somebody else's is imported: into an empty folder, and again
 * into the same; and how fast its records are read alone, which no import can be faster than.
 */
public final class ImportSpeed implements Command {

  private static final double NANOS = 1e9;

  @Override
  public String name() {
    return "import";
  }

  @Override
  public String says() {
    return "how fast a WARC file is imported";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("pages", "", "a folder of HTML files, which a WARC file is made of"),
        new Option("copies", "4", "how often each is written, each time a little different"));
  }

  /** Something that was done. */
  private record Measured(String what, long pages, long bytes, double cpu, double wall) {

    List<String> row() {
      return List.of(
          what,
          number(pages),
          number(pages / cpu),
          number(pages / wall),
          String.format(Locale.ROOT, "%,.1f", bytes / cpu / 1e6));
    }

    private static String number(double number) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
  }

  /** Some work, which gives how many pages it did. */
  private interface Work {
    long run() throws IOException;
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    Path archive = place.work().resolve("import.warc.gz");
    write(Path.of(given.text("pages")), given.count("copies"), archive);
    Path data = place.fresh("import-data");
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "", "pages", "pages a CPU second", "pages a second", "MB of WARC a CPU second"));
    table.row(measured(place, "records read alone", archive, () -> read(archive)).row());
    table.row(measured(place, "imported", archive, () -> imported(archive, data)).row());
    table.row(measured(place, "imported again", archive, () -> imported(archive, data)).row());
    place.results().print(table);
    return 0;
  }

  private static Measured measured(Place place, String what, Path archive, Work work)
      throws IOException {
    Instant begin = place.clock().instant();
    long before = cpuNanos();
    long pages = work.run();
    return new Measured(
        what,
        pages,
        Files.size(archive),
        (cpuNanos() - before) / NANOS,
        Duration.between(begin, place.clock().instant()).toMillis() / 1000.0);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void write(Path pages, int copies, Path archive) throws IOException {
    try (Stream<Path> files = Files.list(pages);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      for (int copy = 0; copy < copies; copy++) {
        for (Path file : sorted) {
          byte[] body = Files.readAllBytes(file);
          String url =
              "https://site%d.example/%d/%s"
                  .formatted(file.hashCode() & 255, copy, file.getFileName());
          GZIPOutputStream member = new GZIPOutputStream(out, 8192);
          member.write(head(url, body.length + Integer.toString(copy).length()));
          member.write(body);
          member.write((copy + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
          member.finish();
        }
      }
    }
  }

  private static byte[] head(String url, int bodyBytes) {
    String http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    return ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: "
            + url.replace(" ", "%20")
            + "\r\nWARC-Date: 2026-01-12T13:12:11Z\r\nContent-Type: application/http\r\nContent-Length: "
            + (http.length() + bodyBytes)
            + "\r\n\r\n"
            + http)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static long read(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive);
        ArchiveReading reading = new ArchiveReading(in, FetchLimits.DEFAULT.maxBodyBytes())) {
      long records = 0;
      while (reading.next().isPresent()) {
        records++;
      }
      return records;
    }
  }

  private static long imported(Path archive, Path data) {
    ImportSettings settings =
        new ImportSettings(
            Optional.empty(),
            Map.of(),
            OptionalLong.empty(),
            List.of(),
            Runtime.getRuntime().availableProcessors(),
            FetchLimits.DEFAULT.maxBodyBytes(),
            false);
    ImportSource source =
        new ImportSource(archive.toString(), "import.warc.gz", () -> Files.newInputStream(archive));
    try (DataFolder folder = new Wiring().openForImport(data)) {
      ImportCounts counts = new Import(folder).run(List.of(source), settings, new Unwatched());
      return counts.of(ImportOutcome.STORED) + counts.of(ImportOutcome.PRESENT);
    }
  }

  /** Nobody looks. */
  private static final class Unwatched implements ImportWatch {

    @Override
    public boolean stopped() {
      return false;
    }

    @Override
    public void progress(ImportCounts counts) {}

    @Override
    public void damage(String archive, long offset, String why) {
      throw new IllegalStateException("the archive is damaged at " + offset + ": " + why);
    }
  }
}
