package dev.sluice.corpus;

import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.TextCuts;
import dev.sluice.corpus.model.TextRange;
import dev.sluice.corpus.shard.SegmentFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes what one step cuts, part by part: a part's cuts are gathered, then a thread reads its
 * documents and writes what is left of them, while the step goes on. So memory holds the cuts of a
 * few parts. Candidates of which too little is left are dropped as soon as their part is done; the
 * step has passed them then.
 */
final class StepCuts implements TextCuts, AutoCloseable {

  private static final int NONE = -1;

  private final Job job;
  private final SegmentFiles segments;
  private final Parts parts;
  private final Remains remains;
  private final int step;
  private final Crew<CutTask.Result> crew;
  private SortedMap<Integer, List<TextRange>> gathered = new TreeMap<>();
  private int part = NONE;
  private int last = NONE;

  StepCuts(
      Job job,
      SegmentFiles segments,
      Parts parts,
      Remains remains,
      Selection selection,
      GlobalStep step,
      int number) {
    this.job = job;
    this.segments = segments;
    this.parts = parts;
    this.remains = remains;
    this.step = number;
    this.crew =
        new Crew<>(
            job.request().threads(),
            job.meter(),
            result -> dropShort(result, selection, step.leastLeft()));
    remains.add(number, step);
  }

  private void dropShort(CutTask.Result result, Selection selection, long least) {
    remains.written(result.part(), step);
    int first = parts.firstCandidate(result.part());
    result
        .cut()
        .forEach(
            (place, left) -> {
              if (left < Math.max(1, least)) {
                selection.dropAlone(first + place, step, left);
              }
            });
  }

  @Override
  public void cut(int candidate, int start, int end) {
    if (candidate < last) {
      throw new IllegalArgumentException("candidate " + candidate + " is cut after " + last);
    }
    if (part == NONE || candidate >= parts.firstCandidate(part + 1)) {
      give();
      part = parts.partOf(candidate);
    }
    last = candidate;
    int place = candidate - parts.firstCandidate(part);
    gathered.computeIfAbsent(place, any -> new ArrayList<>()).add(new TextRange(start, end));
  }

  private void give() {
    if (!gathered.isEmpty()) {
      crew.add(new CutTask(job, segments, step, part, gathered, remains.of(part)));
      gathered = new TreeMap<>();
    }
  }

  /** Waits until all is cut, and all that is too short is dropped. */
  void finish() {
    give();
    crew.finish();
  }

  @Override
  public void close() {
    crew.close();
  }
}
