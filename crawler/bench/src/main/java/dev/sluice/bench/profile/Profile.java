package dev.sluice.bench.profile;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.contest.SluiceContestant;
import dev.sluice.bench.contest.Task;
import dev.sluice.bench.process.MeasuredProcess;
import dev.sluice.bench.process.ProcFiles;
import dev.sluice.bench.process.Usage;
import dev.sluice.bench.profile.Samples.Share;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.bench.web.ServedWeb;
import dev.sluice.testweb.load.LoadPages;
import dev.sluice.testweb.model.LoadPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where the CPU time of a crawl goes. */
public final class Profile implements Command {

  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int FLOOR_HOSTS = 50;
  private static final int MOST_FLOOR_PAGES_OF_A_HOST = 20;

  /** Kinds of threads with a smaller share are put together. */
  private static final double SMALLEST = 0.005;

  private static final String OTHERS = "others";

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String says() {
    return "One crawl as in throughput, with a flight recording: CPU time by kind of thread, by"
        + " owner of the code, by method; and what fetching by bare sockets and parsing by jsoup"
        + " alone cost at the least.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("hosts", "1000", "hosts of the web"),
        new Option("pages", "100", "pages of each host"),
        new Option("threads", "50", "requests at the same time"),
        new Option("methods", "25", "methods that are listed"));
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    LoadPlan plan = LoadPlan.of(given.count("hosts"), given.count("pages"));
    Path recording = place.work().resolve("profile.jfr");
    ThreadKinds threads = new ThreadKinds();
    try (ServedWeb web = ServedWeb.start(plan, place.work())) {
      Usage usage = crawl(place, web, recording, threads, given.count("threads"));
      long pages = web.report().traffic().distinctPages();
      place
          .results()
          .printf(Locale.ROOT, "%,d pages, %.1f s of CPU time%n%n", pages, usage.cpuSeconds());
      print(place, threadTable(threads.seconds(), pages));
      Samples samples = Samples.read(recording);
      print(place, shares("owner, of samples in Java code", samples.owners(), 100));
      print(place, shares("in native code, waits included", samples.nativeMethods(), 15));
      print(place, shares("method", samples.methods(), given.count("methods")));
      print(place, floor(place, web, plan));
    }
    place.fresh("data-profile");
    return 0;
  }

  private static void print(Place place, MarkdownTable table) {
    place.results().println(table);
  }

  private static Usage crawl(
      Place place, ServedWeb web, Path recording, ThreadKinds threads, int count)
      throws IOException, InterruptedException {
    Files.deleteIfExists(recording);
    SluiceContestant sluice =
        new SluiceContestant(
            "-XX:StartFlightRecording=settings=profile,filename="
                + recording
                + " -XX:FlightRecorderOptions=stackdepth=128");
    Task task = new Task(place.fresh("data-profile"), web.seeds(), Duration.ZERO, count);
    try (MeasuredProcess process =
        MeasuredProcess.start(
            sluice.command(place, task),
            sluice.environment(),
            place.work().resolve("profile.log"))) {
      while (!process.await(LOOK)) {
        process.pid().ifPresent(pid -> threads.look(ProcFiles.threads(pid)));
      }
      return process.usage();
    }
  }

  /** A row for each kind of thread. */
  public static MarkdownTable threadTable(Map<String, Double> seconds, long pages) {
    double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    MarkdownTable table = new MarkdownTable(List.of("threads", "CPU s", "%", "µs a page"));
    Map<String, Double> rows = new TreeMap<>();
    seconds.forEach((kind, of) -> rows.merge(of < SMALLEST * all ? OTHERS : kind, of, Double::sum));
    rows.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(
            kind ->
                table.row(
                    List.of(
                        kind.getKey(),
                        text("%.2f", kind.getValue()),
                        text("%.1f", 100 * kind.getValue() / Math.max(0.01, all)),
                        text("%,.0f", kind.getValue() * 1e6 / Math.max(1, pages)))));
    return table;
  }

  /** A row for each of the largest shares. */
  public static MarkdownTable shares(String head, List<Share> shares, int most) {
    MarkdownTable table = new MarkdownTable(List.of(head, "%"));
    shares.stream()
        .limit(most)
        .forEach(share -> table.row(List.of(share.name(), text("%.1f", share.percent()))));
    return table;
  }

  private static MarkdownTable floor(Place place, ServedWeb web, LoadPlan plan)
      throws IOException, InterruptedException {
    List<String> urls =
        Floor.pages(
            Files.readAllLines(web.seeds()),
            FLOOR_HOSTS,
            Math.min(plan.shape().pages(), MOST_FLOOR_PAGES_OF_A_HOST),
            LoadPages::path);
    Map<String, Double> micros = Floor.microsPerPage(place, urls);
    MarkdownTable table = new MarkdownTable(List.of("alone, one thread", "CPU µs a page"));
    micros.forEach((part, cost) -> table.row(List.of(part, text("%,.0f", cost))));
    return table;
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
