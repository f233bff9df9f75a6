package dev.sluice.spark.choose;

import dev.sluice.corpus.model.Comparison;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.spark.model.CandidateRow;
import dev.sluice.spark.model.OutcomeRow;
import dev.sluice.spark.wire.Home;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * All candidates and what became of them until now, slice by slice side by side.
 *
 * @param rows candidates in the order of their numbers
 * @param outcomes of each its outcome, in the same partitions
 * @param home which partitions these are
 * @param partitions into how many partitions keys are shuffled
 */
record Table(
    JavaPairRDD<Integer, CandidateRow> rows,
    JavaRDD<OutcomeRow> outcomes,
    Home home,
    int partitions) {

  /** The candidates as a step sees them. */
  JavaRDD<Candidate> candidates(Steps steps, int step) {
    return rows.zipPartitions(
        outcomes, (some, become) -> new Walk(some, become, imprint(steps.make(), step)));
  }

  /** Place of the step's imprint among all; none if it takes none. */
  private static int imprint(SortedMap<Integer, GlobalStep> steps, int step) {
    GlobalStep own = step(steps, step);
    return own.takesImprints()
        ? (int) steps.headMap(step).values().stream().filter(GlobalStep::takesImprints).count()
        : -1;
  }

  private static GlobalStep step(SortedMap<Integer, GlobalStep> steps, int step) {
    GlobalStep own = steps.get(step);
    if (own == null) {
      throw new IllegalArgumentException("step " + step + " compares nothing");
    }
    return own;
  }

  /** What a step compares. */
  static Comparison comparison(Steps steps, int step) {
    return step(steps, step).comparison();
  }

  /** The step with this number, made. */
  static GlobalStep step(Steps steps, int step) {
    return step(steps.make(), step);
  }

  /** The outcomes after these changes of candidates, which come in order. */
  JavaRDD<OutcomeRow> changed(JavaRDD<Change> changes, int step) {
    return outcomes.zipPartitions(changes, (before, some) -> new Changed(before, some, step));
  }

  /** Goes over candidates and outcomes side by side. */
  private record Walk(
      Iterator<Tuple2<Integer, CandidateRow>> rows, Iterator<OutcomeRow> outcomes, int imprint)
      implements Iterator<Candidate> {

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Candidate next() {
      CandidateRow row = rows.next()._2();
      OutcomeRow outcome = outcomes.next();
      if (row.number() != outcome.number()) {
        throw new IllegalStateException(
            "candidate " + row.number() + " came with the outcome of " + outcome.number());
      }
      List<byte[]> imprints = row.imprints();
      return new Candidate(
          outcome.left().map(row.signature()::with).orElse(row.signature()),
          imprint < 0 ? new byte[0] : imprints.get(imprint),
          outcome);
    }
  }

  /** Goes over outcomes and changes side by side. */
  private static final class Changed implements Iterator<OutcomeRow> {

    private final Iterator<OutcomeRow> before;
    private final Iterator<Change> changes;
    private final int step;
    private @Nullable Change ahead;

    Changed(Iterator<OutcomeRow> before, Iterator<Change> changes, int step) {
      this.before = before;
      this.changes = changes;
      this.step = step;
      advance();
    }

    private void advance() {
      ahead = changes.hasNext() ? changes.next() : null;
    }

    @Override
    public boolean hasNext() {
      if (!before.hasNext() && ahead != null) {
        throw new IllegalStateException("a change of " + ahead.number() + " came out of order");
      }
      return before.hasNext();
    }

    @Override
    public OutcomeRow next() {
      OutcomeRow row = before.next();
      while (ahead != null && ahead.number() == row.number()) {
        row = ahead.of(row, step);
        advance();
      }
      return row;
    }
  }
}
