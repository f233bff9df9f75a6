package dev.sluice.service.cli;

import dev.sluice.pages.DataFolder;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.Json;
import dev.sluice.service.facts.StatusReport;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice status}: how much there is, and how far the crawl has come. */
@Command(
    name = "status",
    description = {
      "Tells how far a crawl has come, which links it did not follow and why, and how its hosts"
          + " stand (of more than 10,000 the first ones by name); also while it runs.",
      "",
      "Example: ./sluice status --data data"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class StatusCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (DataFolder folder = store.open(new Wiring())) {
      StatusReport report = StatusReport.of(folder, store.room());
      int demands = DataFolder.takedowns(store.folder()).standing().all().size();
      if (json) {
        Map<String, Object> facts = report.facts();
        facts.put("takedowns", demands);
        out.println(Json.line(facts));
      } else {
        StatusText.print(out, report);
        if (demands > 0) {
          out.println("taken down " + Counted.text(demands, "demand"));
        }
      }
    }
    out.flush();
    return ExitCode.OK;
  }
}
