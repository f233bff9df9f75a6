package dev.sluice.bench.daemon;

import dev.sluice.bench.command.Place;
import dev.sluice.bench.daemon.DaemonProcess.Setup;
import dev.sluice.bench.web.ServedWeb;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What happens to a daemon while it soaks. */
final class SoakRun {

  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration BETWEEN_VITALS = Duration.ofSeconds(20);
  private static final Duration BETWEEN_CHANGES = Duration.ofMinutes(1);

  /** For exports to come to their end after the time is up. */
  private static final Duration LONGEST_EXPORTS = Duration.ofMinutes(30);

  private final Place place;
  private final Setup setup;
  private final ChangingSeeds seeds;
  private final Path log;
  private final List<Vitals> vitals = new ArrayList<>();
  private final List<Made> snapshots = new ArrayList<>();
  private DaemonProcess daemon;
  private int life = 1;
  private int changes;
  private int resumed;
  private int exitCode;
  private boolean settled;
  private Instant begun;
  private Instant lifeBegun;
  private Instant nextVitals;
  private Instant nextChange;

  SoakRun(Place place, Setup setup, ChangingSeeds seeds, Path log) throws IOException {
    this.place = place;
    this.setup = setup;
    this.seeds = seeds;
    this.log = log;
    this.daemon = DaemonProcess.start(place, setup, log);
    this.begun = place.clock().instant();
    this.lifeBegun = begun;
    this.nextVitals = begun.plus(BETWEEN_VITALS);
    this.nextChange = begun.plus(BETWEEN_CHANGES);
  }

  /** A snapshot and how much it holds. */
  record Made(String name, long captures) {}

  /**
   * What came of it.
   *
   * @param changes of the seeds
   * @param mistakes of the seeds, as the daemon told them at the end
   * @param exports how each ended
   * @param resumed exports that the daemon's end had cut off, and that were resumed
   * @param exitCode of the daemon when SIGTERM ended it; of several, the first that was not 0
   */
  record Outcome(
      int changes,
      int mistakes,
      List<Made> snapshots,
      List<Exported> exports,
      int resumed,
      int exitCode,
      List<Vitals> vitals) {}

  /**
   * An export.
   *
   * @param captures that its manifest accounts for; 0 if there is none
   */
  record Exported(String name, String state, long captures) {}

  /** Something that happens when this share of the time is over. */
  private record Step(double share, Action action) {}

  private interface Action {
    void run() throws IOException, InterruptedException;
  }

  Outcome run(Duration time, ServedWeb web) throws IOException, InterruptedException {
    try {
      Deque<Step> steps = new ArrayDeque<>(steps());
      Instant end = begun.plus(time);
      while (place.clock().instant().isBefore(end)) {
        place.pause(LOOK);
        double share = seconds(begun) / time.toSeconds();
        while (!steps.isEmpty() && steps.getFirst().share <= share) {
          steps.remove().action.run();
        }
        look(web);
      }
      settled = true;
      seeds.settle();
      awaitExports(web);
      vitals.add(Vitals.of(daemon, life, seconds(lifeBegun)));
      int mistakes = daemon.get("/api/v1/status").get("seeds").get("mistakes").size();
      List<Exported> exports = exports();
      endByTerm();
      return new Outcome(changes, mistakes, snapshots, exports, resumed, exitCode, vitals);
    } finally {
      daemon.close();
    }
  }

  private List<Step> steps() {
    return List.of(
        new Step(0.15, () -> snapshot("one")),
        new Step(0.18, () -> export("one", "web")),
        new Step(
            0.25,
            () -> {
              endByTerm();
              restart();
            }),
        new Step(0.35, () -> snapshot("two")),
        new Step(
            0.4,
            () -> {
              daemon.kill();
              restart();
            }),
        new Step(0.45, () -> export("two", "raw-text")));
  }

  private void look(ServedWeb web) throws IOException, InterruptedException {
    Instant now = place.clock().instant();
    if (!settled && !now.isBefore(nextChange)) {
      nextChange = now.plus(BETWEEN_CHANGES);
      seeds.change();
      changes++;
    }
    if (!now.isBefore(nextVitals)) {
      nextVitals = now.plus(BETWEEN_VITALS);
      vitals.add(Vitals.of(daemon, life, seconds(lifeBegun)));
      place
          .remarks()
          .printf(
              "%.0f s: %s; %s%n",
              seconds(begun), web.report().traffic(), vitals.get(vitals.size() - 1));
    }
    resumeWhatWasCutOff();
  }

  private double seconds(Instant since) {
    return Duration.between(since, place.clock().instant()).toMillis() / 1000.0;
  }

  private void snapshot(String name) throws IOException, InterruptedException {
    JsonNode made = daemon.post("/api/v1/snapshots", Map.of("name", name));
    snapshots.add(new Made(name, made.get("captures").asLong()));
  }

  private void export(String name, String recipe) throws IOException, InterruptedException {
    daemon.post("/api/v1/exports", Map.of("name", name, "snapshot", name, "recipe", recipe));
  }

  private void endByTerm() throws IOException, InterruptedException {
    int code = daemon.terminate();
    exitCode = exitCode == 0 ? code : exitCode;
  }

  private void restart() throws IOException {
    daemon = DaemonProcess.start(place, setup, log);
    life++;
    lifeBegun = place.clock().instant();
  }

  private void resumeWhatWasCutOff() throws IOException, InterruptedException {
    for (JsonNode export : daemon.get("/api/v1/exports").get("exports")) {
      if (export.get("state").asString().equals("cancelled")) {
        daemon.post("/api/v1/exports/resume", Map.of("id", export.get("id").asString()));
        resumed++;
      }
    }
  }

  private void awaitExports(ServedWeb web) throws IOException, InterruptedException {
    Instant latest = place.clock().instant().plus(LONGEST_EXPORTS);
    while (exports().stream().anyMatch(SoakRun::isUnderWay)) {
      if (place.clock().instant().isAfter(latest)) {
        return;
      }
      place.pause(LOOK);
      look(web);
    }
    // What was paused or removed until now is asked for again, if a kill hit its fetch.
    place.pause(BETWEEN_CHANGES);
  }

  private static boolean isUnderWay(Exported export) {
    return List.of("queued", "running", "cancelled").contains(export.state);
  }

  private List<Exported> exports() throws IOException, InterruptedException {
    List<Exported> exports = new ArrayList<>();
    for (JsonNode export : daemon.get("/api/v1/exports").get("exports")) {
      exports.add(
          new Exported(
              export.get("id").asString(),
              export.get("state").asString(),
              ExportManifest.captures(Path.of(export.get("out").asString()))));
    }
    return exports;
  }
}
