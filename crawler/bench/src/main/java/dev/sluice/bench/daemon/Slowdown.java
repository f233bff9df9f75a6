package dev.sluice.bench.daemon;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.process.ProcFiles;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.bench.report.Spread;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What an export beside it takes of a crawl that the processors limit. */
public final class Slowdown implements Command {

  /** Of its rate without an export, at the median of the rounds. */
  private static final double LEAST_SHARE = 0.9;

  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "slowdown";
  }

  @Override
  public String says() {
    return "A crawl without delay, by the daemon, alone and with an export beside it, in turn: at"
        + " the median the export may take a tenth of its rate at most.";
  }

  @Override
  public List<Option> options() {
    return Stream.concat(
            Stream.of(
                new Option("rounds", "6", "each without an export and with one"),
                new Option("seconds", "40", "of each half of a round")),
            BusyDaemon.OPTIONS.stream())
        .toList();
  }

  /**
   * Some time of a crawl.
   *
   * @param pagesPerSecond as its web counts them
   * @param cpuPerThousandPages seconds of processor time of the daemon
   * @param exportedPerSecond captures that the export beside it cleaned; 0 without one
   */
  record Stretch(double pagesPerSecond, double cpuPerThousandPages, double exportedPerSecond) {}

  /** Two stretches, one after the other; the raw figures. */
  record Round(int round, Stretch alone, Stretch beside) {

    double share() {
      return beside.pagesPerSecond / alone.pagesPerSecond;
    }
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    JsonLines raw = new JsonLines(place.work().resolve("slowdown.jsonl"));
    List<Round> rounds = new ArrayList<>();
    try (BusyDaemon busy = BusyDaemon.start(given, place, "slowdown")) {
      busy.daemon().post("/api/v1/snapshots", Map.of("name", "base"));
      for (int number = 1; number <= given.count("rounds"); number++) {
        Round round = round(number, busy, place, given.seconds("seconds"));
        raw.add(round);
        place.remarks().println(round);
        rounds.add(round);
      }
    }
    place.results().print(table(rounds));
    return share(rounds).median() >= LEAST_SHARE ? 0 : 1;
  }

  /** What begins differs from round to round, since the store grows meanwhile. */
  private static Round round(int number, BusyDaemon busy, Place place, Duration time)
      throws IOException, InterruptedException {
    if (number % 2 == 1) {
      Stretch alone = stretch(busy, place, time);
      return new Round(number, alone, beside(number, busy, place, time));
    }
    Stretch beside = beside(number, busy, place, time);
    return new Round(number, stretch(busy, place, time), beside);
  }

  private static Stretch beside(int number, BusyDaemon busy, Place place, Duration time)
      throws IOException, InterruptedException {
    String name = "round-" + number;
    DaemonProcess daemon = busy.daemon();
    daemon.post("/api/v1/exports", Map.of("name", name, "snapshot", "base", "recipe", "web"));
    awaitWork(daemon, place);
    Stretch stretch = stretch(busy, place, time);
    if (export(daemon).get("state").asString().equals("done")) {
      throw new IOException("the export ended too early: give a larger --fill");
    }
    daemon.post("/api/v1/exports/cancel", Map.of("id", name));
    return stretch;
  }

  private static void awaitWork(DaemonProcess daemon, Place place)
      throws IOException, InterruptedException {
    Instant latest = place.clock().instant().plus(LONGEST_START);
    while (done(daemon) == 0) {
      if (place.clock().instant().isAfter(latest)) {
        throw new IOException("the export does not begin: " + export(daemon));
      }
      place.pause(LOOK);
    }
  }

  /** The latest one. */
  private static JsonNode export(DaemonProcess daemon) throws IOException, InterruptedException {
    return daemon.get("/api/v1/exports").get("exports").get(0);
  }

  /** Captures that it has cleaned; 0 if there is none that is under way. */
  private static long done(DaemonProcess daemon) throws IOException, InterruptedException {
    JsonNode exports = daemon.get("/api/v1/exports").get("exports");
    return exports.isEmpty() || !exports.get(0).get("state").asString().equals("running")
        ? 0
        : exports.get(0).path("done").asLong(0);
  }

  private static Stretch stretch(BusyDaemon busy, Place place, Duration time)
      throws IOException, InterruptedException {
    Instant begun = place.clock().instant();
    long pages = busy.pages();
    double cpu = cpuSeconds(busy);
    long exported = done(busy.daemon());
    while (place.clock().instant().isBefore(begun.plus(time))) {
      place.pause(LOOK);
    }
    double seconds = Duration.between(begun, place.clock().instant()).toMillis() / 1000.0;
    long fetched = busy.pages() - pages;
    if (fetched == 0) {
      throw new IOException("the crawl has come to its end: give more --pages");
    }
    return new Stretch(
        fetched / seconds,
        (cpuSeconds(busy) - cpu) / fetched * 1000,
        Math.max(0, done(busy.daemon()) - exported) / seconds);
  }

  private static double cpuSeconds(BusyDaemon busy) throws IOException {
    return ProcFiles.cpuSeconds(busy.daemon().pid())
        .orElseThrow(() -> new IOException("the daemon is gone; slowdown.log says why"));
  }

  static MarkdownTable table(List<Round> rounds) {
    return new MarkdownTable(List.of("crawl of the daemon", "alone", "beside an export"))
        .row(row("pages/s", rounds, stretch -> stretch.pagesPerSecond, 0))
        .row(row("CPU s per 1,000 pages", rounds, stretch -> stretch.cpuPerThousandPages, 2))
        .row(row("captures exported/s", rounds, stretch -> stretch.exportedPerSecond, 0))
        .row(List.of("share of its rate alone, round by round", "1", share(rounds).text(2)));
  }

  private static List<String> row(
      String head, List<Round> rounds, ToDoubleFunction<Stretch> figure, int decimals) {
    return List.of(
        head,
        spread(rounds, round -> figure.applyAsDouble(round.alone)).text(decimals),
        spread(rounds, round -> figure.applyAsDouble(round.beside)).text(decimals));
  }

  private static Spread share(List<Round> rounds) {
    return spread(rounds, Round::share);
  }

  private static Spread spread(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Spread.of(rounds.stream().mapToDouble(figure).boxed().toList());
  }
}
