package dev.sluice.corpus.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.recipe.StepKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every text below {@code rules/STEP/RULE/keep} passes that rule, and every one below {@code drop}
 * does not, with the default limits; {@code STEP@READING} is the step in another reading than its
 * first. A file's name begins with its language. Adding a case needs no Java.
 */
class RuleFixturesTest {

  private static final Path FIXTURES = Path.of("src/test/resources/rules");
  private static final Set<String> TEXT_STEPS =
      Set.of(
          "length",
          "gopher-quality",
          "fineweb2-quality-cmn",
          "gopher-repetition",
          "c4-lines",
          "fineweb-quality",
          "refinedweb-lines",
          "long-lines",
          "bad-words",
          "roots-quality");

  /** What only tells, or needs a list that the user names. */
  private static final Set<String> NEVER_DROPS =
      Set.of(
          "c4-lines/removed-lines",
          "c4-lines/removed-characters",
          "c4-lines/long-word-lines",
          "c4-lines/unended-lines",
          "c4-lines/short-lines",
          "c4-lines/javascript-lines",
          "c4-lines/policy-lines",
          "refinedweb-lines/capital-lines",
          "refinedweb-lines/digit-lines",
          "refinedweb-lines/counter-lines",
          "refinedweb-lines/short-lines",
          "refinedweb-lines/phrase-lines",
          "roots-quality/stop-words",
          "roots-quality/flagged-words",
          "roots-quality/removed-words");

  private static final String RECIPE =
      """
      name: all
      version: 1
      steps:
        - decode
        - extract
        - language
        - length
        - gopher-quality: {%1$s languages: [en, de], stop_word_languages: [en]}
        - fineweb2-quality-cmn
        - gopher-repetition: {%1$s}
        - c4-lines
        - fineweb-quality
        - refinedweb-lines
        - long-lines
        - bad-words
        - roots-quality
      """;

  static List<Path> fixtures() throws IOException {
    try (Stream<Path> walk = Files.walk(FIXTURES)) {
      return walk.filter(Files::isRegularFile).map(FIXTURES::relativize).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theRuleDecidesAsTheFolderSays(Path fixture) throws IOException {
    String[] step = fixture.getName(0).toString().split("@");
    String reading = step.length == 1 ? "" : "reading: " + step[1] + ",";
    String rule = step[0] + "/" + fixture.getName(1);
    boolean keep = fixture.getName(2).toString().equals("keep");
    String language = fixture.getFileName().toString().substring(0, 2);
    Draft draft = Drafts.of(Files.readString(FIXTURES.resolve(fixture)).strip(), language);

    List<Measurement> measured = step(step[0], reading).apply(draft).draft().measurements();

    List<Measurement> own = measured.stream().filter(m -> m.rule().equals(rule)).toList();
    assertThat(measured).isNotEmpty();
    assertThat(own).hasSizeLessThanOrEqualTo(1);
    assertThat(own.stream().allMatch(Measurement::passed)).as("%s", own).isEqualTo(keep);
  }

  @Test
  void everyRuleOnTextsHasTextsThatItKeepsAndTextsThatItDrops() throws IOException {
    Set<String> wanted = new TreeSet<>();
    for (StepKind kind : StepKinds.ALL) {
      if (TEXT_STEPS.contains(kind.name())) {
        for (String rule : kind.rules()) {
          if (!NEVER_DROPS.contains(rule)) {
            wanted.add(rule + "/keep");
            wanted.add(rule + "/drop");
          }
        }
      }
    }
    Set<String> there =
        fixtures().stream()
            .map(file -> file.getParent().toString().replaceFirst("@[a-z]+", ""))
            .collect(Collectors.toSet());
    assertThat(there).isEqualTo(wanted);
  }

  private static PageStep step(String name, String reading) {
    Recipe recipe = Drafts.recipe(RECIPE.formatted(reading));
    Recipe.Step step =
        recipe.steps().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    StepKind.OfPages kind = (StepKind.OfPages) StepKinds.named(name);
    return kind.maker().make(step.parameters(), Drafts.noFunctions());
  }
}
