package dev.sluice.bench.kill;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.contest.Task;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.bench.web.ServedWeb;
import dev.sluice.testweb.load.LoadPages;
import dev.sluice.testweb.model.LoadPlan;
import dev.sluice.testweb.model.LoadPlan.Manners;
import dev.sluice.testweb.model.LoadPlan.Serving;
import dev.sluice.testweb.model.LoadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SIGKILL at random moments of a polite crawl, which is started again each time. */
public final class Kill implements Command {

  private static final int REMARK_EVERY = 20;

  @Override
  public String name() {
    return "kill";
  }

  @Override
  public String says() {
    return "kill -9 at random moments, a restart after each, and at last a run to the end: each page"
        + " stored exactly once, the store clean, no delay broken across the restarts.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("kills", "200", "how often"),
        new Option("hosts", "50", "hosts of the web"),
        new Option("pages", "2000", "pages of each host; some must be left after all kills"),
        new Option("delay", "200", "milliseconds from the end of an answer to the next request"),
        new Option("latency", "50", "milliseconds from a request to its answer"),
        new Option(
            "at-start", "3000", "kills while it starts come after at most so many milliseconds"),
        new Option("at-work", "4000", "kills at work come as long after the first request"),
        new Option("limit", "3600", "seconds that the last run may take"),
        new Option("threads", "50", "requests at the same time"),
        new Option("seed", "2026", "of the moments"));
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    LoadPlan plan = plan(given);
    Path data = place.fresh("data-kill");
    try (ServedWeb web = ServedWeb.start(plan, place.work())) {
      Task task = new Task(data, web.seeds(), given.millis("delay"), given.count("threads"));
      KilledCrawl crawl = new KilledCrawl(place, web, task);
      Moments moments =
          new Moments(given.number("seed"), given.millis("at-start"), given.millis("at-work"));
      Counts counts = new Counts(0, 0, 0, 0);
      for (int kill = 1; kill <= given.count("kills"); kill++) {
        counts = counts.plus(crawl.runAndKill(moments.next()));
        if (kill % REMARK_EVERY == 0) {
          place.remarks().println(kill + " kills: " + web.report().traffic());
        }
      }
      counts = counts.plus(crawl.runToEnd(given.seconds("limit")));
      Figures figures = figures(counts, place, task, web, plan);
      new JsonLines(place.work().resolve("kill.jsonl")).add(figures);
      place.results().print(figures.table());
      return figures.isClean() ? 0 : 1;
    }
  }

  private static LoadPlan plan(Options given) {
    LoadPlan plan = LoadPlan.of(given.count("hosts"), given.count("pages"));
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

  private static Figures figures(
      Counts counts, Place place, Task task, ServedWeb web, LoadPlan plan)
      throws IOException, InterruptedException {
    List<String> expected = new ArrayList<>();
    for (String seed : Files.readAllLines(web.seeds())) {
      for (int page = 0; page < plan.shape().pages(); page++) {
        expected.add(seed + LoadPages.path(page).substring(1));
      }
    }
    Process check =
        new ProcessBuilder(
                List.of(
                    place.home().resolve("sluice").toString(),
                    "store",
                    "check",
                    "--data",
                    task.folder().toString()))
            .redirectErrorStream(true)
            .redirectOutput(place.work().resolve("kill-check.log").toFile())
            .start();
    boolean clean = check.waitFor() == 0;
    return new Figures(counts, StoredUrls.read(task.folder(), expected), clean, web.report());
  }

  /**
   * What the kills hit.
   *
   * @param kills of processes that lived; others had ended, as the web was too small
   * @param atWork kills after the first request of their run
   * @param ended runs that had ended before they could be killed
   * @param hitFetches kills after which a page was asked for again: they hit its fetch
   */
  record Counts(int kills, int atWork, int ended, int hitFetches) {

    Counts plus(Counts more) {
      return new Counts(
          kills + more.kills,
          atWork + more.atWork,
          ended + more.ended,
          hitFetches + more.hitFetches);
    }
  }

  /** What is left after all kills; the raw figures. */
  record Figures(Counts counts, StoredUrls urls, boolean storeClean, LoadReport web) {

    boolean isClean() {
      return urls.isWhole()
          && storeClean
          && counts.ended() == 0
          && repeated() <= (long) counts.kills() * web.hosts().asked()
          && web.hosts().violations() == 0;
    }

    /** Requests for pages that had been asked for before: a kill may cost one at each host. */
    long repeated() {
      return web.traffic().pages() - web.traffic().distinctPages();
    }

    MarkdownTable table() {
      return new MarkdownTable(List.of("", "kill -9"))
          .row(row("kills", counts.kills()))
          .row(row("kills between requests of a run", counts.atWork()))
          .row(row("kills that hit running fetches", counts.hitFetches()))
          .row(row("runs that ended before their kill", counts.ended()))
          .row(row("pages", web.traffic().allPages()))
          .row(row("pages stored", urls.stored()))
          .row(row("pages missing", urls.missing()))
          .row(row("pages stored twice", urls.doubled()))
          .row(row("requests repeated", repeated()))
          .row(row("delays broken", web.hosts().violations()))
          .row(List.of("store check", storeClean ? "all well" : "problems found"));
    }

    private static List<String> row(String head, long value) {
      return List.of(head, "%,d".formatted(value));
    }
  }
}
