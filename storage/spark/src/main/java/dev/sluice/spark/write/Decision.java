package dev.sluice.spark.write;

import dev.sluice.corpus.model.Selection;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.spark.model.CandidateRow;
import dev.sluice.spark.model.OutcomeRow;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * What became of all candidates, on the driver.
 *
 * @param textBytes length of what is left of each text, in UTF-8
 */
record Decision(Selection selection, int[] textBytes) {

  private static final int VERSION = 1;

  /** Collects what the steps that compare have made of candidates, in the same partitions. */
  static Decision of(
      JavaPairRDD<Integer, CandidateRow> candidates, JavaRDD<OutcomeRow> outcomes, int count) {
    Selection selection = new Selection(count);
    int[] textBytes = new int[count];
    List<byte[]> parts = outcomes.zipPartitions(candidates, Decision::packed).collect();
    int candidate = 0;
    for (byte[] part : parts) {
      RowReader in = new RowReader("outcomes", new byte[0], part, VERSION);
      while (!in.isAtEnd()) {
        read(in, candidate, selection);
        textBytes[candidate++] = in.smallNumber();
      }
    }
    if (candidate != count) {
      throw new IllegalStateException(candidate + " of " + count + " candidates have an outcome");
    }
    return new Decision(selection, textBytes);
  }

  private static Iterator<byte[]> packed(
      Iterator<OutcomeRow> outcomes, Iterator<Tuple2<Integer, CandidateRow>> candidates) {
    RowWriter out = new RowWriter(VERSION);
    while (outcomes.hasNext()) {
      OutcomeRow outcome = outcomes.next();
      CandidateRow candidate = candidates.next()._2();
      out.number(outcome.step())
          .number(outcome.winner() - (long) outcome.number())
          .number(outcome.group())
          .number(Float.floatToIntBits(outcome.measured()))
          .number(
              outcome
                  .left()
                  .map(left -> left.textBytes())
                  .orElse(candidate.signature().textBytes()));
    }
    return List.of(out.toBytes()).iterator();
  }

  private static void read(RowReader in, int candidate, Selection selection) {
    int step = in.smallNumber();
    int winner = in.smallNumber() + candidate;
    int group = in.smallNumber();
    float measured = Float.intBitsToFloat(in.smallNumber());
    if (step != OutcomeRow.CHOSEN) {
      selection.drop(candidate, winner, step, measured);
    }
    selection.group(candidate, group);
  }

  /** The sizes of all texts. */
  Iterator<Long> sizes() {
    return Arrays.stream(textBytes).mapToObj(bytes -> (long) bytes).iterator();
  }
}
