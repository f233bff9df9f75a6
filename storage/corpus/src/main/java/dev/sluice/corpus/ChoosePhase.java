package dev.sluice.corpus;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.shard.SegmentFiles;
import java.util.List;

/** The second phase: the global steps, which see signatures and imprints only. */
final class ChoosePhase {

  private final Job job;

  ChoosePhase(Job job) {
    this.job = job;
  }

  Selection run(SegmentFiles segments, Parts parts) {
    Selection selection = new Selection(parts.candidates());
    List<Recipe.Step> steps = job.recipe().steps();
    GlobalSteps global = GlobalSteps.of(job.recipe());
    job.meter().begin(Phase.CHOOSE, global.byNumber().size());
    for (int number : global.byNumber().keySet()) {
      job.meter().check();
      int imprint = global.imprintOf(number);
      Candidates candidates = new StoredCandidates(segments, parts, imprint, job.meter());
      choose(global.step(number), steps.get(number).name(), candidates, selection, number);
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
}
