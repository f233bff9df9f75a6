package dev.sluice.corpus;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.corpus.shard.SegmentFiles;
import java.util.List;

/** The second phase: the global steps, which see signatures only. */
final class ChoosePhase {

  private final Job job;

  ChoosePhase(Job job) {
    this.job = job;
  }

  Selection run(SegmentFiles segments, Parts parts) {
    Selection selection = new Selection(parts.candidates());
    List<Recipe.Step> steps = job.recipe().steps();
    job.meter().begin(Phase.CHOOSE, steps.size());
    for (int number = 0; number < steps.size(); number++) {
      job.meter().check();
      if (StepKinds.named(steps.get(number).name()) instanceof StepKind.OfCandidates) {
        Candidates candidates = new StoredCandidates(segments, parts, job.meter());
        choose(step(steps.get(number)), steps.get(number).name(), candidates, selection, number);
      }
      job.meter().add(1);
    }
    return selection;
  }

  /** Lets a step choose, and checks that it loses no page. */
  static void choose(
      GlobalStep step, String name, Candidates candidates, Selection selection, int number) {
    Balance balance = Balance.before(selection);
    step.choose(candidates, selection, number);
    balance.check(name, number, selection);
  }

  /** A global step of the recipe. */
  static GlobalStep step(Recipe.Step step) {
    if (StepKinds.named(step.name()) instanceof StepKind.OfCandidates kind) {
      return kind.maker().make(step.parameters());
    }
    throw new IllegalArgumentException("the step '" + step.name() + "' compares nothing");
  }
}
