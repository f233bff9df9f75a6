package dev.sluice.corpus;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.SelectionFile;
import java.util.List;
import java.util.Optional;

/** The second phase: the global steps, which see signatures and imprints only. */
final class ChoosePhase {

  private final Job job;

  ChoosePhase(Job job) {
    this.job = job;
  }

  /** Chooses; what earlier runs of the same export have finished is not done again. */
  Selection run(SegmentFiles segments, Parts parts) {
    segments.removeSorted();
    GlobalSteps global = GlobalSteps.of(job.recipe());
    List<Integer> numbers = List.copyOf(global.byNumber().keySet());
    job.meter().beginSteps(numbers.size());
    Finished finished = finished(segments, parts, numbers);
    Selection selection = finished.selection;
    for (int done = finished.steps; done < numbers.size(); done++) {
      job.meter().check();
      job.meter().steps(done);
      choose(global, numbers.get(done), segments, parts, selection);
      file(segments, parts, numbers.get(done)).write(selection);
      if (done > 0) {
        file(segments, parts, numbers.get(done - 1)).delete();
      }
    }
    job.meter().steps(numbers.size());
    return selection;
  }

  /** What is chosen after this many of the steps. */
  private record Finished(int steps, Selection selection) {}

  private Finished finished(SegmentFiles segments, Parts parts, List<Integer> numbers) {
    for (int steps = numbers.size(); steps > 0; steps--) {
      SelectionFile file = file(segments, parts, numbers.get(steps - 1));
      Optional<Selection> selection = file.read();
      if (selection.isPresent()) {
        return new Finished(steps, selection.get());
      }
    }
    return new Finished(0, new Selection(parts.candidates()));
  }

  private SelectionFile file(SegmentFiles segments, Parts parts, int number) {
    return new SelectionFile(
        segments.folder(), job.header(number, parts.captures(), parts.candidates()));
  }

  private void choose(
      GlobalSteps global, int number, SegmentFiles segments, Parts parts, Selection selection) {
    int imprint = global.imprintOf(number);
    String name = job.recipe().steps().get(number).name();
    Candidates candidates = new StoredCandidates(segments, parts, imprint, job.meter());
    choose(global.step(number), name, candidates, selection, number);
  }

  /** Lets a step choose, and checks that it loses no page. */
  static void choose(
      GlobalStep step, String name, Candidates candidates, Selection selection, int number) {
    Balance balance = Balance.before(selection);
    step.choose(candidates, selection, number);
    balance.check(name, number, selection);
  }
}
