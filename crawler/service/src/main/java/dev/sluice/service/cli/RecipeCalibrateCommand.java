package dev.sluice.service.cli;

import dev.sluice.corpus.Export;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Calibration;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.LimitMethod;
import dev.sluice.corpus.model.LimitMethod.Deviations;
import dev.sluice.corpus.model.LimitMethod.Percentiles;
import dev.sluice.corpus.model.PageChoice;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.RecipeComparison;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.extract.ReferenceTexts;
import dev.sluice.service.facts.CalibrationFacts;
import dev.sluice.service.facts.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice recipe calibrate}: limits from pages that are trusted. */
@Command(
    name = "calibrate",
    description = {
      "Proposes limits for a recipe's rules from pages that are trusted, for each language: texts"
          + " in a file, or stored pages of chosen hosts. Shows what each limit would keep of them,"
          + " and, of a store, what the new recipe would keep of all its pages.",
      "",
      "Example: ./sluice recipe calibrate web --reference good.jsonl.zst --percentile 1,99",
      "Example: ./sluice recipe calibrate web --data data --host example.org --language en --tail 10"
          + " --out mine.yaml"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RecipeCalibrateCommand implements Callable<Integer> {

  private static final long USUAL_REFERENCE = 10_000;
  private static final long EFFECT_SAMPLE = 2_000;

  /** What was found, the recipe with it, and what that would do to the store, if there is one. */
  private record Outcome(Calibration found, Recipe then, Optional<RecipeComparison> effect) {}

  @Parameters(paramLabel = "RECIPE", description = "A built-in recipe or a YAML file.")
  private String nameOrFile = "";

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      description =
          "Trusted texts: JSON lines with the field 'text', .gz and .zst too (an export's shards,"
              + " for example). Can be given several times.")
  private List<Path> reference = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A data folder: its pages are the trusted ones, unless --reference names files.")
  private @Nullable Path data;

  @Option(
      names = "--snapshot",
      paramLabel = "NAME",
      description =
          "Read this snapshot of the data folder, or 'latest' (default: the store as it"
              + " is now).")
  private @Nullable String snapshot;

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "Only trusted pages in this language, such as en. Can be given several times.")
  private List<String> languages = new ArrayList<>();

  @Option(
      names = "--percentile",
      paramLabel = "LOW,HIGH",
      description =
          "Limits are these percentiles of the values, as in CCNet and ROOTS (default: 1,99).")
  private @Nullable String percentile;

  @Option(
      names = "--sigma",
      paramLabel = "K",
      description = "Limits are the mean and K standard deviations, as in data-juicer.")
  private @Nullable Double sigma;

  @Option(
      names = "--tail",
      paramLabel = "PERCENT",
      description =
          "Limits leave out so many per cent of the trusted pages at each end, as FineWeb2's"
              + " '10Tail'.")
  private @Nullable Double tail;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the recipe with the proposed limits to this file, which must be new.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    LimitMethod method = method();
    Recipe recipe = Recipes.load(nameOrFile);
    checkSources();
    Wiring wiring = new Wiring();
    PagesScreen screen = new PagesScreen(wiring.clock());
    return EndOnSignal.during(
        spec.commandLine().getErr(),
        screen::askToEnd,
        () -> tell(screen.during(() -> outcome(wiring.export(), wiring, recipe, method, screen))));
  }

  private Outcome outcome(
      Export export, Wiring wiring, Recipe recipe, LimitMethod method, PagesScreen screen) {
    if (data == null) {
      Calibration found = ofFiles(export, recipe, method, screen);
      return new Outcome(found, changed(recipe, found), Optional.empty());
    }
    try (DataFolder folder = open(wiring, data);
        Snapshot pages = folder.pages().snapshot()) {
      Calibration found =
          reference.isEmpty()
              ? ofStore(export, pages, recipe, method, screen)
              : ofFiles(export, recipe, method, screen);
      Recipe then = changed(recipe, found);
      PageChoice sample = PageChoice.sample(EFFECT_SAMPLE);
      RecipeComparison effect =
          export.compare(pages, recipe, then, sample, choice.threads(), screen);
      return new Outcome(found, then, Optional.of(effect));
    }
  }

  private Calibration ofFiles(
      Export export, Recipe recipe, LimitMethod method, PagesScreen screen) {
    try (ReferenceTexts texts = new ReferenceTexts(reference)) {
      return export.calibrate(
          texts, recipe, method, Set.copyOf(languages), choice.threads(), screen);
    }
  }

  private Calibration ofStore(
      Export export, Snapshot pages, Recipe recipe, LimitMethod method, PagesScreen screen) {
    PageChoice trusted = choice.choice(spec.commandLine(), USUAL_REFERENCE);
    return export.calibrate(
        pages, trusted, recipe, method, Set.copyOf(languages), choice.threads(), screen);
  }

  private DataFolder open(Wiring wiring, Path folder) {
    return snapshot == null ? wiring.openForReading(folder) : wiring.openSnapshot(folder, snapshot);
  }

  private Recipe changed(Recipe recipe, Calibration found) {
    String name =
        recipe.name().endsWith("-calibrated") ? recipe.name() : recipe.name() + "-calibrated";
    return Recipes.derive(
        nameOrFile,
        name,
        "%s with limits from %d trusted pages: %s."
            .formatted(recipe.label(), found.trusted(), found.method()),
        found.changes());
  }

  private int tell(Outcome outcome) {
    boolean useful = !outcome.found.calibrated().isEmpty();
    if (out != null && useful) {
      write(out, outcome.then.expanded());
    }
    PrintWriter printer = spec.commandLine().getOut();
    if (json) {
      printer.println(Json.line(CalibrationFacts.of(outcome.found, outcome.then, outcome.effect)));
    } else {
      new CalibrationText(printer).print(outcome.found, outcome.effect);
      if (out != null && useful) {
        printer.printf("%nThe recipe '%s' is in %s%n", outcome.then.name(), out);
      }
    }
    printer.flush();
    return useful ? ExitCode.OK : ExitCode.PROBLEM_FOUND;
  }

  private static void write(Path file, String yaml) {
    try {
      Files.writeString(file, yaml);
    } catch (IOException failure) {
      throw new ExportException(
          Problem.NOT_WRITABLE, "cannot write " + file + ": " + failure.getMessage(), failure);
    }
  }

  private void checkSources() {
    if (data == null && reference.isEmpty()) {
      throw mistake(
          "there are no trusted pages: name a file of texts (--reference) or a data folder (--data)");
    }
    if (data == null && snapshot != null) {
      throw mistake("--snapshot needs the data folder that has it (--data)");
    }
    if (!reference.isEmpty() && !choice.hosts().isEmpty()) {
      throw mistake("--host chooses stored pages, but --reference names files: give one of them");
    }
    for (Path file : reference) {
      if (!Files.isRegularFile(file)) {
        throw mistake("there is no file '" + file + "'");
      }
    }
    if (out != null && Files.exists(out)) {
      throw mistake(out + " is there already: name a new file");
    }
  }

  private LimitMethod method() {
    int given = (percentile == null ? 0 : 1) + (sigma == null ? 0 : 1) + (tail == null ? 0 : 1);
    if (given > 1) {
      throw mistake("--percentile, --sigma and --tail are three ways to find limits: give one");
    }
    try {
      if (sigma != null) {
        return new Deviations(sigma);
      }
      return tail != null ? Percentiles.tail(tail) : percentiles();
    } catch (IllegalArgumentException outOfBounds) {
      throw mistake(String.valueOf(outOfBounds.getMessage()));
    }
  }

  private LimitMethod percentiles() {
    String[] parts = (percentile == null ? "1,99" : percentile).split(",", -1);
    if (parts.length != 2) {
      throw mistake("--percentile takes two numbers, such as 1,99, not '" + percentile + "'");
    }
    try {
      return new Percentiles(
          Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()));
    } catch (NumberFormatException noNumber) {
      throw mistake("--percentile takes two numbers, such as 1,99, not '" + percentile + "'");
    }
  }

  private ParameterException mistake(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
