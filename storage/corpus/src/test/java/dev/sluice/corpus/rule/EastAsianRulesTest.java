package dev.sluice.corpus.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.corpus.recipe.StepKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EastAsianRulesTest {

  @Test
  void scriptsAreSharesOfWhatIsNoWhiteSpace() {
    StepOutcome outcome = apply("scripts", "漢字 かなカナ 한글\nabc𠀀。", "ja");
    assertThat(value(outcome, "scripts/han")).isCloseTo(3.0 / 13, within(1e-12));
    assertThat(value(outcome, "scripts/kana")).isCloseTo(4.0 / 13, within(1e-12));
    assertThat(value(outcome, "scripts/hangul")).isCloseTo(2.0 / 13, within(1e-12));
    assertThat(value(outcome, "scripts/latin")).isCloseTo(3.0 / 13, within(1e-12));
    assertThat(outcome).isInstanceOf(StepOutcome.Kept.class);
  }

  @Test
  void traditionalIsALabelAndNeverDrops() {
    StepOutcome outcome = apply("scripts", "這個國家的學校。中国", "zh");
    assertThat(value(outcome, "scripts/traditional")).isBetween(0.5, 0.9);
    assertThat(outcome).isInstanceOf(StepOutcome.Kept.class);
    assertThat(value(apply("scripts", "中文", "zh"), "scripts/traditional")).isZero();
  }

  @Test
  void aShareOfHanThatIsTooSmallDropsOnlyLanguagesThatAreListed() {
    String step = "scripts: {languages: [zh], min_han: 0.7}";
    assertThat(cause(apply(step, "OK 中文 text", "zh"))).isEqualTo("scripts/han");
    assertThat(apply(step, "OK 中文 text", "en")).isInstanceOf(StepOutcome.Skipped.class);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "锟斤拷锟斤拷的文章, mojibake/gbk-marks",
    "烫烫烫烫烫的水, mojibake/gbk-marks",
    "水很烫，烫伤了两公斤肉, ''",
    "坏了\ufffd\ufffd的字, mojibake/replaced",
    "图标\ue123\ue124在这里, mojibake/private-use",
    "crÃ¨me brÃ»lÃ©e, mojibake/latin-runs",
    "itâ€™s broken, mojibake/latin-runs",
    "un cafÃ…é né… À» fin, ''",
    "une crème brûlée à l’été, ''",
    "bad\u0093control\u0094, mojibake/controls",
    "正常的中文文章，没有问题。, ''",
  })
  void whatCannotBeRepairedIsTold(String text, String cause) {
    assertThat(cause(apply("mojibake", text, "zh"))).isEqualTo(cause);
  }

  @Test
  void aPageFullOfDifferentWordsOfATopicIsDroppedAndOneThatSaysOneOfThemOftenIsNot() {
    String advertisement = "百家乐、老虎机、真人荷官，首存送彩金，六合彩投注，";
    String report = "警方查封了一家赌场。赌场老板被捕。赌场的客人都离开了。";
    StepOutcome dropped = apply("word-density", advertisement.repeat(3), "zh");
    assertThat(cause(dropped)).isEqualTo("word-density/gambling");
    assertThat(value(dropped, "word-density/gambling-words")).isGreaterThan(5);
    StepOutcome kept = apply("word-density", report, "zh");
    assertThat(kept).isInstanceOf(StepOutcome.Kept.class);
    assertThat(value(kept, "word-density/gambling")).isGreaterThan(50);
    assertThat(value(kept, "word-density/gambling-words")).isEqualTo(1);
  }

  @Test
  void noWordOfAListStandsInAMeasurement() {
    StepOutcome outcome = apply("word-density", "百家乐、老虎机、真人荷官、六合彩", "zh");
    assertThat(outcome.draft().measurements().toString())
        .doesNotContain("百家乐", "老虎机", "真人荷官", "六合彩");
  }

  @Test
  void copiesOfCharactersAreCountedOnceAndWithoutWhiteSpace() {
    String sentence = "一二三四五六七八九十百千万";
    StepOutcome twice = apply("character-repetition", sentence + "\n " + sentence, "zh");
    assertThat(value(twice, "character-repetition/duplicate-13-gram")).isEqualTo(0.5);
    assertThat(value(twice, "character-repetition/duplicate-25-gram")).isZero();
    assertThat(value(twice, "character-repetition/top-5-gram")).isCloseTo(10.0 / 26, within(1e-12));
    StepOutcome once = apply("character-repetition", sentence, "zh");
    assertThat(value(once, "character-repetition/top-5-gram")).isZero();
    assertThat(value(once, "character-repetition/duplicate-13-gram")).isZero();
    StepOutcome same = apply("character-repetition", "哈".repeat(100), "zh");
    assertThat(value(same, "character-repetition/top-8-gram")).isEqualTo(1);
    assertThat(value(same, "character-repetition/duplicate-13-gram")).isEqualTo(0.99);
  }

  @Test
  void linesWithFewHanGoIfAskedAndTheTextIsCutAnew() {
    String text = "首页 | 关于\n今天我们去图书馆借书，明天再还。\n昨天的会议上他提出了三个问题！";
    StepOutcome outcome =
        apply("cjk-lines: {end_marks: [], min_han: 10, min_lines: 2}", text, "zh");
    assertThat(outcome).isInstanceOf(StepOutcome.Kept.class);
    assertThat(outcome.draft().text()).doesNotContain("首页").hasLineCount(2);
    assertThat(outcome.draft().cut().text()).isEqualTo(outcome.draft().text());
    assertThat(value(outcome, "cjk-lines/removed-lines")).isEqualTo(1);
  }

  @Test
  void aWordOfACharacterBeyondTheFirstPlaneHasOneCharacter() {
    assertThat(value(apply("map-neo", "𠀀", "zh"), "map-neo/mean-word-length")).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "今天很冷。, 1",
    "他说：“走吧！”, 1",
    "（见下文……）, 1",
    "それは「いいえ。」, 1",
    "如下：, 1",
    "首页, 0",
    "“引言”, 0",
    "）, 0",
  })
  void aSentenceEndsInAMarkWithClosingOnesBehindIt(String line, double share) {
    assertThat(value(apply("line-shares", line, "zh"), "line-shares/ended")).isEqualTo(share);
  }

  @Test
  void aMenuHasShortLinesWithoutPunctuation() {
    StepOutcome outcome = apply("line-shares", "首页\n\n关于我们\n联系我们\n今天我们去图书馆借书了。", "zh");
    assertThat(value(outcome, "line-shares/short")).isEqualTo(0.75);
    assertThat(value(outcome, "line-shares/unpunctuated")).isEqualTo(0.75);
    assertThat(value(outcome, "line-shares/mean")).isEqualTo(5.5);
    assertThat(cause(apply("line-shares", "首页\n关于我们", "zh"))).isEqualTo("line-shares/ended");
  }

  private static StepOutcome apply(String step, String text, String language) {
    String name = step.split(":", 2)[0];
    Recipe recipe =
        Drafts.recipe(
            "name: one\nversion: 1\nsteps:\n  - decode\n  - extract\n  - language\n  - " + step);
    Recipe.Step own =
        recipe.steps().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    StepKind.OfPages kind = (StepKind.OfPages) StepKinds.named(name);
    return kind.maker()
        .make(own.parameters(), Drafts.noFunctions())
        .apply(Drafts.of(text, language));
  }

  private static String cause(StepOutcome outcome) {
    return outcome instanceof StepOutcome.Dropped dropped ? dropped.cause().rule() : "";
  }

  private static double value(StepOutcome outcome, String rule) {
    Measurement found =
        outcome.draft().measurements().stream()
            .filter(measurement -> measurement.rule().equals(rule))
            .findFirst()
            .orElseThrow();
    return ((Measured.Quantity) found.measured()).number();
  }
}
