package dev.sluice.corpus;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.shard.SegmentFiles;

/** The second phase: the global steps, which see signatures and imprints only. */
final class ChoosePhase {

  private final Job job;

  ChoosePhase(Job job) {
    this.job = job;
  }

  /**
   * Chooses among all candidates.
   *
   * @param remains learns what is left of those that steps take text out of
   */
  Selection run(SegmentFiles segments, Parts parts, Remains remains) {
    Selection selection = new Selection(parts.candidates());
    GlobalSteps global = GlobalSteps.of(job.recipe());
    job.meter().begin(Phase.CHOOSE, global.byNumber().size());
    for (int number : global.byNumber().keySet()) {
      job.meter().check();
      GlobalStep step = global.step(number);
      StoredCandidates candidates =
          new StoredCandidates(job, segments, parts, remains, global.imprintOf(number));
      if (step.takesText()) {
        cut(step, candidates, selection, number);
      } else {
        choose(step, name(number), candidates, selection, number);
      }
      job.meter().add(1);
    }
    return selection;
  }

  private String name(int number) {
    return job.recipe().steps().get(number).name();
  }

  private void cut(GlobalStep step, StoredCandidates of, Selection selection, int number) {
    Balance balance = Balance.before(selection);
    try (StepCuts cuts =
        new StepCuts(job, of.segments(), of.parts(), of.remains(), selection, step, number)) {
      step.choose(of.with(cuts), selection, number);
      cuts.finish();
    }
    balance.check(name(number), number, selection);
  }

  /** Lets a step choose, and checks that it loses no page. */
  static void choose(
      GlobalStep step, String name, Candidates candidates, Selection selection, int number) {
    Balance balance = Balance.before(selection);
    step.choose(candidates, selection, number);
    balance.check(name, number, selection);
  }
}
