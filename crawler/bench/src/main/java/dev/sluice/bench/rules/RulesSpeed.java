package dev.sluice.bench.rules;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.recipe.BuiltInRecipes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Measures how many texts a second of processor time each family of rules judges. */
public final class RulesSpeed implements Command {

  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1e6;

  /** What is measured, by the name that the table gives it. */
  private record Family(String name, ToIntFunction<String> work) {}

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public String says() {
    return "how many texts a second of processor time each family of rules judges";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("texts", "texts.jsonl", "lines of JSON with 'id' and 'text'"),
        new Option("lang", "en", "only texts whose 'language' is this, where one is given"),
        new Option("most", "1000", "no more texts than these, from the beginning of the file"),
        new Option("rounds", "5", "how often all texts are judged; the best round counts"),
        new Option("only", "", "rows of these names, such as 'recipe web-en'; all if empty"));
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    List<String> texts =
        RulesDiff.texts(Path.of(given.text("texts")), given.text("lang")).values().stream()
            .limit(given.count("most"))
            .toList();
    long bytes =
        texts.stream().mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
    MarkdownTable table =
        new MarkdownTable(
            List.of("rules", "texts", "µs a text", "texts a CPU second", "MB a CPU second"));
    List<String> only = given.list("only");
    for (Family family : families()) {
      if (!only.isEmpty() && !only.contains(family.name)) {
        continue;
      }
      double best = Double.MAX_VALUE;
      for (int round = 0; round < given.count("rounds"); round++) {
        best = Math.min(best, seconds(family, texts));
      }
      table.row(
          List.of(
              family.name,
              Integer.toString(texts.size()),
              number(1e6 * best / texts.size()),
              number(texts.size() / best),
              String.format(Locale.ROOT, "%.1f", bytes / best / MEGABYTE)));
      place.remarks().println(family.name);
    }
    place.results().print(table);
    return 0;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static List<Family> families() {
    PageFunctions functions = Cleaner.standardFunctions();
    TextDrafts drafts = TextDrafts.in("en", functions);
    List<Family> families = new ArrayList<>();
    families.add(
        new Family("words by the segmenter", text -> drafts.of(text).cut().spans().count()));
    Checks.steps()
        .forEach(
            (name, yaml) -> {
              PageStep step = Checks.onlyStep(yaml, functions);
              families.add(new Family(name, text -> judged(step, drafts.of(text))));
            });
    for (String recipe : BuiltInRecipes.NAMES) {
      if (!Recipes.load(recipe).steps().isEmpty()) {
        List<PageStep> steps = Checks.textSteps(recipe, functions);
        families.add(
            new Family("recipe " + recipe, text -> Checks.keeps(steps, drafts.of(text)) ? 1 : 0));
      }
    }
    return families;
  }

  private static int judged(PageStep step, Draft draft) {
    return step.apply(draft).draft().measurements().size();
  }

  private static double seconds(Family family, List<String> texts) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long sum = 0;
    for (String text : texts) {
      sum += family.work.applyAsInt(text);
    }
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    if (sum < 0) {
      throw new IllegalStateException("the work was left out");
    }
    return nanos / NANOS;
  }
}
