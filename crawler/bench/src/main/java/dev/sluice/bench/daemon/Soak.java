package dev.sluice.bench.daemon;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.daemon.DaemonProcess.Setup;
import dev.sluice.bench.kill.StoredUrls;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.bench.web.ServedWeb;
import dev.sluice.testweb.model.LoadPlan;
import dev.sluice.testweb.model.LoadPlan.Manners;
import dev.sluice.testweb.model.LoadPlan.Serving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The daemon at work for long, with all that happens to a daemon. */
public final class Soak implements Command {

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String says() {
    return "The daemon for some time on a polite crawl: seeds change each minute, two snapshots, two"
        + " exports, one restart by SIGTERM, one by SIGKILL. No page lost, nothing fetched twice"
        + " but for what was in flight when it was killed, no delay broken, the store clean,"
        + " memory and open files level.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("minutes", "30", "how long; the exports may take longer"),
        new Option("hosts", "60", "hosts of the web"),
        new Option("delay", "500", "milliseconds from the end of an answer to the next request"),
        new Option("latency", "50", "milliseconds from a request to its answer"),
        new Option("threads", "50", "requests at the same time"));
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    Duration time = Duration.ofMinutes(given.number("minutes"));
    Path data = place.fresh("data-soak");
    Path seeds = place.fresh("seeds-soak");
    Path log = place.work().resolve("soak.log");
    Files.deleteIfExists(log);
    try (ServedWeb web = ServedWeb.start(plan(given, time), place.work())) {
      ChangingSeeds changing = new ChangingSeeds(seeds, Files.readAllLines(web.seeds()));
      Setup setup = new Setup(seeds, data, given.millis("delay"), given.count("threads"));
      SoakRun run = new SoakRun(place, setup, changing, log);
      SoakRun.Outcome outcome = run.run(time, web);
      SoakFigures figures =
          new SoakFigures(
              outcome,
              StoredUrls.read(data, List.of()),
              isClean(place, data),
              web.report(),
              given.count("hosts"));
      new JsonLines(place.work().resolve("soak.jsonl")).add(figures);
      place.results().print(figures.table());
      return figures.isWell() ? 0 : 1;
    }
  }

  /** A web that is larger than what can be fetched in this time and while exports end. */
  private static LoadPlan plan(Options given, Duration time) {
    long period = Math.max(1, given.number("delay") + given.number("latency"));
    int pages = (int) (2 * time.plusMinutes(10).toMillis() / period);
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

  private static boolean isClean(Place place, Path data) throws IOException, InterruptedException {
    return new ProcessBuilder(
                List.of(
                    place.home().resolve("sluice").toString(),
                    "store",
                    "check",
                    "--data",
                    data.toString()))
            .redirectErrorStream(true)
            .redirectOutput(place.work().resolve("soak-check.log").toFile())
            .start()
            .waitFor()
        == 0;
  }
}
