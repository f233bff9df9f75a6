package dev.sluice.service.cli;

import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.RecipeReport;
import dev.sluice.service.facts.Json;
import dev.sluice.service.facts.RecipeFacts;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice recipe}: which recipes there are, what they say, and whether one can be used. */
@Command(
    name = "recipe",
    description = {
      "Lists the built-in recipes, shows one, checks one of your own, and proposes limits for it.",
      "",
      "Example: ./sluice recipe list"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RecipeCommand.ListAll.class,
      RecipeCommand.Show.class,
      RecipeCommand.Check.class,
      RecipeCalibrateCommand.class
    })
final class RecipeCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, such as 'recipe list'");
  }

  /** {@code sluice recipe list}: the built-in ones. */
  @Command(
      name = "list",
      description = {
        "Lists the built-in recipes, the default first: name, version, what it makes.",
        "",
        "Example: ./sluice recipe list"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class ListAll implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      List<Recipe> recipes = Recipes.names().stream().map(Recipes::load).toList();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.line(Map.of("recipes", recipes.stream().map(RecipeFacts::head).toList())));
      } else {
        int widest = recipes.stream().mapToInt(recipe -> recipe.label().length()).max().orElse(1);
        String row = "%-" + widest + "s  %s%n";
        recipes.forEach(recipe -> out.printf(row, recipe.label(), recipe.description()));
      }
      out.flush();
      return ExitCode.OK;
    }
  }

  /** {@code sluice recipe show}: what one says. */
  @Command(
      name = "show",
      description = {
        "Prints a recipe as it was written, with its comments: a start for one of your own. With"
            + " --expanded it is printed in full, every parameter with its value, as the manifest of"
            + " an export has it.",
        "",
        "Example: ./sluice recipe show web-en"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Show implements Callable<Integer> {

    @Parameters(paramLabel = "NAME|FILE", description = "A built-in recipe or a YAML file.")
    private String nameOrFile = "";

    @Option(names = "--expanded", description = "Print every parameter with its value.")
    private boolean expanded;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Recipe recipe = Recipes.load(nameOrFile);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.line(RecipeFacts.of(recipe)));
      } else {
        out.println((expanded ? recipe.expanded() : Recipes.text(nameOrFile)).stripTrailing());
      }
      out.flush();
      return ExitCode.OK;
    }
  }

  /** {@code sluice recipe check}: whether one can be used. */
  @Command(
      name = "check",
      description = {
        "Reads a recipe with the files that it names and tells all mistakes at once, each with its"
            + " line; then the exit code is 2. Warnings tell of limits that drop nothing, and of"
            + " steps and overrides that no page reaches; they do not change the exit code.",
        "",
        "Example: ./sluice recipe check web-en"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Check implements Callable<Integer> {

    @Parameters(paramLabel = "NAME|FILE", description = "A built-in recipe or a YAML file.")
    private String nameOrFile = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      RecipeReport report = Recipes.check(nameOrFile);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.line(RecipeFacts.of(report)));
      } else {
        print(out, report);
      }
      out.flush();
      return report.mistakes().isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }

    private void print(PrintWriter out, RecipeReport report) {
      report.mistakes().forEach(out::println);
      report.warnings().forEach(warning -> out.println(warning + " (warning)"));
      out.println(
          report
              .recipe()
              .map(
                  recipe ->
                      "%s: %s, hash %s: %s"
                          .formatted(
                              recipe.label(),
                              Counted.text(recipe.steps().size(), "step"),
                              recipe.hash(),
                              summary(report)))
              .orElseGet(() -> nameOrFile + ": " + summary(report)));
    }

    private static String summary(RecipeReport report) {
      if (!report.mistakes().isEmpty()) {
        return Counted.text(report.mistakes().size(), "mistake");
      }
      return report.warnings().isEmpty()
          ? "all well"
          : Counted.text(report.warnings().size(), "warning");
    }
  }
}
