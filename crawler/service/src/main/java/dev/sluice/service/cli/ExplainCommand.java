package dev.sluice.service.cli;

import dev.sluice.corpus.Cleaner;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedowns;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.Explanation;
import dev.sluice.service.facts.ExplanationFacts;
import dev.sluice.service.facts.Json;
import dev.sluice.service.takedown.TakedownFacts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice explain}: everything that is known of one URL. */
@Command(
    name = "explain",
    description = {
      "Tells everything that is known of one URL: how it was found and visited, what its server's"
          + " owner says, how its host stands, each fetch, and what each step of a recipe makes of"
          + " the last one.",
      "",
      "Example: ./sluice explain https://example.org/page --data data"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExplainCommand implements Callable<Integer> {

  @Parameters(paramLabel = "URL", description = "The URL, as a link would write it.")
  private String url = "";

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private RecipeOption recipe = new RecipeOption();

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description =
          "Tell also what this export made of it, from its ledger; may be given several times"
              + " (default: the exports below DATA/exports).")
  private List<Path> exports = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PageUrl page = Explanation.url(url);
    Takedowns demands = DataFolder.takedowns(store.folder()).standing();
    Cleaner cleaner = new Cleaner(recipe.recipe(), Cleaner.standardFunctions(), demands);
    Optional<Takedown> demand = demands.of(page);
    PrintWriter out = spec.commandLine().getOut();
    List<LedgerFinding> findings =
        LedgerFinding.of(page, exports.isEmpty() ? LedgerFinding.below(store.folder()) : exports);
    try (DataFolder folder = store.open(new Wiring())) {
      Explanation explanation =
          Explanation.of(folder, page, cleaner, Explanation.site(folder, page, cleaner));
      if (json) {
        Map<String, Object> facts = ExplanationFacts.of(explanation);
        demand.ifPresent(it -> facts.put("taken_down", TakedownFacts.of(it)));
        facts.put("exports", findings.stream().map(LedgerFinding::facts).toList());
        out.println(Json.line(facts));
      } else {
        new ExplanationText(out).print(explanation);
        demand.ifPresent(it -> out.printf("  taken down %s by %s%n", it.at(), it.id()));
        findings.forEach(finding -> finding.print(out));
      }
      out.flush();
      return explanation.isKnown() ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
    }
  }
}
