package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.RecipeComparison.ParameterChange;
import dev.sluice.corpus.model.RecipeComparison.Place;
import dev.sluice.corpus.model.RecipeComparison.StepChange;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.YamlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What two recipes have in different ways, by what they say when written out in full. For one
 * thread.
 */
public final class RecipeDifference {

  private final Map<String, Map<String, String>> before;
  private final Map<String, Map<String, String>> after;

  /** The difference between two recipes. */
  public RecipeDifference(Recipe before, Recipe after) {
    this.before = steps(before);
    this.after = steps(after);
  }

  /** Each step's parameters, those within others with dots between the names. */
  private static Map<String, Map<String, String>> steps(Recipe recipe) {
    Map<String, Map<String, String>> steps = new LinkedHashMap<>();
    for (Setting item : YamlFile.parse(recipe.label(), recipe.expanded()).field("steps").items()) {
      if (item.isMap()) {
        item.fields()
            .forEach(
                (step, value) -> {
                  Map<String, String> parameters = new LinkedHashMap<>();
                  value.fields().forEach((name, it) -> flatten(name, it, parameters));
                  steps.put(step, parameters);
                });
      } else {
        steps.put(item.text(), Map.of());
      }
    }
    return steps;
  }

  private static void flatten(String name, Setting value, Map<String, String> into) {
    if (value.isMap()) {
      value.fields().forEach((inner, it) -> flatten(name + "." + inner, it, into));
    } else {
      into.put(name, words(value));
    }
  }

  private static String words(Setting value) {
    if (value.isMap()) {
      return value.fields().entrySet().stream()
          .map(it -> it.getKey() + ": " + words(it.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value.isList()) {
      return value.items().stream()
          .map(RecipeDifference::words)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value.isNothing() ? "" : value.text();
  }

  /** Steps that differ: first those of the second recipe in its order, then those it lacks. */
  public List<StepChange> steps() {
    List<StepChange> changes = new ArrayList<>();
    after.forEach(
        (step, parameters) -> {
          Map<String, String> old = before.get(step);
          if (old == null) {
            changes.add(new StepChange(step, Place.AFTER_ONLY, List.of()));
          } else if (!old.equals(parameters)) {
            changes.add(new StepChange(step, Place.BOTH, changes(old, parameters)));
          }
        });
    before.keySet().stream()
        .filter(step -> !after.containsKey(step))
        .forEach(step -> changes.add(new StepChange(step, Place.BEFORE_ONLY, List.of())));
    return changes;
  }

  private static List<ParameterChange> changes(Map<String, String> old, Map<String, String> now) {
    Set<String> names = new LinkedHashSet<>(now.keySet());
    names.addAll(old.keySet());
    return names.stream()
        .map(
            name ->
                new ParameterChange(
                    name, Optional.ofNullable(old.get(name)), Optional.ofNullable(now.get(name))))
        .filter(it -> !it.before().equals(it.after()))
        .toList();
  }

  /** Whether the steps that both have stand in another order. */
  public boolean isReordered() {
    List<String> one = before.keySet().stream().filter(after::containsKey).toList();
    List<String> other = after.keySet().stream().filter(before::containsKey).toList();
    return !one.equals(other);
  }

  /** All steps, in the order of the second recipe, then those that only the first has. */
  List<String> order() {
    Set<String> all = new LinkedHashSet<>(after.keySet());
    all.addAll(before.keySet());
    return List.copyOf(all);
  }

  /** Whether both recipes have the step. */
  boolean inBoth(String step) {
    return before.containsKey(step) && after.containsKey(step);
  }
}
