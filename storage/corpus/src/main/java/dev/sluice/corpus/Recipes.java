package dev.sluice.corpus;

import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.RecipeReport;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.recipe.BuiltInRecipes;
import dev.sluice.corpus.recipe.RecipeChanges;
import dev.sluice.corpus.recipe.RecipeReader;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The recipes that come with Sluice, and those that users write. */
public final class Recipes {

  private Recipes() {}

  /** Names of the built-in recipes, the default first. */
  public static List<String> names() {
    return BuiltInRecipes.NAMES;
  }

  /**
   * A built-in recipe by its name, or a recipe from a file.
   *
   * @throws SettingsException if there is neither, or the file has a mistake
   */
  public static Recipe load(String nameOrFile) {
    return source(nameOrFile, BuiltInRecipes::load, RecipeReader::read);
  }

  /**
   * All that is to be said of a recipe: each mistake, and what looks like one.
   *
   * @throws SettingsException if there is no such recipe
   */
  public static RecipeReport check(String nameOrFile) {
    return source(
        nameOrFile,
        name -> RecipeReader.check("recipes/" + name + ".yaml", BuiltInRecipes.text(name)),
        RecipeReader::check);
  }

  /**
   * A recipe as it was written, with its comments.
   *
   * @throws SettingsException if there is no such recipe, or it cannot be read
   */
  public static String text(String nameOrFile) {
    return source(nameOrFile, BuiltInRecipes::text, Recipes::content);
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new SettingsException(file + ": cannot be read: " + unreadable.getMessage());
    }
  }

  private static <T> T source(
      String nameOrFile, Function<String, T> builtIn, Function<Path, T> ofFile) {
    if (names().contains(nameOrFile)) {
      return builtIn.apply(nameOrFile);
    }
    return file(nameOrFile).map(ofFile).orElseThrow(() -> unknown(nameOrFile));
  }

  private static SettingsException unknown(String nameOrFile) {
    String hint =
        Nearest.to(nameOrFile, names()).map(name -> "; did you mean '" + name + "'?").orElse("");
    return new SettingsException(
        "there is no recipe and no file '"
            + nameOrFile
            + "'"
            + hint
            + " (built in are "
            + String.join(", ", names())
            + ")");
  }

  /**
   * The same with other values for some parameters.
   *
   * @param changes such as {@code length.min_characters=200}; see {@link RecipeChanges}
   * @throws SettingsException if there is no such recipe, or it has a mistake, or a change has
   */
  public static Recipe load(String nameOrFile, List<String> changes) {
    return changes.isEmpty()
        ? load(nameOrFile)
        : source(nameOrFile, RecipeChanges::ofBuiltIn, RecipeChanges::of).apply(changes);
  }

  /**
   * A recipe of its own that is another one with other values for some parameters, at version 1.
   *
   * @param name its name
   * @param description what it is, for people
   * @throws SettingsException as {@link #load(String, List)} does
   */
  public static Recipe derive(
      String nameOrFile, String name, String description, List<String> changes) {
    return source(nameOrFile, RecipeChanges::ofBuiltIn, RecipeChanges::of)
        .named(name, description)
        .apply(changes);
  }

  private static Optional<Path> file(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::isRegularFile);
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  /** A recipe from its text; {@code source} is the name that messages use for it. */
  public static Recipe parse(String source, String yaml) {
    return RecipeReader.parse(source, yaml);
  }

  /** Every step that a recipe may name, with its parameters and rules. */
  public static List<StepKind> steps() {
    return StepKinds.ALL;
  }
}
