package dev.sluice.service.cli;

import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.PageChoice;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.RecipeComparison;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.ComparisonFacts;
import dev.sluice.service.facts.ComparisonPage;
import dev.sluice.service.facts.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice rules}: what a changed rule or recipe would do, before it is used. */
@Command(
    name = "rules",
    description = {
      "Tells what another recipe would do to the stored pages, before anything is exported.",
      "",
      "Example: ./sluice rules preview web --set length.min_characters=200 --data data"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RulesCommand.Preview.class, RulesCommand.Diff.class})
final class RulesCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing, such as 'rules preview'");
  }

  /** Which pages two recipes are compared on, and how that is told. */
  static final class Comparing {

    private static final long USUAL_SAMPLE = 2_000;

    @Mixin private StoreOptions store = new StoreOptions();

    @Mixin private ChoiceOptions choice = new ChoiceOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
        names = "--html",
        paramLabel = "FILE",
        description =
            "Write the outcome as one HTML file as well; a file that is there is replaced.")
    private @Nullable Path html;

    int run(Recipe before, Recipe after, CommandLine command, boolean rulesFirst) {
      Wiring wiring = new Wiring();
      PageChoice pages = choice.choice(command, USUAL_SAMPLE);
      PagesScreen screen = new PagesScreen(wiring.clock());
      return EndOnSignal.during(
          command.getErr(),
          screen::askToEnd,
          () -> {
            RecipeComparison found =
                screen.during(() -> compare(wiring, before, after, pages, screen));
            print(command.getOut(), found, rulesFirst);
            return ExitCode.OK;
          });
    }

    private RecipeComparison compare(
        Wiring wiring, Recipe before, Recipe after, PageChoice pages, PagesScreen screen) {
      try (DataFolder folder = store.open(wiring);
          Snapshot snapshot = folder.pages().snapshot()) {
        return wiring.export().compare(snapshot, before, after, pages, choice.threads(), screen);
      }
    }

    private void print(PrintWriter out, RecipeComparison found, boolean rulesFirst) {
      Optional.ofNullable(html).ifPresent(file -> ComparisonPage.write(file, found));
      if (json) {
        out.println(Json.line(ComparisonFacts.of(found)));
      } else {
        new ComparisonText(out).print(found, rulesFirst);
        Optional.ofNullable(html).ifPresent(file -> out.printf("%nThe same as a page: %s%n", file));
      }
      out.flush();
    }
  }

  /** {@code sluice rules preview}: a changed rule over the stored pages. */
  @Command(
      name = "preview",
      description = {
        "Runs a recipe over stored pages as it is and with other limits, and shows which pages would"
            + " be won and lost, the histogram of each changed rule with both limits, and the pages"
            + " just inside and just outside. It reads a sample unless told otherwise, writes"
            + " nothing to the store, and runs beside a crawl. Steps that compare pages, such as"
            + " exact-duplicate, are not run.",
        "",
        "Example: ./sluice rules preview web --set length.min_characters=200 --data data",
        "Example: ./sluice rules preview mine.yaml --base web --data data --snapshot latest --all"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Preview implements Callable<Integer> {

    @Parameters(
        paramLabel = "RECIPE",
        description = "A built-in recipe or a YAML file: the one that is to be changed.")
    private String recipe = "";

    @Option(
        names = "--set",
        paramLabel = "STEP.PARAMETER=VALUE",
        description =
            "Another value for a parameter, such as length.min_characters=200 or"
                + " language.keep=[en,zh]; STEP=off leaves a step out. Can be given several times.")
    private List<String> changes = new ArrayList<>();

    @Option(
        names = "--base",
        paramLabel = "RECIPE",
        description = "What it is compared with (default: RECIPE without the changes of --set).")
    private @Nullable String base;

    @Mixin private Comparing comparing = new Comparing();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      if (changes.isEmpty() && base == null) {
        throw new ParameterException(
            spec.commandLine(),
            "there is nothing to compare: say what changes (--set STEP.PARAMETER=VALUE), or what to"
                + " compare with (--base RECIPE)");
      }
      Recipe before = Recipes.load(base == null ? recipe : base);
      return comparing.run(before, Recipes.load(recipe, changes), spec.commandLine(), true);
    }
  }

  /** {@code sluice rules diff}: two recipes over the stored pages. */
  @Command(
      name = "diff",
      description = {
        "Runs two recipes over stored pages, and shows which pages the second wins and loses, by"
            + " step, rule, value and limit, by language and site, and whose text is another. It"
            + " reads a sample unless told otherwise, writes nothing to the store, and runs beside a"
            + " crawl. Steps that compare pages, such as exact-duplicate, are not run.",
        "",
        "Example: ./sluice rules diff raw-text web --data data",
        "Example: ./sluice rules diff web mine.yaml --data data --snapshot latest --all --json"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Diff implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RECIPE_A", description = "The recipe before.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "RECIPE_B", description = "The recipe after.")
    private String after = "";

    @Mixin private Comparing comparing = new Comparing();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      return comparing.run(Recipes.load(before), Recipes.load(after), spec.commandLine(), false);
    }
  }
}
