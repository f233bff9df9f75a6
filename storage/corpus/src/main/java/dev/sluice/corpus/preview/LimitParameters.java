package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.recipe.StepKinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Finds out which parameter is the limit of which rule: a parameter is changed, and the rules whose
 * limit changes with it are those that it limits. So no step has to say it twice, and a new rule
 * can be calibrated as soon as it is there.
 */
public final class LimitParameters {

  /**
   * A parameter that limits a rule.
   *
   * @param lower true if it is the lower limit
   */
  public record Limit(String step, Parameter parameter, String rule, boolean lower) {}

  /**
   * A recipe in which one parameter has another value.
   *
   * @param step the step that has it
   */
  public record Probe(String step, Parameter parameter, Recipe recipe) {}

  private LimitParameters() {}

  /**
   * The recipe with each step as it is where no override counts, and none that only measures: on
   * pages that an override is for, a changed parameter would change nothing.
   */
  public static Recipe plain(Recipe recipe) {
    return with(
        recipe,
        recipe.steps().stream()
            .map(step -> new Recipe.Step(step.name(), step.parameters()))
            .toList());
  }

  private static Recipe with(Recipe recipe, List<Recipe.Step> steps) {
    return new Recipe(
        recipe.name(),
        recipe.version(),
        recipe.description(),
        steps,
        recipe.expanded(),
        recipe.hash());
  }

  /** A probe for each parameter of the recipe, made plain, that is a number. */
  public static List<Probe> probes(Recipe given) {
    Recipe recipe = plain(given);
    List<Probe> probes = new ArrayList<>();
    for (Recipe.Step step : recipe.steps()) {
      for (Parameter parameter : StepKinds.named(step.name()).parameters()) {
        boolean number =
            parameter.form() == Parameter.Form.NUMBER || parameter.form() == Parameter.Form.DECIMAL;
        if (number && StepKinds.named(step.name()) instanceof StepKind.OfPages) {
          probes.add(new Probe(step.name(), parameter, changed(recipe, step, parameter)));
        }
      }
    }
    return probes;
  }

  private static Recipe changed(Recipe recipe, Recipe.Step changing, Parameter parameter) {
    return with(
        recipe,
        recipe.steps().stream()
            .map(step -> step.equals(changing) ? changed(step, parameter) : step)
            .toList());
  }

  private static Recipe.Step changed(Recipe.Step step, Parameter parameter) {
    Map<String, List<String>> values = new LinkedHashMap<>(step.parameters().values());
    values.put(parameter.name(), List.of(other(parameter, step.parameters())));
    return new Recipe.Step(step.name(), new Parameters(values, step.parameters().files()));
  }

  /** A value that is allowed, and is not the one that the parameter has. */
  private static String other(Parameter parameter, Parameters of) {
    if (parameter.form() == Parameter.Form.NUMBER) {
      long value = of.number(parameter.name());
      return Long.toString(value < parameter.most() ? value + 1 : value - 1);
    }
    double value = of.decimal(parameter.name());
    double to = value < parameter.most() ? parameter.most() : parameter.least();
    return Measured.plain((value + to) / 2);
  }

  /** The rules that a probe limits, by what was measured of a page without it and with it. */
  public static List<Limit> limits(Probe probe, ReferencePage without, ReferencePage with) {
    Map<String, String> before = new HashMap<>();
    without.measurements().forEach(it -> before.putIfAbsent(it.rule(), it.limit()));
    List<Limit> found = new ArrayList<>();
    for (Measurement measurement : with.measurements()) {
      String old = before.get(measurement.rule());
      if (old != null && !old.equals(measurement.limit())) {
        Bounds one = Bounds.of(old);
        Bounds other = Bounds.of(measurement.limit());
        if (differ(one.least(), other.least())) {
          found.add(new Limit(probe.step, probe.parameter, measurement.rule(), true));
        } else if (differ(one.most(), other.most())) {
          found.add(new Limit(probe.step, probe.parameter, measurement.rule(), false));
        }
      }
    }
    return found;
  }

  private static boolean differ(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() && other.isPresent() && !one.equals(other);
  }
}
