package dev.sluice.service.cli;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.Purge;
import dev.sluice.engine.model.PurgeExtent;
import dev.sluice.engine.model.PurgeProgress;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import dev.sluice.pages.DataFolder;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.http.DaemonPurge;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A purge of a data folder: what it would remove, and the removing, by the daemon if there is one.
 */
final class PurgeWork {

  private final Path data;
  private final List<String> targets;
  private final List<String> removedSeeds;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * A purge that has not begun.
   *
   * @param targets as they are written for {@code sluice purge}
   * @param removedSeeds names of seeds that must not be crawled any more when it begins
   */
  PurgeWork(
      Path data,
      List<String> targets,
      List<String> removedSeeds,
      PrintWriter out,
      PrintWriter err) {
    this.data = data;
    this.targets = targets;
    this.removedSeeds = removedSeeds;
    this.out = out;
    this.err = err;
  }

  /** What it would remove. */
  Map<PurgeTarget, PurgeExtent> extents() {
    List<PurgeTarget> asked = asked();
    Map<PurgeTarget, PurgeExtent> extents = new LinkedHashMap<>();
    try (DataFolder folder = new Wiring().openForReading(data)) {
      CrawlRecords records = new CrawlRecords(folder);
      asked.forEach(target -> extents.put(target, records.extent(List.of(target))));
    }
    return extents;
  }

  private List<PurgeTarget> asked() {
    return targets.stream().map(Purge::target).toList();
  }

  /** Removes it, for good; gives an exit code. */
  int remove(Consumer<Purged> whenDone) {
    List<PurgeTarget> asked = asked();
    Optional<Purged> byDaemon = DaemonPurge.ask(data, targets, removedSeeds);
    if (byDaemon.isEmpty()) {
      return removeHere(asked, whenDone);
    }
    whenDone.accept(byDaemon.get());
    return ExitCode.OK;
  }

  private int removeHere(List<PurgeTarget> asked, Consumer<Purged> whenDone) {
    Wiring wiring = new Wiring();
    Screen screen = new Screen(wiring.clock());
    try (DataFolder folder = wiring.openForPurging(data)) {
      Purge purge = new Purge(folder, wiring.clock());
      return EndOnSignal.duringWorkOn(
          folder,
          err,
          () -> {
            try {
              whenDone.accept(purge.run(asked, progress -> show(screen, progress)));
              return ExitCode.OK;
            } catch (InterruptedException hurried) {
              Thread.currentThread().interrupt();
              return ExitCode.ENDED_BY_SIGNAL;
            } finally {
              screen.end();
            }
          });
    }
  }

  private static void show(Screen screen, PurgeProgress progress) {
    if (!screen.due()) {
      return;
    }
    String captures = Counted.text(progress.done(), "capture");
    switch (progress.stage()) {
      case WAITING -> screen.show("waiting for requests that are under way");
      case COMPARING -> screen.show("%s of %,d compared".formatted(captures, progress.total()));
      case REMOVING -> screen.show("%s of %,d removed".formatted(captures, progress.total()));
    }
  }

  /** Prints what it would remove. */
  void print(Map<PurgeTarget, PurgeExtent> extents) {
    extents.forEach((target, extent) -> out.println(target.words() + ": " + words(extent)));
    out.println(
        isNothing(extents)
            ? "There is nothing to remove."
            : "Nothing is removed yet. To remove it for good, run the same with --yes.");
  }

  /** Whether nothing of it is there. */
  static boolean isNothing(Map<PurgeTarget, PurgeExtent> extents) {
    return extents.values().stream().allMatch(PurgeExtent::isNothing);
  }

  private static String words(PurgeExtent extent) {
    return "%s, %s, %s"
        .formatted(
            Counted.text(extent.hosts(), "host"),
            Counted.text(extent.urls(), "URL"),
            Counted.text(extent.captures(), "capture"));
  }

  /** Prints what it removed. */
  void print(Purged purged) {
    out.printf(
        "Removed: %s, %s, %s, %s (%s)%n",
        Counted.text(purged.hosts(), "host"),
        Counted.text(purged.urls(), "URL"),
        Counted.text(purged.captures(), "capture"),
        Counted.text(purged.bodies(), "body", "bodies"),
        Sizes.text(purged.bodyBytes()));
    if (purged.hostsLeft() > 0) {
      out.printf(
          "Remembered without any page, since they may not be asked again yet: %s%n",
          Counted.text(purged.hostsLeft(), "host"));
    }
    out.println("The space on the disk is free after 'sluice store compact'.");
  }
}
