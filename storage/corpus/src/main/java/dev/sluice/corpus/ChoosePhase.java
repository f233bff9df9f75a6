package dev.sluice.corpus;

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
        step(steps.get(number))
            .choose(new StoredCandidates(segments, parts, job.meter()), selection, number);
      }
      job.meter().add(1);
    }
    return selection;
  }

  /** A global step of the recipe. */
  static GlobalStep step(Recipe.Step step) {
    if (StepKinds.named(step.name()) instanceof StepKind.OfCandidates kind) {
      return kind.maker().make(step.parameters());
    }
    throw new IllegalArgumentException("the step '" + step.name() + "' compares nothing");
  }
}
