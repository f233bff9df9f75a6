package dev.sluice.service.cli;

import static java.util.stream.Collectors.joining;

import dev.sluice.engine.model.CrawlProgress;
import dev.sluice.pages.model.Origin;
import dev.sluice.service.daemon.CrawlRun;
import dev.sluice.service.facts.Names;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a crawl did, in words. */
final class CrawlSummary {

  /** Servers of which nothing could be asked; the crawl itself knows a few more by name. */
  private static final int MOST_NAMED = 10;

  private CrawlSummary() {}

  static void print(PrintWriter out, CrawlRun.Report report, Path data) {
    CrawlProgress done = report.progress();
    double seconds = Math.max(0.001, report.took().toMillis() / 1000.0);
    out.printf(
        Locale.ROOT,
        "%s: %s in %.1f s (%.1f pages/s), %s of content, in %s%n",
        why(report.end()),
        Counted.text(done.pages(), "page"),
        seconds,
        done.pages() / seconds,
        Sizes.text(done.bodyBytes()),
        data);
    if (!done.answersByStatus().isEmpty() || !done.failures().isEmpty()) {
      out.println(
          "Answers for pages and sitemaps, and requests without one, repeated ones included:");
    }
    done.answersByStatus()
        .forEach((status, count) -> out.printf(Locale.ROOT, "  %d  %,d%n", status, count));
    done.failures()
        .forEach(
            (kind, count) ->
                out.printf(
                    Locale.ROOT, "  %s (%s)  %,d%n", words(kind), words(kind.stage()), count));
    if (done.sitemaps() > 0) {
      out.println(Counted.text(done.sitemaps(), "sitemap") + " read");
    }
    StatusText.printRefusals(out, done.refusals());
    if (done.queued() > 0) {
      out.printf(
          "%s queued; the same command goes on with %s%n",
          Counted.text(done.queued(), "URL stays", "URLs stay"),
          done.queued() == 1 ? "it" : "them");
    }
    if (done.overBudget() > 0) {
      out.println(
          Counted.text(done.overBudget(), "URL waits", "URLs wait")
              + " for a budget of pages that is used up; 'status' tells for which");
    }
    printUnreachable(out, done.unreachable());
  }

  private static void printUnreachable(PrintWriter out, List<Origin> servers) {
    if (!servers.isEmpty()) {
      out.println(
          "robots.txt could not be had, so nothing was asked of: "
              + servers.stream().limit(MOST_NAMED).map(Origin::toString).collect(joining(", "))
              + (servers.size() > MOST_NAMED ? " and others; 'status' counts them" : ""));
    }
  }

  private static String words(Enum<?> constant) {
    return Names.name(constant).replace('_', ' ');
  }

  private static String why(CrawlRun.End end) {
    return switch (end) {
      case DONE -> "Done";
      case PAGE_LIMIT -> "Page limit reached";
      case TIME_LIMIT -> "Time limit reached";
      case ASKED -> "Ended as asked";
    };
  }
}
