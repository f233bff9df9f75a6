package dev.sluice.bench.ingest;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.ingest.Rates.Pace;
import dev.sluice.bench.process.DiskUse;
import dev.sluice.bench.process.ProcFiles;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.bench.report.MarkdownTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How many discovered URLs a second the frontier takes in, at the beginning and at the end. */
public final class Ingest implements Command {

  private static final Duration REMARK_EVERY = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String says() {
    return "Discovered URLs put into an empty frontier, as many at a time as a page has links: URLs"
        + " a second over the whole, its first and its last tenth; memory at its peak; disk.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("urls", "20_000_000", "URLs, known ones included"),
        new Option("known", "45", "per cent of the URLs that were found before"),
        new Option("hosts", "100_000", "hosts; the n-th most frequent as 1/n"),
        new Option("batch", "60", "URLs taken in at once"),
        new Option("threads", "2", "threads that take URLs in"),
        new Option("seed", "2026", "of the URLs"));
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    Path folder = place.fresh("data-ingest");
    UrlStream stream =
        new UrlStream(given.count("hosts"), given.number("known") / 100.0, given.number("seed"));
    Rates rates = new Rates(given.number("urls"), place.clock(), Ingest::cpuSeconds);
    long known;
    try (DiscoverySink sink = new FrontierSink(folder, place.clock());
        Feeders feeders = new Feeders(stream, sink, rates, given.count("batch"))) {
      feeders.start(given.count("threads"));
      while (!feeders.await(REMARK_EVERY)) {
        place.remarks().println(rates.remark());
      }
      known = sink.known();
    }
    long peak = ProcFiles.peakBytes(ProcessHandle.current().pid()).orElse(0L);
    Figures figures =
        new Figures(
            given.number("urls"),
            known,
            rates.whole(),
            rates.firstTenth(),
            rates.lastTenth(),
            peak,
            DiskUse.bytes(folder));
    new JsonLines(place.work().resolve("ingest.jsonl")).add(figures);
    place.results().print(figures.table());
    place.fresh("data-ingest");
    return 0;
  }

  private static double cpuSeconds() {
    long self = ProcessHandle.current().pid();
    return ProcFiles.cpuSeconds(self).orElseThrow();
  }

  /**
   * What came of it; the raw figures.
   *
   * @param known URLs that the frontier knows afterwards
   * @param peakBytes resident memory (VmHWM) of the process, the making of URLs included
   */
  record Figures(
      long urls,
      long known,
      Pace whole,
      Pace firstTenth,
      Pace lastTenth,
      long peakBytes,
      long diskBytes) {

    MarkdownTable table() {
      return new MarkdownTable(List.of("", "whole", "first tenth", "last tenth"))
          .row(List.of("URLs found", text("%,d", urls), "", ""))
          .row(List.of("of them new", text("%,d", known), "", ""))
          .row(paces("URLs/s", Pace::urlsPerSecond))
          .row(paces("CPU µs a URL", Pace::cpuMicrosPerUrl))
          .row(List.of("peak memory, MiB", text("%,.0f", peakBytes / (1024.0 * 1024)), "", ""))
          .row(
              List.of(
                  "bytes on disk a known URL",
                  text("%,.1f", (double) diskBytes / Math.max(1, known)),
                  "",
                  ""));
    }

    private List<String> paces(String head, ToDoubleFunction<Pace> figure) {
      List<String> row = new ArrayList<>(List.of(head));
      for (Pace pace : List.of(whole, firstTenth, lastTenth)) {
        row.add(text("%,.0f", figure.applyAsDouble(pace)));
      }
      return row;
    }

    private static String text(String format, Object value) {
      return String.format(Locale.ROOT, format, value);
    }
  }
}
