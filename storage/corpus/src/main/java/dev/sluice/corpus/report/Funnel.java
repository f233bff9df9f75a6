package dev.sluice.corpus.report;

import dev.sluice.corpus.model.Manifest.FunnelStep;
import dev.sluice.corpus.model.StepKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts dropped captures by step and rule, in the order of the recipe. Rules that dropped nothing
 * are there with 0: a rule that never fires is worth a look. For one thread.
 */
public final class Funnel {

  private final Map<String, Map<String, Long>> dropped = new LinkedHashMap<>();

  /** An empty funnel of these steps. */
  public Funnel(List<StepKind> steps) {
    for (StepKind step : steps) {
      Map<String, Long> rules = new LinkedHashMap<>();
      step.rules().forEach(rule -> rules.put(rule, 0L));
      dropped.put(step.name(), rules);
    }
  }

  /** Counts one dropped capture. */
  public void drop(String step, String rule) {
    Map<String, Long> rules = dropped.get(step);
    if (rules == null) {
      throw new IllegalArgumentException("no step '" + step + "' in the recipe");
    }
    rules.merge(rule, 1L, Long::sum);
  }

  /** The steps in order; the first takes in all captures, each other what the one before left. */
  public List<FunnelStep> steps(long captures) {
    List<FunnelStep> steps = new ArrayList<>();
    long in = captures;
    for (Map.Entry<String, Map<String, Long>> step : dropped.entrySet()) {
      long out = step.getValue().values().stream().mapToLong(Long::longValue).sum();
      Map<String, Long> rules = Collections.unmodifiableMap(new LinkedHashMap<>(step.getValue()));
      steps.add(new FunnelStep(step.getKey(), in, out, rules));
      in -= out;
    }
    return steps;
  }
}
