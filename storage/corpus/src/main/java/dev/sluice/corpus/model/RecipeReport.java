package dev.sluice.corpus.model;

import java.util.List;
import java.util.Optional;

/**
 * What is to be said of a recipe before it is used.
 *
 * @param recipe the recipe, if there is no mistake
 * @param mistakes all that keep it from being used, each with file and line
 * @param warnings what is allowed and yet looks like a mistake, each with file and line
 */
public record RecipeReport(Optional<Recipe> recipe, List<String> mistakes, List<String> warnings) {

  public RecipeReport {
    mistakes = List.copyOf(mistakes);
    warnings = List.copyOf(warnings);
  }
}
