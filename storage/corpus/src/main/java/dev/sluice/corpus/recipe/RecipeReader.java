package dev.sluice.corpus.recipe;

import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.RecipeReport;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.pages.settings.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads recipes: a name, a version, a description, and the steps in their order.
 *
 * <pre>{@code
 * name: mine
 * version: 1
 * description: What it is for.
 * steps:
 *   - decode
 *   - extract: {min_characters: 20}
 *   - language
 *   - gopher-quality:
 *       languages: [en, de]
 *       by_language:
 *         de: {max_mean_word_length: 12}
 *       by_site:
 *         example.org: {action: measure}
 *         "*.gov": off
 * }</pre>
 *
 * <p>Everything is checked before the first page is read: unknown names, values of the wrong form
 * or out of bounds, a step that stands twice, a step before one whose work it needs, a page step
 * after a global one. Each is a {@link SettingsException} with file and line.
 */
public final class RecipeReader {

  private static final int MOST_VERSIONS = 1_000_000;
  private static final int MOST_STEPS = 100;

  private final Findings findings = new Findings();
  private final StepOrder order = new StepOrder();
  private final ParameterReader values;
  private final boolean makesSteps;

  private RecipeReader(ListFiles files, boolean makesSteps) {
    this.makesSteps = makesSteps;
    this.values = new ParameterReader(files, order, findings);
  }

  /**
   * The recipe in a file; the files that it names are read too.
   *
   * @throws SettingsException that tells the first mistake
   */
  public static Recipe read(Path file) {
    return recipe(YamlFile.read(file), beside(file));
  }

  /**
   * The recipe that a text holds, which can name no files but those that come with Sluice.
   *
   * @param source the name that messages use for it
   * @throws SettingsException that tells the first mistake
   */
  public static Recipe parse(String source, String yaml) {
    return recipe(YamlFile.parse(source, yaml), ListFiles.builtIn());
  }

  /** All that is to be said of the recipe in a file, and of those that it names. */
  public static RecipeReport check(Path file) {
    return check(() -> YamlFile.read(file), beside(file));
  }

  /** All that is to be said of the recipe that a text holds. */
  public static RecipeReport check(String source, String yaml) {
    return check(() -> YamlFile.parse(source, yaml), ListFiles.builtIn());
  }

  private static ListFiles beside(Path file) {
    return ListFiles.beside(file.toAbsolutePath().resolveSibling(""));
  }

  /** The recipe that a file's settings hold, with the files that it names. */
  static Recipe recipe(Setting file, ListFiles files) {
    RecipeReader reader = new RecipeReader(files, false);
    Optional<Recipe> recipe = reader.read(file);
    return recipe.orElseThrow(() -> reader.findings.mistakes().get(0));
  }

  private static RecipeReport check(Supplier<Setting> file, ListFiles files) {
    RecipeReader reader = new RecipeReader(files, true);
    Optional<Recipe> recipe = reader.findings.attempt(file).flatMap(reader::read);
    return new RecipeReport(
        recipe,
        reader.findings.mistakes().stream().map(SettingsException::getMessage).toList(),
        reader.findings.warnings());
  }

  /** The recipe, if nothing was found that keeps it from being used. */
  private Optional<Recipe> read(Setting file) {
    List<String> fields = List.of("name", "version", "description", "steps");
    if (!file.isMap()) {
      findings.check(() -> file.only(fields));
      return Optional.empty();
    }
    findings.mistakes(file.strangers(fields));
    Optional<String> name = findings.attempt(() -> name(file));
    Optional<Integer> version =
        findings.attempt(() -> (int) file.field("version").number(1, MOST_VERSIONS));
    Optional<String> description =
        findings.attempt(() -> file.find("description").map(Setting::text).orElse("").strip());
    List<Recipe.Step> steps =
        findings.attempt(() -> file.field("steps")).map(this::steps).orElse(List.of());
    return findings.mistakeCount() > 0
        ? Optional.empty()
        : Optional.of(
            RecipePrinter.print(
                name.orElseThrow(), version.orElseThrow(), description.orElseThrow(), steps));
  }

  private static String name(Setting file) {
    String name = file.field("name").text();
    if (!name.matches("[a-z0-9][a-z0-9.@-]{0,63}")) {
      throw file.field("name")
          .mistake("'name' must be of small letters, digits, '-', '.' and '@', not '" + name + "'");
    }
    return name;
  }

  private List<Recipe.Step> steps(Setting list) {
    if (!list.isList()) {
      findings.check(
          () -> {
            throw list.mistake("'steps' must be a list: one step a line, each after '- '");
          });
      return List.of();
    }
    if (list.items().size() > MOST_STEPS) {
      findings.check(
          () -> {
            throw list.mistake("a recipe has at most " + MOST_STEPS + " steps");
          });
      return List.of();
    }
    List<Recipe.Step> steps = new ArrayList<>();
    RecipeDoubts doubts = new RecipeDoubts(findings);
    for (Setting item : list.items()) {
      findings
          .attempt(() -> named(item))
          .ifPresentOrElse(
              named -> {
                Recipe.Step step = step(item, named);
                doubts.look(named.kind, step, named.fields);
                steps.add(step);
              },
              order::unknown);
    }
    findings.check(() -> order.end(list));
    return steps;
  }

  private Recipe.Step step(Setting item, Named named) {
    int before = findings.mistakeCount();
    boolean languageTold = order.isLanguageTold();
    findings.check(() -> order.next(named.kind, item));
    Recipe.Step step =
        new StepReader(named.kind, values, languageTold, findings).read(named.fields);
    order.measured(named.kind);
    if (makesSteps && findings.mistakeCount() == before) {
      findings.check(() -> StepTrial.make(named.kind, step, item));
    }
    return step;
  }

  /** A step's kind and the fields that the recipe gives it, if any. */
  private record Named(StepKind kind, Map<String, Setting> fields) {}

  private static Named named(Setting item) {
    if (!item.isMap()) {
      return new Named(kind(item.text(), item), Map.of());
    }
    if (item.fields().size() != 1) {
      throw item.mistake(
          "a step is one name with its parameters behind it, '- length: {min_characters: 50}';"
              + " here stand "
              + String.join(", ", item.fields().keySet())
              + " (are the parameters not indented below the name?)");
    }
    Map.Entry<String, Setting> only = item.fields().entrySet().iterator().next();
    return new Named(kind(only.getKey(), item), fields(only.getValue()));
  }

  private static StepKind kind(String name, Setting at) {
    return StepKinds.find(name)
        .orElseThrow(() -> at.mistake("unknown step '" + name + "'" + StepKinds.hint(name)));
  }

  /** The fields of a step; none after a bare {@code length:}. */
  private static Map<String, Setting> fields(Setting value) {
    boolean bare = !value.isMap() && !value.isList() && value.text().isEmpty();
    return bare ? Map.of() : value.fields();
  }
}
