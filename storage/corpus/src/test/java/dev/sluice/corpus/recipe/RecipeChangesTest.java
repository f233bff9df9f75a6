package dev.sluice.corpus.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeChangesTest {

  @TempDir Path folder;

  private RecipeChanges changes(String steps) throws IOException {
    return RecipeChanges.of(
        Files.writeString(folder.resolve("mine.yaml"), "name: mine\nversion: 3\nsteps:\n" + steps));
  }

  private static List<String> values(Recipe recipe, String step, String parameter) {
    return recipe.steps().stream()
        .filter(it -> it.name().equals(step))
        .findFirst()
        .orElseThrow()
        .parameters()
        .words(parameter);
  }

  @Test
  void aChangedParameterIsTheOnlyDifference() throws IOException {
    Recipe changed =
        changes("  - decode\n  - extract\n  - length: {max_characters: 500}\n")
            .apply(List.of("length.min_characters=20", "extract.format=markdown"));
    Recipe written =
        RecipeReader.parse(
            "mine.yaml",
            "name: mine\nversion: 3\nsteps:\n  - decode\n  - extract: {format: markdown}\n"
                + "  - length: {max_characters: 500, min_characters: 20}\n");
    assertThat(changed).isEqualTo(written);
  }

  @Test
  void theLastOfSeveralChangesCountsAndListsAreTakenWhole() throws IOException {
    RecipeChanges changes = changes("  - decode\n  - extract\n  - language: {keep: [de]}\n");
    Recipe changed =
        changes.apply(
            List.of(
                "language.keep=[en, zh]", "language.min_score=0.1", " language.min_score = 0.25 "));
    assertThat(values(changed, "language", "keep")).containsExactly("en", "zh");
    assertThat(values(changed, "language", "min_score")).containsExactly("0.25");
    assertThat(values(changes.apply(List.of("language.keep=fr")), "language", "keep"))
        .containsExactly("fr");
  }

  @Test
  void aMistakeInTheFileIsToldAsOneOfTheFile() throws IOException {
    RecipeChanges changes = changes("  - decode\n  - extract\n  - lenght\n");
    assertThatThrownBy(() -> changes.apply(List.of("length.min_characters=20")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("mine.yaml:6: unknown step 'lenght'");
  }

  @Test
  void aRecipeUnderAnotherNameIsAtVersionOne() {
    Recipe recipe = RecipeChanges.ofBuiltIn("web").named("other", "Another.").apply(List.of());
    assertThat(recipe.label()).isEqualTo("other@1");
    assertThat(recipe.description()).isEqualTo("Another.");
    assertThat(recipe.steps()).isEqualTo(BuiltInRecipes.load("web").steps());
  }
}
