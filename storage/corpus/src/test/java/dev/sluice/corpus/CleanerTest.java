package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.PageTrace.Result;
import dev.sluice.corpus.model.Cleaned;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Signature;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CleanerTest {

  private Cleaner cleaner;

  @BeforeAll
  void loadModelsOnce() {
    PageFunctions functions = Cleaner.standardFunctions();
    cleaner = new Cleaner(Recipes.load("web"), functions);
  }

  @Test
  void aGoodPageIsACandidateWithAllThatWasMeasured() {
    RawPage page =
        SamplePages.html("https://example.com/", SamplePages.NOON, SamplePages.english(1));
    Document document = ((Cleaned.Candidate) cleaner.clean(page)).document();
    assertThat(document.text()).contains("\n").doesNotContain("<p>");
    assertThat(document.charset()).isEqualTo("UTF-8");
    assertThat(document.language().orElseThrow().code()).isEqualTo("en");
    assertThat(document.measurements())
        .allMatch(m -> m.passed())
        .extracting(m -> m.rule())
        .contains("answer/status", "decode/replaced-share", "gopher-quality/stop-words");
  }

  @Test
  void cleaningTheSamePageTwiceGivesTheSame() {
    RawPage page =
        SamplePages.html("https://example.com/", SamplePages.NOON, SamplePages.english(1));
    assertThat(cleaner.clean(page)).usingRecursiveComparison().isEqualTo(cleaner.clean(page));
  }

  @Test
  void aTraceShowsEveryStepOfAKeptPage() {
    PageTrace trace =
        cleaner.trace(
            SamplePages.html("https://example.com/", SamplePages.NOON, SamplePages.english(1)));
    assertThat(trace.cause()).isEmpty();
    assertThat(trace.recipe()).isEqualTo("web@4");
    assertThat(trace.title()).hasValue("The valley \"<1>\" & its river");
    assertThat(trace.charset()).hasValue("UTF-8");
    assertThat(trace.firstLines()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
    assertThat(trace.steps())
        .extracting(PageTrace.Step::name)
        .containsExactly(
            "answer",
            "opt-out",
            "media-type",
            "decode",
            "extract",
            "language",
            "length",
            "gopher-quality",
            "fineweb2-quality-cmn",
            "newest-capture",
            "exact-duplicate",
            "near-duplicate");
    assertThat(trace.steps())
        .extracting(PageTrace.Step::result)
        .endsWith(
            Result.KEPT, Result.SKIPPED, Result.AT_EXPORT, Result.AT_EXPORT, Result.AT_EXPORT);
    assertThat(trace.steps().get(7).measurements()).hasSize(8);
    assertThat(trace.steps().get(8).note()).isEqualTo("not for language 'en'");
  }

  @Test
  void aPageThatWasDroppedBeforeItWasScrubbedIsNotQuoted() {
    assertThat(dropped("length", "scrub").beginning()).isEmpty();
    assertThat(dropped("scrub", "length").beginning()).isEqualTo("Write to <email>.");
    assertThat(dropped("length", "c4-lines").beginning()).isEqualTo("Write to zhang@x.com.cn.");
  }

  private static LedgerRow dropped(String first, String second) {
    String yaml =
        """
        name: mine
        version: 1
        steps:
          - decode
          - extract
          - language
          - %s
          - %s
        """
            .formatted(first, second);
    Cleaned cleaned =
        new Cleaner(Drafts.recipe(yaml), Drafts.noFunctions())
            .clean(
                MemorySnapshot.page(
                    "https://example.com/",
                    SamplePages.NOON,
                    200,
                    "text/plain",
                    "Write to zhang@x.com.cn."));
    return ((Cleaned.Rejected) cleaned).row();
  }

  @Test
  void aTraceOfADroppedPageNamesTheCauseAndWhatWasNotReached() {
    PageTrace trace =
        cleaner.trace(
            MemorySnapshot.page(
                "https://example.com/", SamplePages.NOON, 500, "text/html", "<p>Oops"));
    assertThat(trace.cause().orElseThrow().rule()).isEqualTo("answer/status");
    assertThat(trace.cause().orElseThrow().measured().display()).isEqualTo("500");
    assertThat(trace.steps())
        .extracting(PageTrace.Step::result)
        .startsWith(Result.DROPPED, Result.NOT_REACHED);
    assertThat(trace.firstLines()).isEqualTo(List.of());
  }

  @Test
  void whatPagesAreRankedByIsKeptOfEachCandidate() {
    Cleaned.Candidate candidate = (Cleaned.Candidate) ranked("extract/characters");
    assertThat(candidate.scores()).containsExactly(Map.entry("extract/characters", 23.0));
    Signature signature = Signature.of(7, candidate);
    assertThat(signature.score("extract/characters")).isEqualTo(23);
    assertThat(signature.characters()).isEqualTo(23);
    assertThat(signature.canonical()).hasValue(PageUrl.parse("https://example.com/canonical"));
  }

  @Test
  void aPageWithoutWhatItIsRankedByIsAnErrorThatNamesStepValueAndPage() {
    assertThatThrownBy(() -> ranked("extract/template-share"))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "the step 'exact-duplicate' needs the number 'extract/template-share' of every page,"
                + " and of https://example.com/ it was not measured");
    assertThatThrownBy(() -> ranked("require/unmet")).hasMessageContaining("it is 'none'");
  }

  private static Cleaned ranked(String score) {
    String yaml =
        """
        name: mine
        version: 1
        steps:
          - decode
          - extract
          - require: {that: [extract/characters > 1]}
          - exact-duplicate: {keep: best-score, score: %s}
        """
            .formatted(score);
    RawPage page =
        MemorySnapshot.page(
            "https://example.com/",
            SamplePages.NOON,
            200,
            "text/html",
            "<head><meta charset=utf-8><link rel=canonical href=/canonical></head>"
                + "<p>A paragraph with words.</p>");
    return new Cleaner(Drafts.recipe(yaml), Cleaner.standardFunctions()).clean(page);
  }
}
