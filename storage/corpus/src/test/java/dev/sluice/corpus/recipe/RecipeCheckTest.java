package dev.sluice.corpus.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.RecipeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is to be said of a recipe before it is used. */
class RecipeCheckTest {

  private static final String HEAD = "name: mine\nversion: 1\nsteps:\n";

  private static RecipeReport check(String steps) {
    return RecipeReader.check("mine.yaml", HEAD + steps);
  }

  private static List<String> warnings(String steps) {
    RecipeReport report = check("  - decode\n  - extract\n" + steps);
    assertThat(report.mistakes()).isEmpty();
    assertThat(report.recipe()).isPresent();
    return report.warnings();
  }

  static List<String> builtIn() {
    return Recipes.names();
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void whatIsBuiltInHasNoMistakesAndSuspiciousLimitsOnlyWhereAPublishedPipelineHasThem(
      String name) {
    RecipeReport report = Recipes.check(name);
    assertThat(report.mistakes()).isEmpty();
    assertThat(report.recipe()).hasValue(Recipes.load(name));
    if (name.startsWith("web") || name.equals("raw-text")) {
      assertThat(report.warnings()).isEmpty();
    }
  }

  @Test
  void allMistakesAreToldAtOnceInTheirOrder() {
    RecipeReport report =
        RecipeReader.check(
            "mine.yaml",
            """
            name: My Recipe
            version: none
            stages: []
            steps:
              - decode: {max_replaced: 1, always_allowed: -1}
              - extract
              - lenght: {min_characters: 5}
              - language: {keep: [english]}
              - gopher-quality:
                  min_words: 10
                  max_words: 5
                  by_site:
                    http://a: off
                    b.org: {stop_word: []}
              - require: {that: [gopher-quality/words > 5, length > 7, language/score]}
              - exact-duplicate: {keep: best}
            """);
    assertThat(report.recipe()).isEmpty();
    assertThat(report.mistakes())
        .extracting(mistake -> mistake.replaceFirst("^(mine.yaml:\\d+: .{0,24}).*", "$1"))
        .containsExactly(
            "mine.yaml:3: unknown field 'stages'; ",
            "mine.yaml:1: 'name' must be of small ",
            "mine.yaml:2: 'version' must be a whol",
            "mine.yaml:5: unknown field 'max_repla",
            "mine.yaml:5: 'always_allowed' must be",
            "mine.yaml:7: unknown step 'lenght'; d",
            "mine.yaml:8: no page is found to be i",
            "mine.yaml:13: 'http://a' is no site: a",
            "mine.yaml:14: unknown field 'stop_word",
            "mine.yaml:15: no step measures 'gopher",
            "mine.yaml:16: 'keep' cannot be 'best';");
  }

  @Test
  void whatOnlyTheMakingOfAStepShowsIsToldWithItsLine(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("bench.jsonl"), "{\"question\": \"Why?\"}\nno JSON\n");
    Files.writeString(folder.resolve("words.gz"), "no gzip");
    Files.write(folder.resolve("damaged.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    Path mine =
        Files.writeString(
            folder.resolve("mine.yaml"),
            HEAD
                + """
                  - url-lists: {block: [words.gz], by_site: {a.org: {hard_words: [damaged.gz]}}}
                  - decode
                  - extract
                  - language
                  - contamination: {benchmarks: [bench.jsonl]}
                  - scrub: {replacements: [mail=x]}
                """);
    RecipeReport report = RecipeReader.check(mine);
    assertThat(report.recipe()).isEmpty();
    assertThat(report.mistakes()).hasSize(3);
    assertThat(report.mistakes().get(0)).startsWith(mine + ":4: damaged.gz cannot be read: ");
    assertThat(report.mistakes().get(1))
        .isEqualTo(mine + ":8: bench.jsonl:2: this line is no JSON");
    assertThat(report.mistakes().get(2))
        .startsWith(mine + ":9: scrub: 'replacements' has 'kind=text', where kind is one of ");
  }

  @Test
  void whatIsNoYamlIsOneMistake() {
    assertThat(RecipeReader.check("mine.yaml", "steps: [").mistakes())
        .singleElement()
        .asString()
        .startsWith("mine.yaml:")
        .contains("not valid YAML");
    assertThat(RecipeReader.check("mine.yaml", "just words").mistakes()).hasSize(1);
  }

  @Test
  void aLimitThatDropsNothingIsDoubtedUnlessItIsOnlyMeasured() {
    assertThat(warnings("  - length: {min_characters: 0, max_characters: 1000000000000}\n"))
        .containsExactly(
            "mine.yaml:6: 'min_characters: 0' allows everything: no page can be dropped by it",
            "mine.yaml:6: 'max_characters: 1000000000000' allows everything: no page can be dropped"
                + " by it");
    assertThat(warnings("  - length: {min_characters: 0, action: measure}\n")).isEmpty();
    assertThat(warnings("  - length:\n")).isEmpty();
    assertThat(
            warnings("  - length:\n      by_site:\n        a.org:\n          min_characters: 0\n"))
        .singleElement()
        .asString()
        .startsWith("mine.yaml:9: 'min_characters: 0' allows everything");
  }

  @Test
  void anOverrideThatNoPageReachesIsDoubted() {
    assertThat(
            warnings(
                "  - language: {keep: [en, de]}\n  - length: {by_language: {zh: off, de: off}}\n"))
        .containsExactly(
            "mine.yaml:7: 'zh' is never reached: the step 'language' keeps only de, en");
    assertThat(warnings("  - language\n  - gopher-quality: {by_language: {de: {min_words: 20}}}\n"))
        .containsExactly(
            "mine.yaml:7: 'de' is never reached: 'languages' are en; name it there, too");
    assertThat(
            warnings(
                "  - language\n"
                    + "  - gopher-quality: {by_language: {de: {languages: [de], min_words: 20}}}\n"))
        .isEmpty();
    assertThat(
            warnings(
                "  - language: {keep: [en], action: measure}\n"
                    + "  - length: {by_language: {zh: off}}\n"))
        .as("no language is dropped")
        .isEmpty();
  }

  @Test
  void theLongestOfEqualTextsIsDoubted() {
    assertThat(warnings("  - exact-duplicate: {keep: longest}\n"))
        .singleElement()
        .asString()
        .contains("'keep: longest' chooses nothing among equal texts");
    assertThat(warnings("  - exact-duplicate: {keep: longest, compare: canonical}\n")).isEmpty();
    assertThat(warnings("  - exact-duplicate: {keep: oldest}\n")).isEmpty();
  }

  @Test
  void aStepForLanguagesThatAreAllDroppedIsDoubted() {
    assertThat(warnings("  - language: {keep: [zh]}\n  - gopher-quality: {languages: [en, de]}\n"))
        .containsExactly(
            "mine.yaml:7: 'gopher-quality' judges no page: the step 'language' keeps only zh");
  }

  @Test
  void anOverrideThatSaysWhatHoldsAnywayIsDoubted() {
    assertThat(warnings("  - length: {by_site: {a.org: {min_characters: 100}}}\n"))
        .containsExactly("mine.yaml:6: 'a.org' changes nothing: what it says holds everywhere");
    assertThat(
            warnings(
                "  - language\n  - length: {by_language: {zh: {min_characters: 20}}, by_site:"
                    + " {a.org: {min_characters: 100}}}\n"))
        .as("it is another value than that of Chinese")
        .isEmpty();
  }
}
