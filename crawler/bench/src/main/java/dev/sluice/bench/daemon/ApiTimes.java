package dev.sluice.bench.daemon;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.daemon.OpenDashboard.Cost;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.bench.report.Spread;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How quickly the API answers while the crawl takes all of the processors, and what it takes. */
public final class ApiTimes implements Command {

  private static final double MOST_MILLIS_OF_99 = 50;
  private static final double MOST_PERCENT_OF_DASHBOARD = 2;
  private static final int WARM_UP = 50;

  @Override
  public String name() {
    return "api";
  }

  @Override
  public String says() {
    return "Answers of the daemon's API while it crawls without delay: 99 of 100 within 50 ms; and"
        + " the processor time that an open dashboard costs the daemon: less than 2 % of one.";
  }

  @Override
  public List<Option> options() {
    return Stream.concat(
            Stream.of(
                new Option("requests", "1000", "for each path, after 50 that do not count"),
                new Option("pause", "10", "milliseconds from an answer to the next request"),
                new Option(
                    "paths",
                    "/api/v1/status,/api/v1/history,/api/v1/hosts?limit=100,/api/v1/sites?limit=100,"
                        + "/api/v1/seeds,/api/v1/page?url=SEED,/api/v1/page/steps?url=SEED,"
                        + "/api/v1/page/text?url=SEED,/metrics",
                    "what is asked for; SEED stands for the front pages of all hosts, in turn"),
                new Option("rounds", "6", "each without a dashboard and with one"),
                new Option("seconds", "30", "of each half of a round"),
                new Option("poll", "10000", "milliseconds between a dashboard's looks at hosts")),
            BusyDaemon.OPTIONS.stream())
        .toList();
  }

  /** How long answers took, in milliseconds, from the request to the whole body. */
  record Times(String path, long answers, double median, double of99, double longest) {

    static Times of(String path, List<Double> millis) {
      List<Double> sorted = millis.stream().sorted().toList();
      return new Times(
          path,
          sorted.size(),
          sorted.get(sorted.size() / 2),
          sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
          sorted.get(sorted.size() - 1));
    }
  }

  /** The raw figures. */
  record Figures(List<Times> times, List<Cost> costs) {

    boolean isWell() {
      return times.stream().allMatch(path -> path.of99 < MOST_MILLIS_OF_99)
          && added().median() < MOST_PERCENT_OF_DASHBOARD;
    }

    Spread added() {
      return Spread.of(costs.stream().map(Cost::addedPercent).toList());
    }
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    try (BusyDaemon busy = BusyDaemon.start(given, place, "api")) {
      List<Times> times = times(given, place, busy);
      times.forEach(place.remarks()::println);
      List<Cost> costs = new ArrayList<>();
      OpenDashboard dashboard =
          new OpenDashboard(busy.daemon(), place, given.millis("poll"), hostsPath(given));
      for (int round = 1; round <= given.count("rounds"); round++) {
        costs.add(dashboard.round(round, given.seconds("seconds")));
        place.remarks().println(costs.get(costs.size() - 1));
      }
      Figures figures = new Figures(times, costs);
      new JsonLines(place.work().resolve("api.jsonl")).add(figures);
      place.results().print(table(figures));
      return figures.isWell() ? 0 : 1;
    }
  }

  private static String hostsPath(Options given) {
    return given.list("paths").stream()
        .filter(path -> path.contains("hosts"))
        .findFirst()
        .orElse("/api/v1/status");
  }

  private static List<Times> times(Options given, Place place, BusyDaemon busy)
      throws IOException, InterruptedException {
    List<String> seeds = Files.readAllLines(busy.web().seeds());
    HttpClient client = HttpClient.newHttpClient();
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    for (int request = 0; request < WARM_UP + given.count("requests"); request++) {
      String seed = seeds.get(request % seeds.size());
      String escaped = URLEncoder.encode(seed, StandardCharsets.UTF_8);
      for (String path : given.list("paths")) {
        double took = ask(client, place, busy.daemon(), path.replace("SEED", escaped));
        if (request >= WARM_UP) {
          millis.computeIfAbsent(path, first -> new ArrayList<>()).add(took);
        }
        place.pause(given.millis("pause"));
      }
    }
    return millis.entrySet().stream().map(all -> Times.of(all.getKey(), all.getValue())).toList();
  }

  private static double ask(HttpClient client, Place place, DaemonProcess daemon, String path)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(daemon.uri(path)).build();
    Instant asked = place.clock().instant();
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    double millis = Duration.between(asked, place.clock().instant()).toNanos() / 1e6;
    if (answer.statusCode() != 200) {
      throw new IOException(
          path + ": " + new String(answer.body(), StandardCharsets.UTF_8).strip());
    }
    return millis;
  }

  static MarkdownTable table(Figures figures) {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "while the crawl takes all processors",
                "answers",
                "median, ms",
                "99 of 100 within, ms",
                "longest, ms"));
    for (Times times : figures.times()) {
      table.row(
          List.of(
              "`GET " + times.path() + "`",
              "%,d".formatted(times.answers()),
              decimal(times.median()),
              decimal(times.of99()),
              decimal(times.longest())));
    }
    return table.row(
        List.of("an open dashboard, % of a processor", figures.added().text(2), "", "", ""));
  }

  private static String decimal(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }
}
