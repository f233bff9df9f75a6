package dev.sluice.corpus;

import dev.sluice.corpus.dedup.TextCutter;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.model.TextRange;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.pages.model.Scan;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Takes out of the texts of one part what a step cuts, and writes what is left. */
final class CutTask implements Callable<CutTask.Result> {

  /**
   * A part of which what is left is written.
   *
   * @param cut the places of those that the step cut, each with the characters that are left
   */
  record Result(int part, SortedMap<Integer, Long> cut) {}

  private final Job job;
  private final SegmentFiles segments;
  private final int step;
  private final int part;
  private final SortedMap<Integer, List<TextRange>> cuts;
  private final SortedMap<Integer, Remainder> left;
  private final TextCutter cutter = new TextCutter();

  /**
   * A task.
   *
   * @param cuts what the step cuts, by the candidates' places in the part
   * @param before what the steps before left of the part
   */
  CutTask(
      Job job,
      SegmentFiles segments,
      int step,
      int part,
      SortedMap<Integer, List<TextRange>> cuts,
      SortedMap<Integer, Remainder> before) {
    this.job = job;
    this.segments = segments;
    this.step = step;
    this.part = part;
    this.cuts = cuts;
    this.left = new TreeMap<>(before);
  }

  @Override
  public Result call() {
    SortedMap<Integer, Long> characters = new TreeMap<>();
    try (Scan<Document> scan = segments.readDocuments(part)) {
      for (int place = 0; scan.hasNext() && place <= cuts.lastKey(); place++) {
        Document document = scan.next();
        List<TextRange> own = cuts.get(place);
        if (own != null) {
          job.meter().check();
          Remainder remainder =
              cutter.cut(document.text(), own, Optional.ofNullable(left.get(place)), step);
          left.put(place, remainder);
          characters.put(place, remainder.characters());
        }
      }
    }
    segments.writeRemainders(job.header(part, 0, 0), step, left);
    return new Result(part, characters);
  }
}
