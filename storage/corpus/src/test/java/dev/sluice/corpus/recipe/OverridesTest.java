package dev.sluice.corpus.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Recipe.Action;
import dev.sluice.corpus.model.Recipe.Step;
import dev.sluice.corpus.model.Recipe.StepForm;
import dev.sluice.pages.settings.SettingsException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a step can differ by language and by site. */
class OverridesTest {

  private static final String HEAD =
      "name: mine\nversion: 1\nsteps:\n  - decode\n  - extract\n  - language\n";

  private static Recipe recipe(String... lines) {
    return Drafts.recipe(HEAD + "  - " + String.join("\n      ", lines) + "\n");
  }

  private static Step step(String... lines) {
    return recipe(lines).steps().get(3);
  }

  private static StepForm form(Step step, String language, String host) {
    return step.form(step.forLanguage(language), step.forHost(host));
  }

  @Test
  void aValueOfASiteGoesBeforeThatOfALanguageAndThatBeforeTheStepsOwn() {
    Step step =
        step(
            "length:",
            "min_characters: 100",
            "max_characters: 1000",
            "by_language:",
            "  zh: {min_characters: 20, max_characters: 500}",
            "by_site:",
            "  example.org: {min_characters: 5}");
    assertThat(form(step, "en", "a.com").parameters().number("min_characters")).isEqualTo(100);
    assertThat(form(step, "zh", "a.com").parameters().number("min_characters")).isEqualTo(20);
    assertThat(form(step, "en", "example.org").parameters().number("min_characters")).isEqualTo(5);
    StepForm both = form(step, "zh", "www.example.org");
    assertThat(both.parameters().number("min_characters")).isEqualTo(5);
    assertThat(both.parameters().number("max_characters")).isEqualTo(500);
    assertThat(both.where()).isEqualTo("for zh at example.org");
    assertThat(form(step, "en", "a.com").where()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "example.org,     example.org",
    "www.example.org, www.example.org",
    "a.example.org,   *.example.org",
    "b.a.example.org, *.example.org",
    "an-example.org,  ''",
    "nasa.gov,        *.gov",
    "gov,             ''"
  })
  void theNarrowestPatternThatCoversAHostCounts(String host, String pattern) {
    Step step =
        step(
            "length:",
            "by_site:",
            "  example.org: off",
            "  '*.example.org': off",
            "  WWW.Example.org: off",
            "  '*.gov': off");
    assertThat(step.forHost(host).map(Recipe.StepOverride::of).orElse("")).isEqualTo(pattern);
  }

  @Test
  void aStepIsOffOrOnlyMeasuresWhereTheRecipeSaysSo() {
    Step step =
        step(
            "length:",
            "action: measure",
            "by_language:",
            "  ja: off",
            "  zh: {action: drop}",
            "by_site:",
            "  example.org: {min_characters: 5}");
    assertThat(form(step, "en", "a.com").action()).isEqualTo(Action.MEASURE);
    assertThat(form(step, "zh", "a.com").action()).isEqualTo(Action.DROP);
    assertThat(form(step, "ja", "a.com").off()).isTrue();
    assertThat(form(step, "ja", "example.org").off()).as("the site has its say").isFalse();
  }

  @Test
  void aSiteWithAnInternationalNameIsFoundByItsAsciiForm() {
    Step step = step("length:", "by_site:", "  bücher.example: off");
    assertThat(step.forHost("www.xn--bcher-kva.example")).isPresent();
  }

  @Test
  void overridesAreWrittenOutInOneOrderAndHashed() {
    Recipe recipe =
        recipe(
            "length:",
            "by_site:",
            "  '*.gov': off",
            "  a.org: {max_characters: 50_000}",
            "by_language:",
            "  zh: {min_characters: 20, action: measure}",
            "  ja: off");
    assertThat(recipe.expanded())
        .endsWith(
            """
              - length:
                  min_characters: 100
                  max_characters: 1000000
                  action: drop
                  by_language:
                    "ja": off
                    "zh":
                      min_characters: 20
                      action: measure
                  by_site:
                    "*.gov": off
                    "a.org":
                      max_characters: 50000
            """);
    assertThat(Recipes.parse("expanded", recipe.expanded())).isEqualTo(recipe);
    assertThat(recipe.hash()).isNotEqualTo(recipe("length").hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          length: {by_language: {zz: off}}                        | mine.yaml:7: no page is found to be in a language 'zz'
          length: {by_language: {chi: off}}                       | codes are those of ISO 639-1
          length: {by_language: {zh: {min_chracters: 5}}}         | mine.yaml:7: unknown field 'min_chracters' in 'length, zh'; did you mean
          length: {by_language: {zh: {min_characters: few}}}      | mine.yaml:7: 'min_characters' must be a whole number
          length: {by_language: {zh: on}}                         | mine.yaml:7: 'zh' must have what differs there
          length: {by_language: {zh: {}}}                         | mine.yaml:7: 'zh' changes nothing
          length: {by_language: off}                              | 'by_language' must have fields
          length: {by_language: {zh: {max_characters: 50}}}       | 'min_characters' is 100, above 'max_characters' with 50
          length: {by_langauge: {zh: off}}                        | unknown field 'by_langauge' in 'length'; did you mean 'by_language'?
          length: {by_site: {"https://example.org/": off}}        | 'https://example.org/' is no site
          length: {by_site: {"exa*mple.org": off}}                | is no site
          length: {by_site: {a.org: off, A.org: off}}             | 'a.org' stands twice
          length: {action: warn}                                  | mine.yaml:7: 'action' cannot be 'warn'
          length: {by_site: {a.org: {action: warn}}}              | 'action' cannot be 'warn'
          exact-duplicate: {by_site: {a.org: off}}                | 'exact-duplicate' compares pages with each other and has no 'by_site'
          exact-duplicate: {action: measure}                      | has no 'action'
          gopher-quality: {languages: [en, xx]}                   | mine.yaml:7: no page is found to be in a language 'xx'
          """)
  void aMistakeInAnOverrideIsNamedWithItsLine(String step, String message) {
    assertThatThrownBy(() -> recipe(step))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aLanguageCanMatterOnlyAfterItHasBeenTold() {
    String early =
        "name: mine\nversion: 1\nsteps:\n  - decode\n  - extract\n"
            + "  - length: {by_language: {zh: off}}\n  - language\n";
    assertThatThrownBy(() -> Drafts.recipe(early))
        .hasMessageContaining("mine.yaml:6: 'length' can have 'by_language' only after the step")
        .hasMessageContaining("'language'");
    assertThatThrownBy(
            () -> Drafts.recipe(HEAD.replace("language", "language: {by_language: {zh: off}}")))
        .hasMessageContaining("only after the step 'language'");
  }

  @Test
  void aStepThatOthersNeedCannotBeOffButCanDropNothing() {
    String extract =
        "name: mine\nversion: 1\nsteps:\n  - decode\n  - extract: {by_site: {a.org: %s}}\n";
    assertThatThrownBy(() -> Drafts.recipe(extract.formatted("off")))
        .hasMessageContaining("'extract' cannot be off");
    Recipe kept = Drafts.recipe(extract.formatted("{action: measure}"));
    assertThat(kept.step("extract").orElseThrow().forHost("a.org").orElseThrow().action())
        .isEqualTo(Optional.of(Action.MEASURE));
  }
}
