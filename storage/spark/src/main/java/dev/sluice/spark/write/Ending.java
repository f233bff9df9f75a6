package dev.sluice.spark.write;

import dev.sluice.corpus.model.Remainder;
import dev.sluice.spark.model.OutcomeRow;
import dev.sluice.spark.model.PreparedRow;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import scala.Tuple2;

/**
 * A capture with all that is known of it.
 *
 * @param candidate what became of it, if it passed all page steps
 */
record Ending(PreparedRow row, Optional<Candidate> candidate) {

  /** What became of a candidate. */
  record Candidate(PreparedRow.Passed passed, Optional<Remainder> left, Fate fate) {}

  /**
   * Rows of a partition with what the driver says of its candidates.
   *
   * @param rows each with its outcome, if it is a candidate
   * @param fates one for the partition
   */
  static Iterator<Ending> of(
      Iterator<Tuple2<PreparedRow, List<OutcomeRow>>> rows, Iterator<byte[]> fates) {
    Fates.Walk walk = new Fates.Walk(fates.next());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Ending next() {
        Tuple2<PreparedRow, List<OutcomeRow>> row = rows.next();
        Optional<Candidate> candidate =
            row._1().passed().map(it -> new Candidate(it, row._2().get(0).left(), walk.next()));
        return new Ending(row._1(), candidate);
      }
    };
  }
}
