package dev.sluice.service.cli;

import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.PageTrace;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.engine.CrawlRecords;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.Explanation;
import dev.sluice.service.facts.ExplanationFacts;
import dev.sluice.service.facts.Json;
import java.io.PrintWriter;
import java.util.List;
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

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PageUrl page = page();
    Recipe rules = recipe.recipe();
    PrintWriter out = spec.commandLine().getOut();
    try (DataFolder folder = store.open(new Wiring())) {
      CrawlRecords records = new CrawlRecords(folder);
      List<Capture> captures = folder.pages().captures(page);
      Explanation explanation =
          Explanation.of(
              page,
              records,
              captures,
              captures.isEmpty() ? List.of() : List.of(trace(folder, captures, rules)));
      if (json) {
        out.println(Json.line(ExplanationFacts.of(explanation)));
      } else {
        new ExplanationText(out).print(explanation);
      }
      out.flush();
      return explanation.isKnown() ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
    }
  }

  private PageUrl page() {
    if (!url.contains(":")) {
      throw new SettingsException(
          "'" + url + "' is no http or https URL; did you mean 'https://" + url + "'?");
    }
    return CrawlRecords.normalize(url)
        .orElseThrow(() -> new SettingsException("'" + url + "' is no http or https URL"));
  }

  private static PageTrace trace(DataFolder folder, List<Capture> captures, Recipe rules) {
    Capture last = captures.get(captures.size() - 1);
    RawPage raw = new RawPage(last, folder.pages().body(last));
    return new Cleaner(rules, Cleaner.standardFunctions()).trace(raw);
  }
}
