package dev.sluice.bench.rules;

import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.pages.model.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What our rules decide about a text and measure of it, under the names that {@code
 * docs/proofs/published_rules.py} gives to what the published ones do.
 */
public final class Checks {

  /** Built-in recipes whose rules on texts are run one after the other, by language. */
  private static final Map<String, List<String>> PRESETS =
      Map.of(
          "en",
          List.of("fineweb", "gopher@datatrove", "gopher@dolma", "gopher@dclm", "refinedweb"),
          "zh",
          List.of("fineweb2-cmn"),
          "ja",
          List.of("fineweb2-jpn"));

  private static final int HASH_DIGITS = 16;

  private final String language;
  private final TextDrafts drafts;
  private final Map<String, PageStep> steps = new LinkedHashMap<>();
  private final Map<String, List<PageStep>> presets = new LinkedHashMap<>();

  /**
   * Our rules for texts in a language.
   *
   * @param language {@code en}, or {@code zh} or {@code ja}, for which FineWeb2's are compared, and
   *     in Chinese those of three more pipelines
   */
  public Checks(String language, PageFunctions functions) {
    this(language, functions, Optional.empty());
  }

  /**
   * The same, with the table of the converter that ChineseWebText asks.
   *
   * @param conversions what {@code docs/proofs/chinese_rules.py} wrote of it, if it is there
   */
  public Checks(String language, PageFunctions functions, Optional<Path> conversions) {
    List<String> recipes = PRESETS.get(language);
    if (recipes == null) {
      throw new IllegalArgumentException("no published rules are compared for " + language);
    }
    this.language = language;
    this.drafts = TextDrafts.in(language, functions);
    recipes.forEach(name -> presets.put(name, textSteps(name, functions)));
    if (language.equals("en")) {
      steps().forEach((name, step) -> steps.put(name, onlyStep(step, functions)));
    } else {
      recipes.forEach(name -> steps.putAll(stepsOf(name, functions)));
    }
    if (language.equals("zh")) {
      chineseSteps(conversions)
          .forEach((name, step) -> steps.put(name, step(lastStep(step, conversions), functions)));
    }
  }

  /** The rules on texts of a recipe, each under STEP@RECIPE. */
  private static Map<String, PageStep> stepsOf(String recipe, PageFunctions functions) {
    Map<String, PageStep> steps = new LinkedHashMap<>();
    for (Recipe.Step step : textStepsOf(recipe)) {
      steps.put(step.name() + "@" + recipe, step(step, functions));
    }
    return steps;
  }

  /** The language of the texts. */
  public String language() {
    return language;
  }

  static Map<String, String> steps() {
    Map<String, String> steps = new LinkedHashMap<>();
    for (String reading : List.of("datatrove", "dolma", "dolma-v2", "dclm")) {
      steps.put("gopher-repetition@" + reading, "gopher-repetition: {reading: " + reading + "}");
      steps.put("gopher-quality@" + reading, "gopher-quality: {reading: " + reading + "}");
    }
    for (String reading : List.of("datatrove", "dolma", "dclm")) {
      steps.put("bad-words@" + reading, "bad-words: {reading: " + reading + "}");
    }
    steps.put("c4-lines@datatrove", "c4-lines");
    steps.put("c4-lines@fineweb", "c4-lines: {end_marks: \"off\"}");
    steps.put("c4-lines@dclm", "c4-lines: {reading: dclm, min_words: 5, min_sentences: 3}");
    steps.put("long-lines", "long-lines");
    steps.put("fineweb-quality@datatrove", "fineweb-quality");
    steps.put("refinedweb-lines@dclm", "refinedweb-lines");
    steps.put("redpajama-signals", "redpajama-signals");
    steps.put("duplicate-lines@letters", "duplicate-lines: {compare: letters}");
    return steps;
  }

  /**
   * The rules of pipelines for Chinese, as {@code docs/proofs/chinese_rules.py} runs them: without
   * lists of words, and without MAP-NEO's length of words, which jieba cuts.
   */
  private static Map<String, String> chineseSteps(Optional<Path> conversions) {
    return Map.of(
        "map-neo",
        "map-neo: {rewrite: true, min_mean_word_length: 0, max_mean_word_length: 1000}",
        "chinesewebtext",
        conversions
            .map(file -> "chinesewebtext: {conversions: [\"" + file.getFileName() + "\"]}")
            .orElse("chinesewebtext"),
        "cjk-lines",
        "cjk-lines");
  }

  static PageStep onlyStep(String yaml, PageFunctions functions) {
    return step(lastStep(yaml, Optional.empty()), functions);
  }

  /** A step of a recipe; one with lists is a file beside them while it is read. */
  private static Recipe.Step lastStep(String yaml, Optional<Path> lists) {
    String text =
        "name: one\nversion: 1\nsteps:\n  - decode\n  - extract\n  - language\n  - " + yaml;
    Recipe recipe =
        lists.map(list -> beside(list, text)).orElseGet(() -> Recipes.parse("one step", text));
    return recipe.steps().get(recipe.steps().size() - 1);
  }

  private static Recipe beside(Path list, String text) {
    try {
      Path file = Files.createTempFile(list.toAbsolutePath().getParent(), "one-step", ".yaml");
      try {
        return Recipes.load(Files.writeString(file, text).toString());
      } finally {
        Files.delete(file);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException("a recipe beside " + list + " cannot be written", unwritable);
    }
  }

  /** The page steps of a recipe that stand after {@code language}. */
  static List<PageStep> textSteps(String recipe, PageFunctions functions) {
    return textStepsOf(recipe).stream().map(step -> step(step, functions)).toList();
  }

  private static List<Recipe.Step> textStepsOf(String recipe) {
    List<Recipe.Step> steps = new ArrayList<>();
    boolean texts = false;
    for (Recipe.Step step : Recipes.load(recipe).steps()) {
      if (texts && StepKinds.named(step.name()) instanceof StepKind.OfPages) {
        steps.add(step);
      }
      texts |= step.name().equals("language");
    }
    return steps;
  }

  private static PageStep step(Recipe.Step step, PageFunctions functions) {
    StepKind.OfPages kind = (StepKind.OfPages) StepKinds.named(step.name());
    return kind.maker().make(step.parameters(), functions);
  }

  /** Every check of a text: true or false for a decision, a number, or the hash of a text. */
  public Map<String, Object> of(String text) {
    Map<String, Object> checks = new TreeMap<>();
    Draft draft = drafts.of(text);
    steps.forEach((name, step) -> add(name, step.apply(draft), checks));
    presets.forEach((name, all) -> checks.put("preset:" + name, keeps(all, draft)));
    return checks;
  }

  private static void add(String name, StepOutcome outcome, Map<String, Object> checks) {
    boolean kept = !(outcome instanceof StepOutcome.Dropped);
    checks.put(name, kept);
    checks.put(name + "/text", hash(outcome.draft().text()));
    for (Measurement measurement : outcome.draft().measurements()) {
      String rule = measurement.rule().substring(measurement.rule().indexOf('/'));
      checks.put(name + rule, measurement.measured());
      checks.put(name + rule + "?", measurement.passed());
    }
  }

  static boolean keeps(List<PageStep> steps, Draft text) {
    Draft draft = text;
    for (PageStep step : steps) {
      StepOutcome outcome = step.apply(draft);
      if (outcome instanceof StepOutcome.Dropped) {
        return false;
      }
      draft = outcome.draft();
    }
    return true;
  }

  /** What a published filter asks a tokenizer about a text: tokens by text, sentences by line. */
  public Map<String, Object> cuts(String text) {
    Draft draft = drafts.of(text);
    Map<String, List<String>> tokens = new TreeMap<>();
    Map<String, Integer> sentences = new TreeMap<>();
    List<Draft> all = new ArrayList<>(List.of(draft));
    steps.forEach(
        (name, step) -> {
          if (name.startsWith("c4-lines")) {
            all.add(step.apply(draft).draft());
          }
        });
    for (Draft some : all) {
      tokens.computeIfAbsent(hash(some.text()), any -> some.cut().tokens());
      for (String line : some.text().split("\n", -1)) {
        int count = drafts.sentences(line);
        sentences.put(hash(line), count);
        sentences.put(hash(line.strip()), count);
      }
    }
    return Map.of("tokens", tokens, "sentences", sentences);
  }

  /**
   * Whether one of our checks says what the published filter says.
   *
   * @param ours all of our checks of the text
   * @param name of the check
   * @param theirs a boolean, a number or a text
   */
  public static boolean agrees(Map<String, Object> ours, String name, Object theirs) {
    if (theirs instanceof Boolean decision) {
      return decision.equals(ours.get(name.contains("/") ? name + "?" : name));
    }
    if (theirs instanceof Number number) {
      double tolerance = 1e-8 * Math.max(1, Math.abs(number.doubleValue()));
      return ours.get(name) instanceof Measured.Quantity quantity
          && Math.abs(quantity.number() - number.doubleValue()) <= tolerance;
    }
    return theirs.equals(ours.get(name));
  }

  static String hash(String text) {
    return ContentHash.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, HASH_DIGITS);
  }
}
