package dev.sluice.bench.daemon;

import dev.sluice.bench.daemon.SoakRun.Exported;
import dev.sluice.bench.daemon.SoakRun.Made;
import dev.sluice.bench.daemon.SoakRun.Outcome;
import dev.sluice.bench.daemon.Trend.Point;
import dev.sluice.bench.kill.StoredUrls;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.testweb.model.LoadReport;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a soaked daemon left behind; the raw figures.
 *
 * @param hosts of the web: at each, one request can be in flight when the daemon is killed
 */
record SoakFigures(
    Outcome outcome, StoredUrls urls, boolean storeClean, LoadReport web, int hosts) {

  /** What memory may grow in the last life of the daemon, as a share of its mean. */
  private static final double MOST_GROWTH = 0.1;

  /** The usual limit of a process. */
  private static final long MOST_OPEN_FILES = 1024;

  /** Of a life: what is still loaded, compiled and filled at its start says nothing of later. */
  private static final double WARM_UP_SHARE = 0.3;

  private static final double MEBIBYTE = 1 << 20;

  boolean isWell() {
    return lost() == 0
        && urls.doubled() == 0
        && repeated() <= hosts
        && storeClean
        && web.hosts().violations() == 0
        && outcome.exitCode() == 0
        && outcome.mistakes() == 0
        && exportsWhole()
        && isLevel(heap())
        && isLevel(rss())
        && mostOpenFiles() < MOST_OPEN_FILES;
  }

  /** Pages that the web has answered with, and the store does not hold. */
  long lost() {
    return web.traffic().distinctPages() - urls.stored();
  }

  /** Answers with a page that had been answered with before. */
  long repeated() {
    return web.traffic().pages() - web.traffic().distinctPages();
  }

  /** Each export accounts for every capture of its snapshot. */
  boolean exportsWhole() {
    List<Exported> exports = outcome.exports();
    return exports.size() == outcome.snapshots().size()
        && exports.stream()
            .allMatch(
                export -> outcome.snapshots().contains(new Made(export.name(), export.captures())));
  }

  Trend heap() {
    return trend(Vitals::heapBytes);
  }

  Trend rss() {
    return trend(Vitals::rssBytes);
  }

  Trend openFiles() {
    return trend(Vitals::openFiles);
  }

  private long mostOpenFiles() {
    return outcome.vitals().stream().mapToLong(Vitals::openFiles).max().orElse(0);
  }

  static boolean isLevel(Trend trend) {
    return trend.growth() < MOST_GROWTH;
  }

  /** Of the last life, without its beginning. */
  private Trend trend(ToLongFunction<Vitals> figure) {
    List<Vitals> all = outcome.vitals();
    if (all.isEmpty()) {
      return Trend.of(List.of());
    }
    Vitals last = all.get(all.size() - 1);
    return Trend.of(
        all.stream()
            .filter(vitals -> vitals.life() == last.life())
            .filter(vitals -> vitals.seconds() >= WARM_UP_SHARE * last.seconds())
            .map(vitals -> new Point(vitals.seconds(), figure.applyAsLong(vitals)))
            .toList());
  }

  MarkdownTable table() {
    MarkdownTable table =
        new MarkdownTable(List.of("", "soaked"))
            .row(row("pages fetched", web.traffic().distinctPages()))
            .row(row("pages lost", lost()))
            .row(row("pages stored twice", urls.doubled()))
            .row(row("requests repeated; at most " + hosts + " were in flight", repeated()))
            .row(row("delays broken", web.hosts().violations()))
            .row(row("changes of the seeds", outcome.changes()))
            .row(row("exit code at SIGTERM", outcome.exitCode()))
            .row(List.of("`store check`", storeClean ? "all well" : "problems found"));
    for (Made snapshot : outcome.snapshots()) {
      table.row(row("captures in snapshot " + snapshot.name(), snapshot.captures()));
    }
    for (Exported export : outcome.exports()) {
      table.row(
          List.of(
              "export " + export.name(),
              "%s, accounts for %,d captures".formatted(export.state(), export.captures())));
    }
    return table
        .row(row("exports that a restart cut off, and that were resumed", outcome.resumed()))
        .row(List.of("live heap", told(heap(), "MiB", MEBIBYTE)))
        .row(List.of("resident memory", told(rss(), "MiB", MEBIBYTE)))
        .row(
            List.of(
                "open files",
                openFiles().text("files", 1) + "; at most %,d".formatted(mostOpenFiles())));
  }

  private static String told(Trend trend, String unit, double divisor) {
    return trend.text(unit, divisor) + (isLevel(trend) ? ": level" : ": grows");
  }

  private static List<String> row(String head, long value) {
    return List.of(head, "%,d".formatted(value));
  }
}
