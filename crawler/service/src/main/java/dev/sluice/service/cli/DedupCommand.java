package dev.sluice.service.cli;

import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.BandCurve;
import dev.sluice.corpus.model.BandCurve.Published;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.service.facts.CurveDrawing;
import dev.sluice.service.facts.CurveFacts;
import dev.sluice.service.facts.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice dedup}: what settings of deduplication mean, before they are used. */
@Command(
    name = "dedup",
    description = {
      "Tells what settings of deduplication mean, before they are used.",
      "",
      "Example: ./sluice dedup curve --bands 14 --rows 8"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = DedupCommand.Curve.class)
final class DedupCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing, such as 'dedup curve'");
  }

  /** {@code sluice dedup curve}: which pairs bands and rows find. */
  @Command(
      name = "curve",
      description = {
        "Shows how likely the step near-duplicate is to compare two pages, by their true Jaccard"
            + " similarity: as a table and a drawing, and as SVG. More bands compare more pairs, more"
            + " rows fewer.",
        "",
        "Example: ./sluice dedup curve --bands 14 --rows 8 --svg curve.svg",
        "Example: ./sluice dedup curve --published"
      },
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Curve implements Callable<Integer> {

    private static final String STEP = "near-duplicate";

    @Option(
        names = "--bands",
        paramLabel = "N",
        defaultValue = "14",
        description = "Pages that agree in one band are compared (default: ${DEFAULT-VALUE}).")
    private int bands;

    @Option(
        names = "--rows",
        paramLabel = "N",
        defaultValue = "8",
        description = "Hashes in a band, all of which must agree (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
        names = "--recipe",
        paramLabel = "NAME|FILE",
        description = "The bands and rows of a recipe's step near-duplicate instead.")
    private @Nullable String recipe;

    @Option(names = "--published", description = "The settings of published pipelines instead.")
    private boolean published;

    @Option(
        names = "--svg",
        paramLabel = "FILE",
        description = "Write the drawing as SVG as well; a file that is there is replaced.")
    private @Nullable Path svg;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      Map<String, BandCurve> curves = curves();
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        List<Map<String, Object>> facts =
            curves.entrySet().stream()
                .map(curve -> CurveFacts.of(curve.getKey(), curve.getValue()))
                .toList();
        out.println(Json.line(Map.of("curves", facts)));
      } else if (published) {
        new CurveText(out).printPublished();
      } else {
        curves.forEach(new CurveText(out)::print);
      }
      if (svg != null) {
        CurveDrawing.write(svg, curves);
      }
      out.flush();
      return ExitCode.OK;
    }

    private Map<String, BandCurve> curves() {
      if (recipe != null) {
        return ofRecipe(Recipes.load(recipe));
      }
      Map<String, BandCurve> curves = new LinkedHashMap<>();
      if (published) {
        for (Published known : BandCurve.PUBLISHED) {
          curves.put(known.name(), known.curve());
        }
      } else {
        curves.put("", new BandCurve(atLeastOne(bands), atLeastOne(rows)));
      }
      return curves;
    }

    private int atLeastOne(int number) {
      if (number < 1) {
        throw new ParameterException(
            spec.commandLine(), "--bands and --rows are whole numbers from 1 on, not " + number);
      }
      return number;
    }

    private static Map<String, BandCurve> ofRecipe(Recipe recipe) {
      return recipe.steps().stream()
          .filter(step -> step.name().equals(STEP))
          .map(Recipe.Step::parameters)
          .map(step -> new BandCurve((int) step.number("bands"), (int) step.number("rows")))
          .map(curve -> Map.of(recipe.name(), curve))
          .findFirst()
          .orElseThrow(
              () ->
                  new SettingsException(
                      "recipe '%s' has no step '%s'; without --recipe, --bands and --rows are shown"
                          .formatted(recipe.name(), STEP)));
    }
  }
}
