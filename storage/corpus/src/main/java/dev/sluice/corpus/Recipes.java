package dev.sluice.corpus;

import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.recipe.BuiltInRecipes;
import dev.sluice.corpus.recipe.RecipeReader;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
    if (names().contains(nameOrFile)) {
      return BuiltInRecipes.load(nameOrFile);
    }
    Optional<Path> file = file(nameOrFile);
    if (file.isPresent()) {
      return RecipeReader.read(file.get());
    }
    String hint =
        Nearest.to(nameOrFile, names()).map(name -> "; did you mean '" + name + "'?").orElse("");
    throw new SettingsException(
        "there is no recipe and no file '"
            + nameOrFile
            + "'"
            + hint
            + " (built in are "
            + String.join(", ", names())
            + ")");
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

  /** A built-in recipe as it was written, with its comments: a start for one's own. */
  public static String text(String name) {
    return BuiltInRecipes.text(name);
  }

  /** Every step that a recipe may name, with its parameters and rules. */
  public static List<StepKind> steps() {
    return StepKinds.ALL;
  }
}
