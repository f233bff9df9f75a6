package dev.sluice.corpus.work;

import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.recipe.StepKinds;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The steps of a recipe that compare candidates, made.
 *
 * @param byNumber each by its number among all steps of the recipe
 */
public record GlobalSteps(SortedMap<Integer, GlobalStep> byNumber) {

  public static GlobalSteps of(Recipe recipe) {
    SortedMap<Integer, GlobalStep> made = new TreeMap<>();
    for (int number = 0; number < recipe.steps().size(); number++) {
      Recipe.Step step = recipe.steps().get(number);
      if (StepKinds.named(step.name()) instanceof StepKind.OfCandidates kind) {
        made.put(number, kind.maker().make(step.parameters()));
      }
    }
    return new GlobalSteps(made);
  }

  /** The measured values that its steps rank pages by, and the first step that asks for each. */
  public static SortedMap<String, String> scores(Recipe recipe) {
    SortedMap<String, String> scores = new TreeMap<>();
    for (Recipe.Step step : recipe.steps()) {
      StepKind kind = StepKinds.named(step.name());
      if (kind instanceof StepKind.OfCandidates) {
        kind.parameters().stream()
            .filter(parameter -> parameter.form() == Parameter.Form.VALUE)
            .flatMap(parameter -> step.parameters().words(parameter.name()).stream())
            .forEach(value -> scores.putIfAbsent(value, step.name()));
      }
    }
    return scores;
  }

  /** The step with this number. */
  public GlobalStep step(int number) {
    GlobalStep step = byNumber.get(number);
    if (step == null) {
      throw new NoSuchElementException("step " + number + " compares nothing");
    }
    return step;
  }

  /** Those that take imprints, in the order of the recipe. */
  public List<GlobalStep> imprinting() {
    return byNumber.values().stream().filter(GlobalStep::takesImprints).toList();
  }

  /** How many before this step take imprints: the place of its own. */
  public int imprintOf(int number) {
    Map<Integer, GlobalStep> before = byNumber.headMap(number);
    return (int) before.values().stream().filter(GlobalStep::takesImprints).count();
  }
}
