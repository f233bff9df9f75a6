package dev.sluice.bench.contest;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.bench.web.WebPlan;
import java.io.IOException;
import java.util.List;

/** How much of what politeness allows is used, and whether it is kept. */
public final class Polite implements Command {

  @Override
  public String name() {
    return "polite";
  }

  @Override
  public String says() {
    return "A delay and a latency: requests at the server, as a share of hosts x seconds / (delay +"
        + " latency), and how often the server saw the delay broken. For some time only, so the"
        + " hosts have more pages than can be fetched in it.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("hosts", "1000", "hosts of the web"),
        new Option("delay", "1000", "milliseconds from the end of an answer to the next request"),
        new Option("latency", "100", "milliseconds from a request to its answer"),
        new Option("seconds", "60", "how long each contestant crawls, its start included"),
        new Option("rounds", "1", "runs of each contestant"),
        Contestants.OPTION.withFallback("sluice"),
        Contestants.THREADS.withFallback("200"),
        Contestants.PEER_THREADS,
        Contestants.BUBING_THREADS.withFallback("200"),
        Contestants.SLUICE_JAVA);
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    long period = given.number("delay") + given.number("latency");
    int pages = (int) (given.number("seconds") * 1000 / Math.max(1, period)) + 10;
    WebPlan plan =
        new WebPlan(
            given.count("hosts"), pages, given.millis("latency"), given.millis("delay"), 2026);
    List<Contestant> contestants = Contestants.named(given);
    List<Round> rounds =
        new Contest(
                name(),
                place,
                plan,
                contestants,
                given.count(Contestants.THREADS.name()),
                given.seconds("seconds"),
                new JsonLines(place.work().resolve("polite.jsonl")))
            .run(given.count("rounds"));
    place.results().print(table(contestants.stream().map(Contestant::name).toList(), rounds, plan));
    boolean kept =
        rounds.stream()
            .filter(round -> round.contestant().equals(SluiceContestant.NAME))
            .allMatch(round -> round.web().violations() == 0);
    return kept ? 0 : 1;
  }

  static MarkdownTable table(List<String> names, List<Round> rounds, WebPlan plan) {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "%,d hosts".formatted(plan.hosts()),
                "requests",
                "at most possible",
                "share, %",
                "delays broken",
                "most at once at a host",
                "CPU s",
                "peak memory, MiB"));
    for (String name : names) {
      List<Round> own = rounds.stream().filter(round -> round.contestant().equals(name)).toList();
      table.row(
          List.of(
              name,
              Round.spread(own, round -> round.web().requests(), 0),
              Round.spread(own, round -> ideal(plan, round), 0),
              Round.spread(own, round -> 100 * round.web().requests() / ideal(plan, round), 1),
              Round.spread(own, round -> round.web().violations(), 0),
              Round.spread(own, round -> round.web().maxConcurrent(), 0),
              Round.spread(own, round -> round.usage().cpuSeconds(), 1),
              Round.spread(own, Round::peakMegabytes, 0)));
    }
    return table;
  }

  /**
   * The requests that a crawler could make that never idles between its first and its last:
   * robots.txt counts, as the delay holds after it, too.
   */
  static double ideal(WebPlan plan, Round round) {
    double period = plan.delay().plus(plan.latency()).toNanos() / 1e9;
    return Math.max(1, plan.hosts() * round.web().seconds() / period);
  }
}
