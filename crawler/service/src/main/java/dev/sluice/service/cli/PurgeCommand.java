package dev.sluice.service.cli;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.Purge;
import dev.sluice.engine.model.PurgeExtent;
import dev.sluice.engine.model.PurgeProgress;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.StoreException;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.Json;
import dev.sluice.service.facts.PurgeFacts;
import dev.sluice.service.http.DaemonPurge;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice purge}: what is not to be kept any more. */
@Command(
    name = "purge",
    description = {
      "Removes what is known and stored of hosts, domains, or URLs that begin alike: captures,"
          + " bodies, what is queued, counts. Without --yes it only tells what that would be. Pages"
          + " that others share stay with those. Snapshots keep what they have. It is no ban: what a"
          + " seed still wants is fetched again. A daemon that runs does it itself; a crawl has to"
          + " be ended first.",
      "",
      "Example: ./sluice purge www.example.org '*.example.net' --data data"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PurgeCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "TARGET",
      arity = "1..*",
      description =
          "A host (www.example.org), all hosts of a domain (*.example.org), or the beginning of URLs"
              + " (https://www.example.org/old/).")
  private List<String> targets = new ArrayList<>();

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--yes", description = "Remove it, for good.")
  private boolean yes;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<PurgeTarget> asked = targets.stream().map(Purge::target).toList();
    if (!yes) {
      return tell(asked);
    }
    Optional<Purged> byDaemon = DaemonPurge.ask(data.folder(), targets);
    if (byDaemon.isEmpty()) {
      return remove(asked);
    }
    tell(byDaemon.get());
    return ExitCode.OK;
  }

  private int tell(List<PurgeTarget> asked) {
    Map<PurgeTarget, PurgeExtent> extents = new LinkedHashMap<>();
    try (DataFolder folder = new Wiring().openForReading(data.folder())) {
      CrawlRecords records = new CrawlRecords(folder);
      asked.forEach(target -> extents.put(target, records.extent(List.of(target))));
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean nothing = extents.values().stream().allMatch(PurgeExtent::isNothing);
    if (json) {
      out.println(Json.line(PurgeFacts.of(extents)));
    } else {
      extents.forEach((target, extent) -> out.println(target.words() + ": " + words(extent)));
      out.println(
          nothing
              ? "There is nothing to remove."
              : "Nothing is removed yet. To remove it for good, run the same with --yes.");
    }
    out.flush();
    return nothing ? ExitCode.PROBLEM_FOUND : ExitCode.OK;
  }

  private static String words(PurgeExtent extent) {
    return "%s, %s, %s"
        .formatted(
            Counted.text(extent.hosts(), "host"),
            Counted.text(extent.urls(), "URL"),
            Counted.text(extent.captures(), "capture"));
  }

  private int remove(List<PurgeTarget> wanted) {
    Wiring wiring = new Wiring();
    Screen screen = new Screen(wiring.clock());
    AtomicBoolean ended = new AtomicBoolean();
    try (DataFolder folder = wiring.openForPurging(data.folder())) {
      Purge purge = new Purge(folder, wiring.clock());
      Runnable end =
          () -> {
            ended.set(true);
            folder.close();
          };
      return EndOnSignal.during(
          spec.commandLine().getErr(),
          end,
          () -> {
            try {
              tell(purge.run(wanted, progress -> show(screen, progress)));
              return ExitCode.OK;
            } catch (StoreException closed) {
              if (ended.get()) {
                return ExitCode.ENDED_BY_SIGNAL;
              }
              throw closed;
            } catch (InterruptedException asked) {
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

  private void tell(Purged purged) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(PurgeFacts.of(purged)));
    } else {
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
    out.flush();
  }
}
