package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.PageTrace.Result;
import dev.sluice.corpus.model.Cleaned;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.model.RawPage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What overrides, actions and requirements make of pages. */
class RecipeStepTest {

  private static final String RECIPE =
      """
      name: mine
      version: 1
      steps:
        - decode
        - extract
        - language
        - length:
            min_characters: 50
            by_language:
              zh: {min_characters: 5}
              ja: off
            by_site:
              example.org: {min_characters: 30}
              '*.gov': {action: measure}
              spam.net: {min_characters: 1000}
      """;

  private static PageTrace trace(String recipe, String host, String language, String text) {
    PageFunctions functions = Drafts.functions(new LanguageLabel(language, "Zyyy", 0.9));
    return new Cleaner(Drafts.recipe(recipe), functions).trace(page(host, text));
  }

  private static RawPage page(String host, String text) {
    return MemorySnapshot.page("https://" + host + "/", SamplePages.NOON, 200, "text/plain", text);
  }

  private static PageTrace.Step last(String host, String language, String text) {
    List<PageTrace.Step> steps = trace(RECIPE, host, language, text).steps();
    return steps.get(steps.size() - 1);
  }

  @Test
  void theLimitThatHoldsForAPageIsToldWithTheOverrideItComesFrom() {
    PageTrace.Step plain = last("a.com", "en", "Ten letters.");
    assertThat(plain.result()).isEqualTo(Result.DROPPED);
    assertThat(plain.note()).isEmpty();
    assertThat(plain.measurements())
        .extracting(Measurement::limit)
        .containsExactly("50 .. 1000000");

    PageTrace.Step chinese = last("a.com", "zh", "Ten letters.");
    assertThat(chinese.result()).isEqualTo(Result.KEPT);
    assertThat(chinese.note()).isEqualTo("for zh");
    assertThat(chinese.measurements())
        .extracting(Measurement::limit)
        .containsExactly("5 .. 1000000 for zh");

    PageTrace.Step both = last("www.example.org", "zh", "Ten letters.");
    assertThat(both.result()).isEqualTo(Result.DROPPED);
    assertThat(both.measurements())
        .extracting(Measurement::limit)
        .containsExactly("30 .. 1000000 for zh at example.org");
  }

  @Test
  void aStepThatIsOffIsSkippedAndSaysWhere() {
    PageTrace.Step japanese = last("a.com", "ja", "Short.");
    assertThat(japanese.result()).isEqualTo(Result.SKIPPED);
    assertThat(japanese.note()).isEqualTo("off for ja");
    assertThat(last("spam.net", "ja", "Short.").result())
        .as("the site has its own say")
        .isEqualTo(Result.DROPPED);
  }

  @Test
  void whatIsOnlyMeasuredDropsNothingAndKeepsItsValue() {
    PageTrace.Step measured = last("nasa.gov", "en", "Short.");
    assertThat(measured.result()).isEqualTo(Result.KEPT);
    assertThat(measured.note()).isEqualTo("only measured for *.gov");
    Measurement length = measured.measurements().get(0);
    assertThat(length.measured().display()).isEqualTo("6");
    assertThat(length.limit()).isEqualTo("50 .. 1000000 for *.gov, only measured");
    assertThat(length.passed()).isTrue();
  }

  @Test
  void aStepThatFailsDropsThePageEvenIfItOnlyMeasures() {
    Recipe recipe =
        Drafts.recipe("name: mine\nversion: 1\nsteps:\n  - decode\n  - extract: {action: measure}");
    PageFunctions none = Drafts.noFunctions();
    PageFunctions broken =
        new PageFunctions(
            none.decoder(),
            (characters, type, url, settings) -> {
              throw new IllegalStateException("broken");
            },
            none.languages(),
            none.segmenter());
    Cleaned cleaned = new Cleaner(recipe, broken).clean(page("a.com", "Text."));
    assertThat(cleaned.row().drop().orElseThrow().cause().rule()).isEqualTo("extract/failure");
  }

  private static final String REQUIRING =
      """
      name: mine
      version: 1
      steps:
        - decode
        - extract
        - language
        - gopher-quality: {action: measure}
        - require:
            that: %s
            if_missing: %s
      """;

  private static Measurement unmet(String conditions, String ifMissing, String language) {
    PageTrace trace =
        trace(
            REQUIRING.formatted(conditions, ifMissing), "a.com", language, "Five words of no use.");
    List<PageTrace.Step> steps = trace.steps();
    return steps.get(steps.size() - 1).measurements().get(0);
  }

  @Test
  void aValueThatIsNotAsRequiredDropsThePageAndIsTold() {
    Measurement unmet =
        unmet(
            "[language/code = en, gopher-quality/word-count >= 4, gopher-quality/word-count < 5]",
            "drop",
            "en");
    assertThat(unmet.passed()).isFalse();
    assertThat(unmet.rule()).isEqualTo("require/unmet");
    assertThat(unmet.measured().display()).isEqualTo("gopher-quality/word-count is 5");
    assertThat(unmet.limit()).isEqualTo("gopher-quality/word-count < 5");
  }

  @Test
  void aPageThatIsAsRequiredGoesOn() {
    Measurement met =
        unmet(
            "[language/code != de, language/score >= 0.9, extract/characters > 20]", "drop", "en");
    assertThat(met.passed()).isTrue();
    assertThat(met.measured().display()).isEqualTo("none");
  }

  @Test
  void aValueThatWasNotMeasuredOnThePageNeverPassesUnlessTheRecipeSaysSo() {
    String condition = "[gopher-quality/word-count >= 0]";
    Measurement missing = unmet(condition, "drop", "zh");
    assertThat(missing.passed()).isFalse();
    assertThat(missing.measured().display()).isEqualTo("gopher-quality/word-count is not measured");
    assertThat(unmet(condition, "keep", "zh").passed()).isTrue();
    assertThat(unmet("[language/code >= 5]", "drop", "en").passed())
        .as("a text is no number")
        .isFalse();
  }
}
