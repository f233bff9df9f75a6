package dev.sluice.spark.choose;

import dev.sluice.corpus.model.Comparison.OfEqual;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** A step that keeps one of all candidates with the same key. */
final class EqualStep {

  private EqualStep() {}

  static JavaRDD<Change> of(Table table, Steps steps, int step) {
    JavaRDD<Candidate> candidates = table.candidates(steps, step);
    JavaPairRDD<Integer, byte[]> answers =
        Meeting.of(
            candidates,
            () -> filing((OfEqual) Table.comparison(steps, step)),
            2,
            table.home(),
            table.partitions());
    return candidates.zipPartitions(
        answers, (all, told) -> changes(all, told, (OfEqual) Table.comparison(steps, step)));
  }

  private static Meeting.Filing filing(OfEqual comparison) {
    return (candidate, under) -> {
      if (candidate.chosen()) {
        under.accept(
            comparison.key().applyAsLong(candidate.signature()),
            Tally.of(
                comparison.rank().applyAsLong(candidate.signature()),
                candidate.number(),
                candidate.outcome().group()));
      }
    };
  }

  private static Iterator<Change> changes(
      Iterator<Candidate> all, Iterator<Tuple2<Integer, byte[]>> told, OfEqual comparison) {
    Answers<byte[]> answers = new Answers<>(told);
    return new Flat<>(Blocks.of(all), block -> changes(block, answers, comparison).iterator());
  }

  private static List<Change> changes(
      List<Candidate> block, Answers<byte[]> answers, OfEqual comparison) {
    Map<Long, Tally> told = Meeting.told(answers, block.get(0).number());
    List<Change> changes = new ArrayList<>();
    for (Candidate candidate : block) {
      Tally all =
          candidate.chosen() ? told.get(comparison.key().applyAsLong(candidate.signature())) : null;
      if (all != null) {
        changes.add(change(candidate.number(), all, all.count()));
      }
    }
    return changes;
  }

  /** What becomes of one of several of which one stays. */
  static Change change(int number, Tally all, double measured) {
    int winner = (int) all.first();
    return number == winner
        ? new Change.StandsFor(number, (int) all.weight())
        : new Change.Lost(number, winner, measured);
  }
}
