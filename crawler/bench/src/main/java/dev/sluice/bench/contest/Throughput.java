package dev.sluice.bench.contest;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.testweb.model.LoadPlan;
import java.io.IOException;
import java.util.List;

/** How many pages a second, at which cost, when nothing holds a crawler back. */
public final class Throughput implements Command {

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String says() {
    return "No delay, no latency: pages/s, CPU time, memory and disk of each contestant, as medians"
        + " of rounds in turn. Pages are counted by the server.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("hosts", "1000", "hosts of the web"),
        new Option("pages", "100", "pages of each host"),
        new Option("rounds", "5", "runs of each contestant"),
        new Option("limit", "1800", "seconds after which a contestant is asked to end"),
        Contestants.OPTION,
        Contestants.THREADS,
        Contestants.PEER_THREADS,
        Contestants.BUBING_THREADS,
        Contestants.SLUICE_JAVA);
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    LoadPlan plan = LoadPlan.of(given.count("hosts"), given.count("pages"));
    List<Contestant> contestants = Contestants.named(given);
    JsonLines raw = new JsonLines(place.work().resolve("throughput.jsonl"));
    Contest contest =
        new Contest(
            name(),
            place,
            plan,
            contestants,
            given.count(Contestants.THREADS.name()),
            given.seconds("limit"),
            raw);
    List<Round> rounds = contest.run(given.count("rounds"));
    place.results().print(table(contestants.stream().map(Contestant::name).toList(), rounds));
    boolean complete =
        rounds.stream()
            .filter(round -> round.contestant().equals(SluiceContestant.NAME))
            .allMatch(Round::isComplete);
    return complete ? 0 : 1;
  }

  static MarkdownTable table(List<String> names, List<Round> rounds) {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "",
                "pages/s",
                "CPU s per 1,000 pages",
                "peak memory, MiB",
                "bytes on disk a page",
                "pages fetched",
                "fetched again"));
    for (String name : names) {
      List<Round> own = rounds.stream().filter(round -> round.contestant().equals(name)).toList();
      table.row(
          List.of(
              name,
              Round.spread(own, Round::pagesPerSecond, 0),
              Round.spread(own, Round::cpuSecondsPerThousandPages, 2),
              Round.spread(own, Round::peakMegabytes, 0),
              Round.spread(own, Round::diskBytesPerPage, 0),
              Round.spread(own, Round::pages, 0),
              Round.spread(own, Round::repeated, 0)));
    }
    return table;
  }
}
