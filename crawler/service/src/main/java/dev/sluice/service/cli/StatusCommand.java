package dev.sluice.service.cli;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.DataFolder;
import dev.sluice.service.daemon.Wiring;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
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
      "Tells how far a crawl has come; also while it runs.",
      "",
      "Example: ./sluice status --data data"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class StatusCommand implements Callable<Integer> {

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (DataFolder folder = new Wiring().openForReading(data.folder())) {
      Map<String, Long> facts = new LinkedHashMap<>();
      facts.put("captures", folder.pages().captureCount());
      for (Map.Entry<UrlStatus, Long> count : new CrawlRecords(folder).urlCounts().entrySet()) {
        facts.put("urls_" + count.getKey().name().toLowerCase(Locale.ROOT), count.getValue());
      }
      if (json) {
        out.println(Json.line(facts));
      } else {
        facts.forEach(
            (name, count) -> out.printf(Locale.ROOT, "%,12d  %s%n", count, name.replace('_', ' ')));
      }
    }
    out.flush();
    return ExitCode.OK;
  }
}
