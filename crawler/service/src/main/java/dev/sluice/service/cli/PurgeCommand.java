package dev.sluice.service.cli;

import dev.sluice.engine.model.PurgeExtent;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import dev.sluice.service.facts.Json;
import dev.sluice.service.facts.PurgeFacts;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
          + " that others share stay with those. Snapshots keep what they have. It is no ban: what"
          + " a seed still wants is fetched again. A daemon that runs does it itself; a crawl has"
          + " to be ended first.",
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
          "A host (www.example.org), all hosts of a domain (*.example.org), or the beginning of"
              + " URLs (https://www.example.org/old/).")
  private List<String> targets = new ArrayList<>();

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--yes", description = "Remove it, for good.")
  private boolean yes;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PurgeWork work =
        new PurgeWork(data.folder(), targets, List.of(), out, spec.commandLine().getErr());
    int code = yes ? work.remove(purged -> tell(work, purged)) : tell(work, work.extents());
    out.flush();
    return code;
  }

  private int tell(PurgeWork work, Map<PurgeTarget, PurgeExtent> extents) {
    if (json) {
      spec.commandLine().getOut().println(Json.line(PurgeFacts.of(extents)));
    } else {
      work.print(extents);
    }
    return PurgeWork.isNothing(extents) ? ExitCode.PROBLEM_FOUND : ExitCode.OK;
  }

  private void tell(PurgeWork work, Purged purged) {
    if (json) {
      spec.commandLine().getOut().println(Json.line(PurgeFacts.of(purged)));
    } else {
      work.print(purged);
    }
  }
}
