package dev.sluice.service.cli;

import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Recipe;
import picocli.CommandLine.Option;

/** The option that names a recipe. */
final class RecipeOption {

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE",
      defaultValue = "web",
      description = "A built-in recipe or a YAML file (default: ${DEFAULT-VALUE}).")
  private String nameOrFile = "web";

  Recipe recipe() {
    return Recipes.load(nameOrFile);
  }
}
