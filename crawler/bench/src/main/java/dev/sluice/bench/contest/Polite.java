package dev.sluice.bench.contest;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.testweb.model.LoadPlan;
import dev.sluice.testweb.model.LoadPlan.Manners;
import dev.sluice.testweb.model.LoadPlan.Serving;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
        new Option("seconds", "60", "how long each contestant crawls, from its first request"),
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
    LoadPlan plan = plan(given, pages);
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
            .allMatch(round -> round.web().hosts().violations() == 0);
    return kept ? 0 : 1;
  }

  private static LoadPlan plan(Options given, int pages) {
    LoadPlan plan = LoadPlan.of(given.count("hosts"), pages);
    Serving usual = plan.serving();
    return plan.with(new Manners(given.millis("delay"), Duration.ZERO, Optional.empty()))
        .with(
            new Serving(
                usual.port(),
                usual.controlPort(),
                usual.firstAddress(),
                usual.sitesPerAddress(),
                given.millis("latency"),
                usual.threads()));
  }

  static MarkdownTable table(List<String> names, List<Round> rounds, LoadPlan plan) {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "%,d hosts".formatted(plan.shape().sites()),
                "requests",
                "at most possible",
                "share, %",
                "of the first 10 s",
                "of later ones",
                "delays broken",
                "most at once at a host",
                "CPU s",
                "peak memory, MiB"));
    for (String name : names) {
      List<Round> own = rounds.stream().filter(round -> round.contestant().equals(name)).toList();
      table.row(
          List.of(
              name,
              Round.spread(own, round -> round.web().traffic().requests(), 0),
              Round.spread(own, round -> ideal(plan, round), 0),
              Round.spread(
                  own, round -> 100 * round.web().traffic().requests() / ideal(plan, round), 1),
              Round.spread(own, round -> share(plan, round.pace().stream().limit(1).toList()), 1),
              Round.spread(own, round -> share(plan, round.pace().stream().skip(1).toList()), 1),
              Round.spread(own, round -> round.web().hosts().violations(), 0),
              Round.spread(own, round -> round.web().hosts().maxConcurrent(), 0),
              Round.spread(own, round -> round.usage().cpuSeconds(), 1),
              Round.spread(own, Round::peakMegabytes, 0)));
    }
    return table;
  }

  /**
   * The requests that a crawler could make that never idles between its first and its last:
   * robots.txt counts, as the delay holds after it, too.
   */
  static double ideal(LoadPlan plan, Round round) {
    return ideal(plan, round.web().traffic().seconds());
  }

  private static double ideal(LoadPlan plan, double seconds) {
    double period = plan.manners().delay().plus(plan.serving().latency()).toNanos() / 1e9;
    return Math.max(1, plan.shape().sites() * seconds / period);
  }

  /** What was asked for in some stretches of time, as a share of what was possible in them. */
  private static double share(LoadPlan plan, List<Long> paces) {
    long requests = paces.stream().mapToLong(Long::longValue).sum();
    return 100 * requests / ideal(plan, Round.PACE.multipliedBy(paces.size()).toSeconds());
  }
}
