package dev.sluice.bench.ingest;

import dev.sluice.bench.command.BadOptionException;
import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.process.MeasuredProcess;
import dev.sluice.bench.process.ProcFiles;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.bench.web.ServedWeb;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.testweb.model.LoadPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How soon the daemon asks for its first page when its folder knows millions of URLs already. */
public final class Start implements Command {

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration REMARK_EVERY = Duration.ofSeconds(30);
  private static final Duration LONGEST_START = Duration.ofMinutes(10);
  private static final Duration LONGEST_END = Duration.ofMinutes(2);
  private static final int THREADS = 2;
  private static final int BATCH = 60;
  private static final long SEED = 2026;
  private static final String OURS = "ours";
  private static final String OTHERS = "others";

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String says() {
    return "Seconds from the daemon's start to its first request, of a folder that knows many queued"
        + " URLs: of the seeds' own hosts, or of as many hosts of seeds that are gone.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("urls", "10_000_000", "URLs that are queued"),
        new Option("hosts", "100_000", "hosts that they are of; the n-th most frequent as 1/n"),
        new Option("of", OTHERS, "whose hosts those are: 'ours', the seeds', or 'others'"),
        new Option("seeds", "1000", "seeds of the web that is served; with 'ours', its hosts"),
        new Option("rounds", "3", "how often the daemon is started"));
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    int seeds = given.count("seeds");
    boolean ours = isOurs(given.text("of"));
    int hosts = ours ? seeds : given.count("hosts");
    Path folder = place.fresh("data-start");
    try (ServedWeb web = ServedWeb.start(LoadPlan.of(seeds, 1_000), place.work())) {
      List<Origin> fronts =
          Files.readAllLines(web.seeds()).stream().map(url -> PageUrl.parse(url).origin()).toList();
      UrlStream stream =
          ours ? new UrlStream(hosts, 0, SEED, fronts::get) : new UrlStream(hosts, 0, SEED);
      fill(folder, stream, given.number("urls"), place);
      List<Round> started = new ArrayList<>();
      for (int round = 0; round < given.count("rounds"); round++) {
        web.reset();
        started.add(toFirstRequest(folder, web, place));
        place.remarks().println(started.get(round));
      }
      Figures figures = new Figures(given.number("urls"), hosts, ours, seeds, started);
      new JsonLines(place.work().resolve("start.jsonl")).add(figures);
      place.results().print(figures.table());
    }
    place.fresh("data-start");
    return 0;
  }

  private static boolean isOurs(String of) {
    if (!of.equals(OURS) && !of.equals(OTHERS)) {
      throw new BadOptionException("--of is 'ours' or 'others', not '" + of + "'");
    }
    return of.equals(OURS);
  }

  private static void fill(Path folder, UrlStream stream, long urls, Place place)
      throws IOException, InterruptedException {
    Rates rates = new Rates(urls, place.clock(), () -> 0);
    try (DiscoverySink sink = new FrontierSink(folder, place.clock());
        Feeders feeders = new Feeders(stream, sink, rates, BATCH)) {
      feeders.start(THREADS);
      while (!feeders.await(REMARK_EVERY)) {
        place.remarks().println(rates.remark());
      }
    }
  }

  /**
   * A start of the daemon.
   *
   * @param seconds from its start to its first request
   * @param cpuSeconds processor time of its process by then; on a machine that has other work that
   *     says more
   */
  record Round(double seconds, double cpuSeconds) {}

  private static Round toFirstRequest(Path folder, ServedWeb web, Place place)
      throws IOException, InterruptedException {
    Path log = place.work().resolve("start.log");
    Instant startedAt = place.clock().instant();
    try (MeasuredProcess daemon =
        MeasuredProcess.start(command(folder, web, place), Map.of("SLUICE_NO_BUILD", "1"), log)) {
      while (web.report().traffic().requests() == 0) {
        Duration waited = Duration.between(startedAt, place.clock().instant());
        if (daemon.await(LOOK) || waited.compareTo(LONGEST_START) > 0) {
          throw new IOException("the daemon makes no request; start.log says what it does");
        }
      }
      double seconds = Duration.between(startedAt, place.clock().instant()).toMillis() / 1000.0;
      double cpu = ProcFiles.cpuSeconds(daemon.pid().orElseThrow()).orElseThrow();
      daemon.terminate();
      daemon.await(LONGEST_END);
      return new Round(seconds, cpu);
    }
  }

  private static List<String> command(Path folder, ServedWeb web, Place place) {
    return List.of(
        place.home().resolve("sluice").toString(),
        "daemon",
        "--seeds",
        web.seeds().toString(),
        "--data",
        folder.toString(),
        "--allow-addresses",
        "127.0.0.0/8",
        "--listen",
        "127.0.0.1:0");
  }

  /**
   * What came of it; the raw figures.
   *
   * @param ours whether the URLs are of the seeds' hosts
   */
  record Figures(long urls, int hosts, boolean ours, int seeds, List<Round> rounds) {

    MarkdownTable table() {
      String of = ours ? "hosts of the seeds" : "hosts of seeds that are gone";
      return new MarkdownTable(List.of("", "median", "longest"))
          .row(List.of("URLs queued", "%,d".formatted(urls), ""))
          .row(List.of(of, "%,d".formatted(hosts), ""))
          .row(List.of("seeds", "%,d".formatted(seeds), ""))
          .row(row("seconds to the first request", Round::seconds))
          .row(row("processor seconds by then", Round::cpuSeconds));
    }

    private List<String> row(String head, ToDoubleFunction<Round> figure) {
      List<Double> sorted = rounds.stream().map(figure::applyAsDouble).sorted().toList();
      return List.of(
          head, text(sorted.get(sorted.size() / 2)), text(sorted.get(sorted.size() - 1)));
    }

    private static String text(double value) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
  }
}
