package dev.sluice.corpus.contamination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContaminationTest {

  private static final String QUESTION =
      "Which of the four gates of the upper weir has to be opened first when the river rises by night?";
  private static final String CHINESE = "下列关于水闸的说法中，哪一项是正确的？当河水在夜间上涨时，应当首先打开上游水坝的哪一个闸门？";
  private static final String FILLER = "The miller told what he had seen that year at the river. ";

  @TempDir Path folder;

  @BeforeEach
  void writeBenchmarks() throws IOException {
    Files.writeString(
        folder.resolve("gates.jsonl"),
        """
        {"id": 1, "question": "%s", "choices": ["the first", "the last"]}

        {"id": 2, "question": "How many sacks of rye does the mill grind from dawn to dusk on a dry day in June?"}
        """
            .formatted(QUESTION));
    Files.writeString(
        folder.resolve("ceval.jsonl"), "{\"question\": \"%s\", \"A\": \"甲\"}\n".formatted(CHINESE));
    Files.writeString(
        folder.resolve("plain.txt"),
        "# Who wrote the long letter to the owner of the upper weir?\n");
  }

  @Test
  void aPageWithAnItemIsDroppedAndTheCauseNamesItemAndSpan() {
    String text = "𠀀 says:\n" + QUESTION.toUpperCase(Locale.ROOT) + " Nobody knew.";
    StepOutcome outcome =
        step("benchmarks: [ceval.jsonl, gates.jsonl]").apply(Drafts.of(text, "en"));
    assertThat(outcome).isInstanceOf(StepOutcome.Dropped.class);
    Measurement cause = ((StepOutcome.Dropped) outcome).cause();
    assertThat(cause.rule()).isEqualTo("contamination/item");
    assertThat(cause.measured().display()).isEqualTo("gates.jsonl:1 at 8..102");
    assertThat(cause.limit()).isEqualTo("none");
    assertThat(value(outcome, "items")).isEqualTo("1");
    assertThat(value(outcome, "share")).isEqualTo("1");
  }

  @Test
  void lineNumbersCountBlankLinesAndPlainFilesHaveAnItemALine() {
    String text =
        FILLER
            + "How many sacks of rye does the mill grind from dawn to dusk on a dry day in June? "
            + "Who wrote the long letter to the owner of the upper weir?";
    StepOutcome outcome = step("benchmarks: [gates.jsonl, plain.txt]").apply(Drafts.of(text, "en"));
    assertThat(value(outcome, "item")).startsWith("gates.jsonl:3 at 57..");
    assertThat(value(outcome, "items")).isEqualTo("2");
  }

  @Test
  void aChinesePageIsDroppedForAnItemSplitOverLines() {
    String text = "复习\n下列关于水闸的说法中,\n哪一项是正确的\n（当河水在夜间上涨时）\n应当首先打开\n上游水坝的哪一个闸门\nA. 甲";
    StepOutcome outcome = step("benchmarks: [ceval.jsonl]").apply(Drafts.of(text, "zh"));
    assertThat(outcome).isInstanceOf(StepOutcome.Dropped.class);
    assertThat(value(outcome, "item")).startsWith("ceval.jsonl:1 at 3..");
  }

  @Test
  void aCleanPageIsKeptAndSaysSo() {
    StepOutcome outcome =
        step("benchmarks: [gates.jsonl, ceval.jsonl]").apply(Drafts.of(FILLER.repeat(20), "en"));
    assertThat(outcome).isInstanceOf(StepOutcome.Kept.class);
    assertThat(value(outcome, "item")).isEqualTo("none");
    assertThat(value(outcome, "items")).isEqualTo("0");
  }

  @Test
  void aPageIsCutAndItsSegmentsAreThoseOfTheNewText() {
    String text = FILLER.repeat(20) + QUESTION + " " + FILLER.repeat(20);
    StepOutcome outcome =
        step("benchmarks: [gates.jsonl]\n      action: cut").apply(Drafts.of(text, "en"));
    assertThat(outcome).isInstanceOf(StepOutcome.Kept.class);
    Draft cut = outcome.draft();
    assertThat(cut.text()).doesNotContain("upper weir").startsWith(FILLER).hasLineCount(3);
    assertThat(cut.cut().text()).isEqualTo(cut.text());
    assertThat(value(outcome, "pieces")).isEqualTo("2");
    int removed = Integer.parseInt(value(outcome, "removed-characters"));
    assertThat(cut.text().length() + removed).isEqualTo(text.length());
    assertThat(removed).isBetween(QUESTION.length() + 390, QUESTION.length() + 420);
  }

  @Test
  void aPageThatFallsIntoTooManyPiecesIsDropped() {
    String text = (FILLER.repeat(20) + QUESTION + " ").repeat(12);
    StepOutcome outcome =
        step("benchmarks: [gates.jsonl]\n      action: cut").apply(Drafts.of(text, "en"));
    assertThat(outcome).isInstanceOf(StepOutcome.Dropped.class);
    assertThat(((StepOutcome.Dropped) outcome).cause().rule()).isEqualTo("contamination/pieces");
    StepOutcome nothingLeft =
        step("benchmarks: [gates.jsonl]\n      action: cut").apply(Drafts.of(QUESTION, "en"));
    assertThat(((StepOutcome.Dropped) nothingLeft).cause().rule())
        .isEqualTo("contamination/left-characters");
  }

  @Test
  void aPageIsOnlyMarkedWhereThatIsAsked() {
    StepOutcome outcome =
        step("benchmarks: [gates.jsonl]\n      action: mark").apply(Drafts.of(QUESTION, "en"));
    assertThat(outcome).isInstanceOf(StepOutcome.Kept.class);
    assertThat(outcome.draft().text()).isEqualTo(QUESTION);
    assertThat(value(outcome, "item")).isEqualTo("gates.jsonl:1 at 0..94");
  }

  @Test
  void aShareAsksForMoreThanOneRun() {
    String half = "Which of the four gates of the upper weir has to be opened first, he asked.";
    String step = "benchmarks: [gates.jsonl]\n      word_ngram: 8\n      min_share: ";
    assertThat(step(step + "0").apply(Drafts.of(half, "en")))
        .isInstanceOf(StepOutcome.Dropped.class);
    assertThat(step(step + "0.7").apply(Drafts.of(half, "en")))
        .isInstanceOf(StepOutcome.Kept.class);
    assertThat(step(step + "0.7").apply(Drafts.of(QUESTION, "en")))
        .isInstanceOf(StepOutcome.Dropped.class);
  }

  @Test
  void mistakesInBenchmarksAreToldWithTheirPlace() throws IOException {
    Files.writeString(folder.resolve("bad.jsonl"), "{\"question\": \"one two\"}\n{oops\n");
    Files.writeString(
        folder.resolve("other.jsonl"), "{\"prompt\": \"one two\", \"gold\": \"x\"}\n");
    Files.writeString(folder.resolve("short.txt"), "one two\n");
    assertThatThrownBy(() -> step("benchmarks: [bad.jsonl]"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("bad.jsonl:2: this line is no JSON");
    assertThatThrownBy(() -> step("benchmarks: [other.jsonl]"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("other.jsonl:1: this item has none of the fields [text, question]")
        .hasMessageContaining("[prompt, gold]");
    assertThatThrownBy(() -> step("benchmarks: [short.txt]"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no item is long enough");
    assertThatThrownBy(() -> step("min_words: 3"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("names no file");
    assertThatThrownBy(() -> step("benchmarks: [plain.txt]\n      word_ngram: 0"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("'word_ngram' is a number from 1 to 1000");
  }

  private PageStep step(String parameters) {
    return Drafts.step(folder, "contamination", parameters);
  }

  private static String value(StepOutcome outcome, String rule) {
    return Drafts.measured(outcome, "contamination/" + rule);
  }
}
