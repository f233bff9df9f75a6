package dev.sluice.bench.export;

import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.service.daemon.Wiring;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jsoup.Jsoup;

/**
 * What no export can be quicker than: reading all pages from the store, and parsing them by jsoup,
 * one after the other in one thread, the last of three times.
 */
final class PageLimits {

  private static final int PASSES = 3;
  private static final double NANOS_PER_MICRO = 1e3;

  private PageLimits() {}

  /** CPU microseconds a page. */
  static MarkdownTable of(Path data) {
    MarkdownTable table = new MarkdownTable(List.of("alone, one thread, warm", "CPU µs a page"));
    try (DataFolder folder = new Wiring().openForReading(data);
        Snapshot snapshot = folder.pages().snapshot()) {
      double read = microsPerPage(snapshot, body -> {});
      double both = microsPerPage(snapshot, PageLimits::parse);
      table.row(List.of("reading pages from the store", text(read)));
      table.row(List.of("parsing by jsoup", text(both - read)));
    }
    return table;
  }

  private static void parse(byte[] body) {
    Jsoup.parse(new String(body, StandardCharsets.UTF_8));
  }

  private static double microsPerPage(Snapshot snapshot, Consumer<byte[]> work) {
    double micros = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      long pages = 0;
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      try (Scan<Capture> captures = snapshot.captures()) {
        for (; captures.hasNext(); pages++) {
          work.accept(snapshot.body(captures.next()));
        }
      }
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      micros = nanos / NANOS_PER_MICRO / Math.max(1, pages);
    }
    return micros;
  }

  private static String text(double micros) {
    return String.format(Locale.ROOT, "%,.0f", micros);
  }
}
