package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Limits from trusted texts, two hundred of them, of 51 to 250 words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecipeCalibrateTest {

  private static final String[] WORDS =
      ("the river rises in the hills to the north of the town and flows south to the sea people"
              + " have lived along its banks for as long as there are records of the valley")
          .split(" ");

  private Path work;
  private Path texts;
  private Path recipe;

  @BeforeAll
  void writeTexts(@TempDir Path folder) throws IOException {
    work = folder;
    List<String> lines = new ArrayList<>();
    for (int words = 51; words <= 250; words++) {
      lines.add(JsonMapper.shared().writeValueAsString(Map.of("text", text(words))));
    }
    texts = Files.write(work.resolve("texts.jsonl"), lines);
    recipe =
        Files.writeString(
            work.resolve("mine.yaml"),
            "name: mine\nversion: 4\nsteps:\n  - answer\n  - decode\n  - extract\n  - language\n"
                + "  - gopher-quality: {min_words: 100, max_words: 5000}\n  - exact-duplicate\n");
  }

  private static String text(int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[i % WORDS.length]);
    }
    return text.append('.').toString();
  }

  private Ran calibrate(Object... options) {
    List<Object> all = new ArrayList<>(List.of("recipe", "calibrate", recipe));
    all.addAll(Arrays.asList(options));
    return sluice(all.toArray());
  }

  private static Map<String, JsonNode> proposals(JsonNode found) {
    Map<String, JsonNode> byParameter = new HashMap<>();
    found.get("proposals").forEach(it -> byParameter.put(it.get("parameter").asString(), it));
    return byParameter;
  }

  @Test
  void percentilesAreOfNearestRank() {
    JsonNode found =
        calibrate("--reference", texts, "--percentile", "1,99", "--json").succeeded().json();
    assertThat(found.get("trusted_pages").asInt()).isEqualTo(200);
    assertThat(found.get("languages").get(0).get("language").asString()).isEqualTo("en");

    JsonNode least = proposals(found).get("min_words");
    assertThat(least.get("rule").asString()).isEqualTo("gopher-quality/word-count");
    assertThat(least.get("side").asString()).isEqualTo("lower");
    assertThat(least.get("now").asString()).isEqualTo("100");
    assertThat(least.get("proposed").asString()).as("the second of 200").isEqualTo("52");
    assertThat(least.get("kept_now").asInt()).isEqualTo(151);
    assertThat(least.get("kept_then").asInt()).isEqualTo(199);
    assertThat(least.get("smallest").asInt()).isEqualTo(51);
    assertThat(least.get("median").asInt()).isEqualTo(150);
    assertThat(least.get("largest").asInt()).isEqualTo(250);
    assertThat(proposals(found).get("max_words").get("proposed").asString()).isEqualTo("248");
    assertThat(found.get("languages").get(0).get("kept_now").asInt()).isEqualTo(151);
    assertThat(found.get("changes").toString())
        .contains(
            "gopher-quality.by_language.en.min_words=52",
            "gopher-quality.by_language.en.max_words=248");
  }

  @Test
  void everyParameterThatLimitsARuleIsFoundAndNoOther() {
    JsonNode found = calibrate("--reference", texts, "--json").succeeded().json();
    Map<String, String> rules = new HashMap<>();
    proposals(found)
        .forEach(
            (parameter, it) ->
                rules.put(parameter, it.get("side").asString() + " " + it.get("rule").asString()));
    assertThat(rules)
        .containsOnly(
            Map.entry("min_words", "lower gopher-quality/word-count"),
            Map.entry("max_words", "upper gopher-quality/word-count"),
            Map.entry("min_mean_word_length", "lower gopher-quality/mean-word-length"),
            Map.entry("max_mean_word_length", "upper gopher-quality/mean-word-length"),
            Map.entry("max_hash_ratio", "upper gopher-quality/hash-ratio"),
            Map.entry("max_ellipsis_ratio", "upper gopher-quality/ellipsis-ratio"),
            Map.entry("max_bullet_lines", "upper gopher-quality/bullet-lines"),
            Map.entry("max_ellipsis_lines", "upper gopher-quality/ellipsis-lines"),
            Map.entry("min_alphabetic_words", "lower gopher-quality/alphabetic-words"),
            Map.entry("min_stop_words", "lower gopher-quality/stop-words"));
  }

  @Test
  void deviationsAndTailsAreTheOtherWays() {
    // Of 51 to 250 the mean is 150.5 and the standard deviation 57.73.
    JsonNode sigma = calibrate("--reference", texts, "--sigma", "1", "--json").succeeded().json();
    assertThat(proposals(sigma).get("min_words").get("proposed").asString()).isEqualTo("92");
    assertThat(proposals(sigma).get("max_words").get("proposed").asString()).isEqualTo("209");

    JsonNode tail = calibrate("--reference", texts, "--tail", "10", "--json").succeeded().json();
    assertThat(proposals(tail).get("min_words").get("proposed").asString()).isEqualTo("70");
    assertThat(proposals(tail).get("max_words").get("proposed").asString()).isEqualTo("230");
  }

  @Test
  void theRecipeThatIsWrittenIsARecipe() throws IOException {
    Path out = work.resolve("calibrated.yaml");
    assertThat(
            calibrate("--reference", texts, "--percentile", "5,95", "--out", out).succeeded().out())
        .startsWith("Limits for mine@4 from 200 of 200 pages: percentiles 5 and 95\n")
        .containsPattern("(?m)^  gopher-quality\\.min_words +100 +75\\.5 % +60 +95\\.5 % +51 +150")
        .endsWith("The recipe 'mine-calibrated' is in " + out + "\n");
    Recipe written = Recipes.load(out.toString());
    assertThat(written.label()).isEqualTo("mine-calibrated@1");
    Recipe.Step step = written.step("gopher-quality").orElseThrow();
    assertThat(step.parameters().number("min_words")).as("of other languages").isEqualTo(100);
    assertThat(step.form(step.forLanguage("en"), Optional.empty()).parameters().number("min_words"))
        .isEqualTo(60);
    calibrate("--reference", texts, "--out", out).failed(ExitCode.USAGE, out, "there already");
  }

  @Test
  void eachLanguageHasItsOwnLimits() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(texts));
    for (int sentences = 1; sentences <= 120; sentences++) {
      String text = "这条河发源于城北的山中，向南流入大海，两岸的村庄在很久以前就已经出现了。".repeat(sentences);
      lines.add(JsonMapper.shared().writeValueAsString(Map.of("text", text)));
    }
    Path both = Files.write(work.resolve("both.jsonl"), lines);
    Path out = work.resolve("both.yaml");
    JsonNode found =
        sluice(
                "recipe",
                "calibrate",
                "web",
                "--reference",
                both,
                "--tail",
                "10",
                "--out",
                out,
                "--json")
            .succeeded()
            .json();
    assertThat(found.get("languages").get(0).get("pages").asInt()).isEqualTo(200);
    assertThat(found.get("languages").get(1).get("language").asString()).isEqualTo("zh");
    assertThat(found.get("changes").toString())
        .contains("gopher-quality.by_language.en.min_words=70")
        .contains("length.by_language.zh.max_characters=" + 108 * 36)
        .contains("fineweb2-quality-cmn.by_language.zh.");
    Recipe written = Recipes.load(out.toString());
    Recipe.Step length = written.step("length").orElseThrow();
    assertThat(
            length
                .form(length.forLanguage("zh"), Optional.empty())
                .parameters()
                .number("max_characters"))
        .isEqualTo(108 * 36);
  }

  @Test
  void storedPagesOfTrustedHostsAreAReferenceAndTheEffectOnTheStoreIsTold() {
    Map<String, String> pages = new LinkedHashMap<>();
    for (int words = 51; words <= 250; words++) {
      pages.put("https://good.example/" + words, text(words));
    }
    for (int words = 10; words <= 40; words++) {
      pages.put("https://bad.example/" + words, text(words));
    }
    Path data = MadeStore.fill(work.resolve("data"), pages);
    JsonNode found =
        calibrate("--data", data, "--host", "good.example", "--tail", "1", "--json")
            .succeeded()
            .json();
    assertThat(found.get("trusted_pages").asInt()).isEqualTo(200);
    assertThat(proposals(found).get("min_words").get("proposed").asString()).isEqualTo("52");
    JsonNode effect = found.get("effect");
    assertThat(effect.get("captures").asInt()).isEqualTo(231);
    assertThat(effect.get("kept_before").asInt()).isEqualTo(151);
    assertThat(effect.get("kept_after").asInt())
        .isEqualTo(found.get("languages").get(0).get("kept_then").asInt());
    assertThat(calibrate("--data", data, "--reference", texts).succeeded().out())
        .contains("what it would do to the store, by 231 of its 231 captures\n");
  }

  @Test
  void whatIsWrongIsTold() throws IOException {
    calibrate().failed(ExitCode.USAGE, "there are no trusted pages", "--reference", "--data");
    calibrate("--reference", work.resolve("none")).failed(ExitCode.USAGE, "there is no file");
    calibrate("--reference", texts, "--tail", "10", "--sigma", "3")
        .failed(ExitCode.USAGE, "give one");
    calibrate("--reference", texts, "--percentile", "99,1")
        .failed(ExitCode.USAGE, "the smaller first");
    calibrate("--reference", texts, "--percentile", "5").failed(ExitCode.USAGE, "such as 1,99");
    calibrate("--reference", texts, "--tail", "60").failed(ExitCode.USAGE, "percentiles");
    calibrate("--reference", texts, "--sigma", "0").failed(ExitCode.USAGE, "above 0");
    calibrate("--reference", texts, "--host", "a.example").failed(ExitCode.USAGE, "--host");
    Path bad = Files.writeString(work.resolve("bad.jsonl"), "{\"text\":\"a\"}\n{\"html\":\"b\"}\n");
    calibrate("--reference", bad).failed(ExitCode.USAGE, bad + ":2: ", "'text'");
    Ran few = calibrate("--reference", texts, "--language", "zh");
    assertThat(few.code()).isEqualTo(ExitCode.PROBLEM_FOUND);
    assertThat(few.out()).contains("too few trusted pages");
  }
}
