package dev.sluice.corpus.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.corpus.Drafts;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.ListFile;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the published filters for Chinese decide on made-up texts; {@code
 * docs/proofs/chinese_rules.py} ran them.
 */
class ChineseRulesTest {

  private static final Path DECISIONS =
      Path.of("src/test/resources/dev/sluice/corpus/rule/chinese-decisions.jsonl");
  private static final byte[] LISTED = "赌场\n发票\n赌\n".getBytes(StandardCharsets.UTF_8);
  private static List<JsonNode> rows = List.of();

  @BeforeAll
  static void read() throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    rows = Files.readAllLines(DECISIONS).stream().map(mapper::readTree).toList();
  }

  @Test
  void mapNeoDropsAndKeepsWhatItsOwnCodeDoes() {
    // The original cuts words by jieba: its rule about them is left out on both sides.
    Map<String, List<String>> given =
        Map.of("min_mean_word_length", List.of("0"), "max_mean_word_length", List.of("1000"));
    for (JsonNode row : rows) {
      StepOutcome outcome = apply("map-neo", given, row.get("text").asString());
      assertThat(cause(outcome))
          .as(row.get("text").asString())
          .isEqualTo(row.get("map_neo").asString());
    }
  }

  @Test
  void mapNeoRewritesAndCountsRepetitionAsItsOwnCodeDoes() {
    for (JsonNode row : rows) {
      if (row.get("plain").isNull()) {
        continue;
      }
      StepOutcome outcome =
          apply("map-neo", Map.of("rewrite", List.of("true")), row.get("text").asString());
      assertThat(hash(outcome.draft().text())).isEqualTo(row.get("plain").asString());
      if (row.get("grams").isNull()) {
        continue;
      }
      for (int n = 2; n <= 10; n++) {
        assertThat(value(outcome, (n < 5 ? "top-" : "duplicate-") + n + "-gram"))
            .isCloseTo(row.get("grams").get(n - 2).asDouble(), within(1e-12));
      }
    }
  }

  /** What its code made of a heading of a real page, with a variation selector in it. */
  @Test
  void mapNeoTakesALinkOutBehindAMarkThatIsNoLetter() {
    StepOutcome outcome =
        apply("map-neo", Map.of("rewrite", List.of("true")), "## ⭐️SKILL.md 到底怎么写？");
    assertThat(outcome.draft().text()).isEqualTo("## ⭐️ 到底怎么写?");
  }

  /** Pages of real sites that their converter changes, and one that it protects. */
  @Test
  void chineseWebTextTakesForTraditionalWhatAConverterWouldChange() {
    String plain = "这家公司去年的收入增加了两倍，老师让学生把作业放在桌子上。";
    assertThat(traditional(plain, "")).isZero();
    assertThat(traditional(plain + "他说「好」。", "")).isEqualTo(2);
    String words = "# zhconv\n公尺\t米\n乾\t干\n乾隆\t乾隆\n";
    assertThat(traditional(plain + "他说「好」。乾隆长到7公尺长，萧乾。", words)).isEqualTo(2);
    assertThatThrownBy(() -> traditional(plain, "公尺\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("'公尺'");
  }

  private static double traditional(String text, String conversions) {
    StepKind.OfPages kind = (StepKind.OfPages) StepKinds.named("chinesewebtext");
    Map<String, List<String>> values = new LinkedHashMap<>();
    kind.parameters().forEach(it -> values.put(it.name(), it.defaults()));
    ListFile file = new ListFile("words", conversions.getBytes(StandardCharsets.UTF_8));
    Map<String, List<ListFile>> files = Map.of("conversions", List.of(file));
    StepOutcome outcome =
        kind.maker()
            .make(new Parameters(values, files), Drafts.noFunctions())
            .apply(Drafts.of(text, "zh"));
    return outcome.draft().measurements().stream()
        .filter(it -> it.rule().equals("chinesewebtext/traditional"))
        .mapToDouble(it -> ((Measured.Quantity) it.measured()).number())
        .sum();
  }

  /** Runs of letters without a link in them, and brackets that nothing closes for long. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "a.", "1-", "a-b.c", "【\n", "【】"})
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void mapNeoReadsAnyTextInTimeThatGrowsWithItsLength(String part) {
    String text = part.repeat(200_000) + "。】";
    assertThat(apply("map-neo", Map.of(), text)).isInstanceOf(StepOutcome.Dropped.class);
  }

  @Test
  void mapNeoNeverDropsByRepetitionUnlessItIsAsked() {
    StringBuilder again = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      again.append("数据").append(Character.toString(0x5000 + 3 * i));
      again.append(Character.toString(0x5001 + 3 * i)).append((char) (0x5002 + 3 * i)).append("。");
    }
    List<String> none = List.of("0");
    assertThat(cause(apply("map-neo", Map.of("min_mean_word_length", none), again.toString())))
        .isEmpty();
    assertThat(
            cause(
                apply(
                    "map-neo",
                    Map.of("min_mean_word_length", none, "repetition", List.of("drop")),
                    again.toString())))
        .isEqualTo("top-2-gram");
  }

  @Test
  void chineseWebTextSortsTextsAsItsOwnCodeDoes() {
    Map<String, String> folders =
        Map.of(
            "characters", "length",
            "mean-line", "length",
            "han-share", "character",
            "traditional", "character",
            "sensitive-words", "sensitive",
            "repeated-13-grams", "duplication",
            "", "remain");
    for (JsonNode row : rows) {
      StepOutcome outcome =
          apply("chinesewebtext", Map.of("sensitive", List.of("mine")), row.get("text").asString());
      assertThat(folders.get(cause(outcome)))
          .as(row.get("text").asString())
          .isEqualTo(row.get("chinesewebtext").asString());
    }
  }

  @Test
  void linesStayAsTheC4ScriptForChineseKeepsThem() {
    for (JsonNode row : rows) {
      StepOutcome outcome =
          apply("cjk-lines", Map.of("bad_words", List.of("mine")), row.get("text").asString());
      boolean kept = outcome instanceof StepOutcome.Kept;
      assertThat(kept ? hash(outcome.draft().text()) : null)
          .as(row.get("text").asString())
          .isEqualTo(row.get("c4").isNull() ? null : row.get("c4").asString());
    }
  }

  @Test
  void theFixtureHasTextsForEveryDecision() {
    assertThat(rows.stream().map(row -> row.get("map_neo").asString()))
        .contains(
            "",
            "brackets",
            "sentences",
            "characters",
            "hash-runs",
            "ellipsis-runs",
            "digits",
            "more-lines",
            "bullet-lines",
            "different-characters",
            "entropy");
    assertThat(rows.stream().map(row -> row.get("chinesewebtext").asString()))
        .contains("length", "character", "sensitive", "duplication", "remain");
    assertThat(rows.stream().filter(row -> row.get("c4").isNull()).count())
        .isBetween(50L, rows.size() - 50L);
  }

  private static StepOutcome apply(String step, Map<String, List<String>> given, String text) {
    StepKind.OfPages kind = (StepKind.OfPages) StepKinds.named(step);
    Map<String, List<String>> values = new LinkedHashMap<>();
    Map<String, List<ListFile>> files = new LinkedHashMap<>();
    for (Parameter parameter : kind.parameters()) {
      values.put(parameter.name(), given.getOrDefault(parameter.name(), parameter.defaults()));
      if (parameter.form() == Parameter.Form.FILES && given.containsKey(parameter.name())) {
        files.put(parameter.name(), List.of(new ListFile("mine", LISTED)));
      }
    }
    Draft draft = Drafts.of(text, "zh");
    return kind.maker().make(new Parameters(values, files), Drafts.noFunctions()).apply(draft);
  }

  /** What dropped a text; empty if nothing did. */
  private static String cause(StepOutcome outcome) {
    return outcome instanceof StepOutcome.Dropped dropped
        ? dropped.cause().rule().replaceFirst(".*/", "")
        : "";
  }

  private static double value(StepOutcome outcome, String what) {
    List<Measurement> own =
        outcome.draft().measurements().stream()
            .filter(measurement -> measurement.rule().equals("map-neo/" + what))
            .toList();
    return ((Measured.Quantity) own.get(0).measured()).number();
  }

  private static String hash(String text) {
    return ContentHash.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 10);
  }
}
