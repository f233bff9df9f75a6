package dev.sluice.corpus;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.work.GlobalSteps;
import dev.sluice.corpus.work.TextTaking;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is left of the candidates that steps took text out of. Each step writes it anew, for those
 * parts that it took something out of; this knows which step was the last to do so, a few bytes a
 * part. Changed by one thread, while nobody else reads.
 */
final class Remains {

  private final SegmentFiles segments;
  private final SortedMap<Integer, GlobalStep> steps = new TreeMap<>();
  private final Map<Integer, SortedSet<Integer>> stepsOfPart = new HashMap<>();

  Remains(SegmentFiles segments) {
    this.segments = segments;
  }

  /** A step takes text out, and did not look at those that were dropped before it. */
  void add(int number, GlobalStep step) {
    steps.put(number, step);
  }

  /** A step has written what it left of a part. */
  void written(int part, int step) {
    stepsOfPart.computeIfAbsent(part, any -> new TreeSet<>()).add(step);
  }

  /** For each part that text was taken out of, the steps that did so. */
  SortedMap<Integer, SortedSet<Integer>> cutSteps() {
    return new TreeMap<>(stepsOfPart);
  }

  /**
   * Takes over what an earlier run of the export has left.
   *
   * @param cut what {@link #cutSteps} gave then
   * @param done the last step that it finished
   * @return whether all of it is there; else nothing is taken over
   */
  boolean restore(GlobalSteps global, Map<Integer, SortedSet<Integer>> cut, int done, Job job) {
    boolean whole =
        cut.entrySet().stream()
            .allMatch(
                it ->
                    it.getValue().stream()
                        .allMatch(
                            step -> segments.hasRemainders(job.header(it.getKey(), 0, 0), step)));
    if (whole) {
      cut.forEach((part, steps) -> steps.forEach(step -> written(part, step)));
      global.byNumber().headMap(done + 1).forEach(this::addIfItTakesText);
    }
    return whole;
  }

  private void addIfItTakesText(int number, GlobalStep step) {
    if (step.takesText()) {
      add(number, step);
    }
  }

  /** What is left of a part's candidates, by their places in it; of the others, all is. */
  SortedMap<Integer, Remainder> of(int part) {
    SortedSet<Integer> written = stepsOfPart.get(part);
    return written == null
        ? Collections.emptySortedMap()
        : segments.readRemainders(part, written.last());
  }

  /** What was left before a step, as that step saw it. */
  Remains before(int step) {
    Remains before = new Remains(segments);
    before.steps.putAll(steps.headMap(step));
    stepsOfPart.forEach(
        (part, written) -> written.headSet(step).forEach(earlier -> before.written(part, earlier)));
    return before;
  }

  /** A document with what is left of its text. */
  Document rest(Document document, int candidate, Optional<Remainder> left, Selection selection) {
    return new TextTaking(steps).rest(document, end(candidate, selection), left);
  }

  /** A row of the ledger with what is left of the text, and what was taken out. */
  LedgerRow rest(LedgerRow row, int candidate, Optional<Remainder> left, Selection selection) {
    return new TextTaking(steps).rest(row, end(candidate, selection), left);
  }

  private static int end(int candidate, Selection selection) {
    return selection.chosen(candidate) ? Integer.MAX_VALUE : selection.step(candidate);
  }

  /** The names under which they say it. */
  List<Measurement> named() {
    return new TextTaking(steps).named();
  }
}
