package dev.sluice.corpus.report;

import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.LedgerRow.Drop;
import dev.sluice.corpus.model.Manifest.FunnelStep;
import dev.sluice.corpus.model.StepKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts dropped captures by step and rule, in the order of the recipe. Rules that dropped nothing
 * are there with 0: a rule that never fires is worth a look. For one thread.
 */
final class Funnel {

  private final Tally captures = new Tally();
  private final Map<String, Tally> steps = new LinkedHashMap<>();
  private final Map<String, Map<String, DropTally>> rules = new LinkedHashMap<>();

  /** An empty funnel of these steps. */
  Funnel(List<StepKind> kinds) {
    for (StepKind kind : kinds) {
      Map<String, DropTally> own = new LinkedHashMap<>();
      kind.rules().forEach(rule -> own.put(rule, new DropTally()));
      rules.put(kind.name(), own);
      steps.put(kind.name(), new Tally());
    }
  }

  /** Counts a capture. */
  void add(LedgerRow row) {
    captures.add(row);
    row.drop().ifPresent(drop -> add(row, drop));
  }

  private void add(LedgerRow row, Drop drop) {
    Tally step = steps.get(drop.step());
    Map<String, DropTally> own = rules.get(drop.step());
    if (step == null || own == null) {
      throw new IllegalArgumentException("no step '" + drop.step() + "' in the recipe");
    }
    step.add(row);
    own.computeIfAbsent(drop.cause().rule(), any -> new DropTally()).add(row);
  }

  Report.Amount captures() {
    return captures.amount();
  }

  /** The steps in order; the first takes in all captures, each other what the one before left. */
  List<Report.Step> steps() {
    List<Report.Step> all = new ArrayList<>();
    Report.Amount in = captures.amount();
    for (Map.Entry<String, Tally> step : steps.entrySet()) {
      List<Report.Rule> own = new ArrayList<>();
      rules.getOrDefault(step.getKey(), Map.of()).forEach((name, it) -> own.add(it.rule(name)));
      Report.Amount dropped = step.getValue().amount();
      all.add(new Report.Step(step.getKey(), in, dropped, own));
      in = in.minus(dropped);
    }
    return all;
  }

  /** The steps as a manifest names them. */
  static List<FunnelStep> ofManifest(List<Report.Step> steps) {
    return steps.stream().map(Funnel::ofManifest).toList();
  }

  private static FunnelStep ofManifest(Report.Step step) {
    Map<String, Long> rules = new LinkedHashMap<>();
    step.rules().forEach(rule -> rules.put(rule.rule(), rule.dropped().pages()));
    return new FunnelStep(step.step(), step.in().pages(), step.dropped().pages(), rules);
  }
}
