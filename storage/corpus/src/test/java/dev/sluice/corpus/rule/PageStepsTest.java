package dev.sluice.corpus.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.MemorySnapshot;
import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Directive.Meaning;
import dev.sluice.pages.model.RawPage;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageStepsTest {

  private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

  @Test
  void onlyAnswersWithAListedStatusAreKept() {
    assertThat(apply("answer", page(200, "text/html"))).isInstanceOf(StepOutcome.Kept.class);
    assertThat(cause("answer", page(404, "text/html")))
        .isEqualTo(new Measurement("answer/status", new Measured.Quantity(404), "200", false));
    assertThat(apply("answer: {statuses: [200, 404]}", page(404, "text/html")))
        .isInstanceOf(StepOutcome.Kept.class);
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "opt-out | '' | -",
        "opt-out | TRAINING_REFUSED | training_refused",
        "opt-out | TDM_RESERVED | tdm_reserved",
        "opt-out | NO_AI | no_ai",
        "opt-out | AI_CRAWLERS_DISALLOWED | ai_crawlers_disallowed",
        "opt-out | NOARCHIVE | noarchive",
        "opt-out | NOINDEX,NOFOLLOW | noindex",
        "opt-out | NOFOLLOW,NO_IMAGE_AI,TRAINING_GRANTED | -",
        "opt-out | NOINDEX,TRAINING_REFUSED | training_refused",
        "opt-out | TRAINING_GRANTED,TRAINING_REFUSED | training_refused",
        "opt-out: {honour: [no_image_ai]} | NO_IMAGE_AI,NOINDEX | no_image_ai",
        "opt-out: {honour: [tdm_reserved]} | TRAINING_REFUSED | -",
        "opt-out: {honour: []} | TRAINING_REFUSED,NOINDEX | -",
      })
  void pagesWhoseOwnersRefuseAreDropped(String step, String meanings, String cause) {
    List<Directive> said =
        Stream.of(meanings.split(","))
            .filter(name -> !name.isEmpty())
            .map(name -> new Directive(Meaning.valueOf(name), "robots.txt", "as told"))
            .toList();
    if (cause.equals("-")) {
      assertThat(apply(step, saying(said))).isInstanceOf(StepOutcome.Kept.class);
    } else {
      Measurement found = cause(step, saying(said));
      assertThat(found.rule()).isEqualTo("opt-out/directive");
      assertThat(found.measured().display()).isEqualTo(cause + " (robots.txt: as told)");
    }
  }

  private static Draft saying(List<Directive> directives) {
    RawPage page = MemorySnapshot.page("https://example.com/", NOON, 200, "text/html", "x");
    Capture plain = page.capture();
    Capture said =
        new Capture(
            plain.key(),
            plain.status(),
            plain.headers(),
            plain.bodyHash(),
            plain.bodyBytes(),
            plain.truncated(),
            plain.address(),
            plain.latency(),
            plain.unverified(),
            plain.change(),
            directives,
            plain.provenance());
    return Draft.of(new RawPage(said, page.body()));
  }

  @Test
  void aMeaningThatDoesNotExistIsAMistake() {
    assertThatThrownBy(() -> apply("opt-out: {honour: [no-ai]}", page(200, "text/html")))
        .hasMessageContaining("no_ai");
  }

  @Test
  void onlyListedMediaTypesAreKeptAndNoneIsNotOneOfThem() {
    assertThat(apply("media-type", page(200, "Text/HTML; charset=gbk")))
        .isInstanceOf(StepOutcome.Kept.class);
    assertThat(cause("media-type", page(200, "application/pdf")).measured())
        .isEqualTo(new Measured.Fact("application/pdf"));
    assertThat(cause("media-type", page(200, "")).measured()).isEqualTo(new Measured.Fact("none"));
    assertThat(apply("media-type: {keep: [none]}", page(200, "")))
        .isInstanceOf(StepOutcome.Kept.class);
  }

  @Test
  void aPageIsDroppedWhenTooManyOfItsCharactersCouldNotBeDecoded() {
    PageFunctions plain = Drafts.noFunctions();
    PageFunctions damaged =
        new PageFunctions(
            page ->
                new Decoded(
                    "\ufffd".repeat(11) + "a".repeat(989), "UTF-8", Decoded.Evidence.DEFAULT, 11),
            plain.extractor(),
            plain.languages(),
            plain.segmenter());
    Draft draft = page(200, "text/html");
    assertThat(outcome("decode", draft, damaged))
        .isInstanceOfSatisfying(
            StepOutcome.Dropped.class,
            dropped -> {
              assertThat(dropped.cause().limit()).isEqualTo("<= 0.01");
              assertThat(dropped.cause().measured().display()).isEqualTo("0.011");
            });
    assertThat(outcome("decode: {max_replaced_share: 0.02}", draft, damaged))
        .isInstanceOf(StepOutcome.Kept.class);
    assertThat(outcome("decode: {always_allowed: 11}", draft, damaged))
        .isInstanceOf(StepOutcome.Kept.class);
  }

  @Test
  void aPageWithoutMainTextIsDroppedByExtract() {
    Draft empty = Draft.of(MemorySnapshot.page("https://example.com/", NOON, 200, "text/html", ""));
    Draft decoded = empty.withDecoded(new Decoded("", "UTF-8", Decoded.Evidence.VALID_UTF8, 0));
    assertThat(cause("extract", decoded))
        .isEqualTo(new Measurement("extract/characters", new Measured.Quantity(0), ">= 1", false));
  }

  @Test
  void onlyListedLanguagesWithEnoughConfidenceAreKept() {
    Draft text = Drafts.of("The river rises in the hills.", "en");
    assertThat(apply("language", text)).isInstanceOf(StepOutcome.Kept.class);
    assertThat(cause("language: {keep: [zh, ja]}", text))
        .isEqualTo(
            new Measurement("language/code", new Measured.Fact("en"), "one of zh, ja", false));
    assertThat(cause("language: {min_score: 0.95}", text).rule()).isEqualTo("language/score");
    assertThat(apply("language: {keep: [en], min_score: 0.9}", text).draft().languageLabel())
        .isEqualTo(new LanguageLabel("en", "Latn", 0.9));
  }

  @Test
  void aTextInSeveralLanguagesIsKeptByTheShareOfThoseThatAreWanted() {
    LanguageLabel mixed =
        new LanguageLabel(
            "zh",
            "Hans",
            0.99,
            List.of(
                new LanguageLabel.Share("zh", 0.55),
                new LanguageLabel.Share("en", 0.35),
                new LanguageLabel.Share("und", 0.1)),
            List.of());
    Draft text = Drafts.of("河水 river", "zh");
    assertThat(outcome("language: {keep: [zh], min_share: 0.5}", text, Drafts.functions(mixed)))
        .isInstanceOf(StepOutcome.Kept.class);
    assertThat(outcome("language: {keep: [zh, en], min_share: 0.9}", text, Drafts.functions(mixed)))
        .isInstanceOf(StepOutcome.Kept.class);
    for (String step :
        List.of("language: {keep: [zh], min_share: 0.6}", "language: {min_share: 0.6}")) {
      assertThat(outcome(step, text, Drafts.functions(mixed)))
          .isInstanceOfSatisfying(
              StepOutcome.Dropped.class,
              dropped ->
                  assertThat(dropped.cause())
                      .isEqualTo(
                          new Measurement(
                              "language/share", new Measured.Quantity(0.55), ">= 0.6", false)));
    }
  }

  @Test
  void lengthIsCountedInCodePoints() {
    Draft text = Drafts.of("𠮷野家😀", "zh");
    assertThat(cause("length", text).measured()).isEqualTo(new Measured.Quantity(4));
    assertThat(cause("length", text).limit()).isEqualTo("100 .. 1000000");
  }

  @Test
  void theQualityRulesMeasureWhatDatatroveMeasures() {
    // Seven words (The river 1 ends here a list), three lines with the blank one, no stop word.
    Draft text = Drafts.of("The river, #1 … ends here.\n\n- a list...", "en");
    int tokens = text.cut().spans().count();
    StepOutcome outcome = apply("gopher-quality", text);
    assertThat(value(outcome, "word-count")).isEqualTo(text.cut().spans().wordCount()).isEqualTo(7);
    assertThat(value(outcome, "mean-word-length"))
        .isCloseTo((3 + 5 + 1 + 4 + 4 + 1 + 4) / 7.0, within(1e-12));
    assertThat(value(outcome, "hash-ratio")).isCloseTo(1.0 / tokens, within(1e-12));
    assertThat(value(outcome, "ellipsis-ratio")).isCloseTo(2.0 / tokens, within(1e-12));
    assertThat(value(outcome, "bullet-lines")).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(value(outcome, "ellipsis-lines")).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(value(outcome, "alphabetic-words")).isCloseTo(6.0 / tokens, within(1e-12));
    assertThat(value(outcome, "stop-words")).isEqualTo(0);
  }

  @Test
  void theShareOfAlphabeticWordsCanLeavePunctuationOut() {
    Draft text = Drafts.of("The river, #1 … ends here.\n\n- a list...", "en");
    StepOutcome outcome = apply("gopher-quality: {alphabetic_of: words}", text);
    assertThat(value(outcome, "alphabetic-words")).isCloseTo(6.0 / 7, within(1e-12));
  }

  @Test
  void aDroppedPageNamesTheFirstRuleThatFailedAndKeepsAllValues() {
    StepOutcome outcome = apply("gopher-quality", Drafts.of("# # #", "en"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            StepOutcome.Dropped.class,
            dropped -> {
              assertThat(dropped.cause().rule()).isEqualTo("gopher-quality/word-count");
              assertThat(dropped.draft().measurements()).hasSize(8);
            });
  }

  @Test
  void aLanguageThatIsNotListedSkipsTheStepAndMeasuresNothing() {
    StepOutcome outcome = apply("gopher-quality", Drafts.of("これは川です。", "ja"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            StepOutcome.Skipped.class,
            skipped -> assertThat(skipped.reason()).isEqualTo("not for language 'ja'"));
    assertThat(outcome.draft().measurements()).isEmpty();
  }

  @Test
  void whatNoStepHasMadeYetIsAnErrorAndNeverAPass() {
    Draft raw = page(200, "text/html");
    assertThatThrownBy(() -> apply("length", raw)).hasMessageContaining("'extract'");
    assertThatThrownBy(() -> apply("gopher-quality", raw)).hasMessageContaining("'language'");
    assertThatThrownBy(() -> new Measured.Quantity(Double.NaN)).hasMessageContaining("number");
  }

  private static Draft page(int status, String type) {
    return Draft.of(MemorySnapshot.page("https://example.com/", NOON, status, type, "text"));
  }

  private static double value(StepOutcome outcome, String rule) {
    return outcome.draft().measurements().stream()
        .filter(m -> m.rule().equals("gopher-quality/" + rule))
        .mapToDouble(m -> ((Measured.Quantity) m.measured()).number())
        .findFirst()
        .orElseThrow();
  }

  private static Measurement cause(String step, Draft draft) {
    return ((StepOutcome.Dropped) apply(step, draft)).cause();
  }

  private static StepOutcome apply(String step, Draft draft) {
    return outcome(step, draft, Drafts.noFunctions());
  }

  /** Applies one step as a recipe names it, whatever must stand before it in a whole recipe. */
  private static StepOutcome outcome(String step, Draft draft, PageFunctions functions) {
    String name = step.split(":", 2)[0];
    StringBuilder yaml = new StringBuilder("name: one\nversion: 1\nsteps:\n");
    for (String before : new String[] {"decode", "extract", "language"}) {
      yaml.append("  - ").append(before.equals(name) ? step : before).append('\n');
    }
    if (yaml.indexOf("  - " + step + "\n") < 0) {
      yaml.append("  - ").append(step).append('\n');
    }
    Recipe recipe = Drafts.recipe(yaml.toString());
    Recipe.Step own =
        recipe.steps().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    StepKind.OfPages kind = (StepKind.OfPages) StepKinds.named(name);
    return kind.maker().make(own.parameters(), functions).apply(draft);
  }
}
