package dev.sluice.corpus.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeReaderTest {

  private static final String HEAD = "name: mine\nversion: 1\nsteps:\n";

  static List<String> builtIn() {
    return Recipes.names();
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void aBuiltInRecipeWrittenOutIsTheSameRecipe(String name) {
    Recipe recipe = Recipes.load(name);
    Recipe again = Recipes.parse("expanded", recipe.expanded());
    assertThat(again).isEqualTo(recipe);
    assertThat(recipe.name()).isEqualTo(name);
  }

  @Test
  void everyParameterIsWrittenOutWithItsDefault() {
    Recipe recipe = Drafts.recipe(HEAD + "  - decode:\n  - extract\n  - exact-duplicate");
    assertThat(recipe.expanded())
        .isEqualTo(
            """
            name: "mine"
            version: 1
            description: ""
            steps:
              - decode:
                  max_replaced_share: 0.01
                  always_allowed: 10
                  action: drop
              - extract:
                  min_characters: 1
                  template_pages: 5
                  template_share: 0.3
                  format: text
                  links: false
                  favour: balance
                  comments: false
                  action: drop
              - exact-duplicate:
                  compare: text
                  within: corpus
                  keep: first-url
                  score: []
            """);
  }

  @Test
  void theValueThatPagesAreRankedByIsNamed() {
    Recipe recipe =
        Drafts.recipe(
            HEAD
                + "  - decode\n  - extract\n"
                + "  - exact-duplicate: {keep: best-score, score: extract/characters}");
    assertThat(recipe.steps().get(2).parameters().words("score"))
        .containsExactly("extract/characters");
    assertThat(Recipes.parse("expanded", recipe.expanded())).isEqualTo(recipe);
  }

  @Test
  void howTextIsExtractedCanBeChosenAndMistakesAreAnsweredWithTheWayOut() {
    Recipe recipe =
        Drafts.recipe(
            HEAD
                + "  - decode\n"
                + "  - extract: {format: markdown, links: true, favour: recall, comments: true}");
    assertThat(recipe.expanded())
        .contains("format: markdown", "links: true", "favour: recall", "comments: true");
    assertThatThrownBy(() -> Drafts.recipe(HEAD + "  - decode\n  - extract: {format: markdwon}"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("mine.yaml:5")
        .hasMessageContaining("format")
        .hasMessageContaining("markdown");
    assertThatThrownBy(() -> Drafts.recipe(HEAD + "  - decode\n  - extract: {favour: all}"))
        .hasMessageContaining("mine.yaml:5")
        .hasMessageContaining("balance")
        .hasMessageContaining("recall");
    assertThatThrownBy(() -> Drafts.recipe(HEAD + "  - decode\n  - extract: {links: true}"))
        .hasMessageContaining("mine.yaml:5")
        .hasMessageContaining("'format: markdown'");
    assertThatThrownBy(() -> Drafts.recipe(HEAD + "  - decode\n  - extract: {comments: yes}"))
        .hasMessageContaining("mine.yaml:5")
        .hasMessageContaining("comments");
  }

  @Test
  void theHashChangesWithALimitAndNotWithCommentsOrLayout() {
    Recipe plain = Drafts.recipe(HEAD + "  - decode\n  - extract");
    Recipe commented =
        Drafts.recipe(HEAD + "  # why\n  - decode: {max_replaced_share: 0.010}\n  - extract\n");
    Recipe other = Drafts.recipe(HEAD + "  - decode\n  - extract: {min_characters: 2}");
    assertThat(commented.hash()).isEqualTo(plain.hash()).hasSize(64);
    assertThat(other.hash()).isNotEqualTo(plain.hash());
  }

  @Test
  void textsOfAnyKindSurviveBeingWrittenOut() {
    Recipe recipe =
        Drafts.recipe(
            HEAD
                + "  - decode\n  - extract\n  - language\n"
                + "  - gopher-quality: {stop_words: ['·', \"a\\\"b\\\\\", '#x: y', '是']}");
    Recipe again = Recipes.parse("expanded", recipe.expanded());
    assertThat(again.steps().get(3).parameters().words("stop_words"))
        .containsExactly("·", "a\"b\\", "#x: y", "是");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          - gopher-qualty                        | mine.yaml:6: unknown step 'gopher-qualty'; did you mean 'gopher-quality'?
          - length: {min_chars: 5}               | mine.yaml:6: unknown field 'min_chars'
          - length: {min_character: 5}           | did you mean 'min_characters'?
          - length: {min_characters: many}       | mine.yaml:6: 'min_characters' must be a whole number
          - length: {min_characters: [1, 2]}     | mine.yaml:6: 'min_characters' must be a single value
          - length: {min_characters: -1}         | 'min_characters' must be a whole number from 0
          - length: 50                           | mine.yaml:6: 'length' must have fields
          - length: [50]                         | mine.yaml:6: 'length' must have fields
          - language: {min_score: 1.5}           | mine.yaml:6: 'min_score' must be a number from 0.0 to 1.0, not 1.5
          - language: {keep: [en, zh, en]}       | mine.yaml:6: 'en' stands twice in 'keep'
          - exact-duplicate: {keep: newst}       | mine.yaml:6: 'keep' cannot be 'newst'; did you mean 'newest'?
          - exact-duplicate: {within: language}  | mine.yaml:6: 'exact-duplicate' can compare the pages of a language only after the step 'language'
          - exact-duplicate: {keep: best-score}  | mine.yaml:6: 'keep: best-score' needs 'score'
          - exact-duplicate: {score: extract/characters} | mine.yaml:6: 'score' has an effect only with 'keep: best-score'
          - exact-duplicate: {keep: best-score, score: extract/character} | mine.yaml:6: no step measures 'extract/character'; did you mean 'extract/characters'?
          - exact-duplicate: {keep: best-score, score: length/characters} | mine.yaml:6: no step before this one measures 'length/characters': it needs 'length' before it
          - exact-duplicate: {keep: best-score, score: [a, b]} | mine.yaml:6: 'score' is the name of one value
          - extract                              | mine.yaml:6: the step 'extract' stands twice
          - gopher-quality                       | mine.yaml:6: the step 'gopher-quality' must stand after 'language'
          - {length: {}, language: {}}           | mine.yaml:6: a step is one name
          - length: {max_characters: 10}         | mine.yaml:6: 'min_characters' is 100, above 'max_characters' with 10
          """)
  void aMistakeInAStepIsNamedWithItsLine(String step, String message) {
    assertThatThrownBy(() -> Drafts.recipe(HEAD + "  - decode\n  - extract\n  " + step))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRuleBeforeTheTextIsThereAndAPageStepAfterAGlobalOneAreMistakes() {
    assertThatThrownBy(() -> Drafts.recipe(HEAD + "  - decode\n  - length\n  - extract"))
        .hasMessage("mine.yaml:5: the step 'length' must stand after 'extract'");
    assertThatThrownBy(
            () -> Drafts.recipe(HEAD + "  - decode\n  - extract\n  - exact-duplicate\n  - length"))
        .hasMessageStartingWith("mine.yaml:7: the step 'length' looks at pages alone")
        .hasMessageContaining("before 'exact-duplicate'");
    assertThatThrownBy(() -> Drafts.recipe(HEAD + "  - answer\n  - newest-capture"))
        .hasMessageContaining("needs the step 'extract'");
    assertThatThrownBy(() -> Drafts.recipe(HEAD + "  - decode"))
        .hasMessageContaining("needs the step 'extract'");
  }

  @Test
  void aRecipeThatNeitherReadsNorComparesPagesMakesNoTexts() {
    assertThat(Drafts.recipe(HEAD + "  - answer\n  - opt-out").makesTexts()).isFalse();
    assertThat(Drafts.recipe(HEAD + "  - decode\n  - extract").makesTexts()).isTrue();
  }

  @Test
  void mistakesOutsideOfStepsAreNamedToo() {
    assertThatThrownBy(() -> Drafts.recipe("name: x\nversion: 1\nstep: []"))
        .hasMessage("mine.yaml:3: unknown field 'step'; did you mean 'steps'?");
    assertThatThrownBy(() -> Drafts.recipe("name: My Recipe\nversion: 1\nsteps: []"))
        .hasMessageContaining("mine.yaml:1: 'name' must be of small letters");
    assertThatThrownBy(() -> Drafts.recipe("name: x\nsteps: []"))
        .hasMessageContaining("'version' is missing");
    assertThatThrownBy(() -> Drafts.recipe("name: x\nversion: 1\nsteps: decode"))
        .hasMessageContaining("mine.yaml:3: 'steps' must be a list");
  }

  @Test
  void aRecipeIsFoundByNameOrByFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, HEAD + "  - decode\n  - extract\n");
    assertThat(Recipes.load(file.toString()).label()).isEqualTo("mine@1");
    assertThatThrownBy(() -> Recipes.load("wbe"))
        .hasMessage(
            "there is no recipe and no file 'wbe'; did you mean 'web'? (built in are "
                + String.join(", ", Recipes.names())
                + ")");
  }

  @Test
  void rulesHaveTheNameOfTheirStepAndNoNameStandsTwice() {
    Set<String> names = new HashSet<>();
    for (StepKind kind : StepKinds.ALL) {
      assertThat(kind.rules()).isNotEmpty();
      for (String rule : kind.rules()) {
        assertThat(rule).matches(kind.name() + "(/[a-z0-9_-]+)?");
        assertThat(names.add(rule)).as(rule).isTrue();
      }
    }
  }
}
