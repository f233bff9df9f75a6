package dev.sluice.bench.contest;

import dev.sluice.bench.command.BadOptionException;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import java.util.ArrayList;
import java.util.List;

/** The contestants that an option names. */
final class Contestants {

  static final Option OPTION =
      new Option(
          "contestants",
          "sluice,crawler4j,bubing",
          "of sluice, crawler4j (its frontier in memory, its default), crawler4j-resumable (on"
              + " disk), bubing");

  static final Option THREADS =
      new Option("threads", "50", "requests at the same time that Sluice may make");

  static final Option PEER_THREADS =
      new Option(
          "crawler4j-threads", "16", "threads of crawler4j; several, as 8,16,32, all take part");

  static final Option BUBING_THREADS =
      new Option("bubing-threads", "50", "fetching threads of BUbiNG");

  static final Option SLUICE_JAVA = new Option("sluice-java", "", "options for Sluice's Java");

  private Contestants() {}

  static List<Contestant> named(Options given) {
    List<Contestant> all = new ArrayList<>();
    for (String name : given.list(OPTION.name())) {
      switch (name) {
        case "sluice" -> all.add(new SluiceContestant(given.text(SLUICE_JAVA.name())));
        case "crawler4j" -> addCrawler4j(all, given, false);
        case "crawler4j-resumable" -> addCrawler4j(all, given, true);
        case "bubing" -> all.add(new BubingContestant(given.count(BUBING_THREADS.name())));
        default -> throw new BadOptionException("there is no contestant '" + name + "'");
      }
    }
    return all;
  }

  private static void addCrawler4j(List<Contestant> all, Options given, boolean onDisk) {
    for (String threads : given.list(PEER_THREADS.name())) {
      if (!threads.matches("\\d{1,4}")) {
        throw new BadOptionException("not a number of threads: " + threads);
      }
      all.add(new Crawler4jContestant(Integer.parseInt(threads), onDisk));
    }
  }
}
