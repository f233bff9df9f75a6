package dev.sluice.corpus;

import dev.sluice.corpus.dedup.NewestCapture;
import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.OlderDocument;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.SelectionFile;
import dev.sluice.corpus.work.Balance;
import dev.sluice.corpus.work.GlobalSteps;
import dev.sluice.pages.model.Scan;
import java.util.List;
import java.util.Optional;

/** The second phase: the global steps, which see signatures and imprints only. */
final class ChoosePhase {

  private final Job job;
  private final SegmentFiles segments;
  private final Parts parts;
  private final Remains remains;
  private final String comparedWith;
  private final GlobalSteps global;

  /** The numbers of the steps, in their order. */
  private final List<Integer> numbers;

  /**
   * The choosing among all candidates.
   *
   * @param remains learns what is left of those that steps take text out of
   * @param comparedWith digest of the index of earlier exports; empty without one
   */
  ChoosePhase(Job job, SegmentFiles segments, Parts parts, Remains remains, String comparedWith) {
    this.job = job;
    this.segments = segments;
    this.parts = parts;
    this.remains = remains;
    this.comparedWith = comparedWith;
    this.global = GlobalSteps.of(job.recipe());
    this.numbers = List.copyOf(global.byNumber().keySet());
  }

  /** Chooses; what earlier runs of the same export have finished is not done again. */
  Selection run() {
    segments.removeSorted();
    job.meter().beginSteps(numbers.size());
    Finished finished = finished();
    Selection selection = finished.selection;
    for (int done = finished.steps; done < numbers.size(); done++) {
      job.meter().check();
      job.meter().steps(done);
      choose(numbers.get(done), selection);
      file(done).write(selection, remains.cutSteps());
      if (done > 0) {
        file(done - 1).delete();
      }
    }
    job.meter().steps(numbers.size());
    return selection;
  }

  /** What is chosen after this many of the steps. */
  private record Finished(int steps, Selection selection) {}

  private Finished finished() {
    for (int steps = numbers.size(); steps > 0; steps--) {
      Optional<SelectionFile.Contents> contents = file(steps - 1).read();
      if (contents.isPresent() && isThere(contents.get(), numbers.get(steps - 1))) {
        return new Finished(steps, contents.get().selection());
      }
    }
    return new Finished(0, new Selection(parts.candidates()));
  }

  private boolean isThere(SelectionFile.Contents contents, int lastStep) {
    return remains.restore(global, contents.cutSteps(), lastStep, job);
  }

  /** What is chosen after the step at this place among those that compare. */
  private SelectionFile file(int place) {
    return new SelectionFile(
        segments.folder(),
        job.header(comparedWith, numbers.get(place), parts.captures(), parts.candidates()));
  }

  private void choose(int number, Selection selection) {
    GlobalStep step = global.step(number);
    StoredCandidates candidates =
        new StoredCandidates(job, segments, parts, remains, global.imprintOf(number));
    if (step.takesText()) {
      cut(step, candidates, selection, number);
    } else {
      choose(step, name(number), candidates, selection, number);
    }
    if (name(number).equals(NewestCapture.KIND.name())) {
      dropStanding(selection, number);
    }
  }

  /**
   * Drops what the older snapshot has, and says the same still; only new documents are compared.
   */
  private void dropStanding(Selection selection, int number) {
    for (int part = 0; part < parts.count(); part++) {
      try (Scan<OlderDocument> documents = segments.readOlder(part)) {
        while (documents.hasNext()) {
          OlderDocument older = documents.next();
          int candidate = parts.firstCandidate(part) + older.place();
          if (older.place() >= 0 && selection.chosen(candidate)) {
            NewestCapture.dropStanding(candidate, selection, number);
          }
        }
      }
    }
  }

  private String name(int number) {
    return job.recipe().steps().get(number).name();
  }

  private void cut(GlobalStep step, StoredCandidates of, Selection selection, int number) {
    Balance balance = Balance.before(selection);
    try (StepCuts cuts = new StepCuts(job, segments, parts, remains, selection, step, number)) {
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
