package dev.sluice.spark.write;

import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.shard.SegmentRows;
import dev.sluice.corpus.work.BodyLoans;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.spark.model.OutcomeRow;
import dev.sluice.spark.model.PreparedRow;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * The raw bodies of candidates, for formats that hold them: which of them another one lends, and
 * how long they are. Eight bytes a candidate on the driver.
 */
record RawBodies(BodyLoans loans, long[] bodyBytes) {

  private static final int VERSION = 1;

  /** For a format that holds none. */
  static final RawBodies NONE = new RawBodies(BodyLoans.NONE, new long[0]);

  /** The bodies of what is chosen. */
  static RawBodies of(
      JavaRDD<Tuple2<PreparedRow, List<OutcomeRow>>> rows,
      Selection selection,
      PairSorter byBody) {
    long[] bodyBytes = new long[selection.count()];
    int candidate = 0;
    try (byBody) {
      Iterator<byte[]> parts = rows.mapPartitions(RawBodies::told).toLocalIterator();
      while (parts.hasNext()) {
        RowReader in = new RowReader("bodies", new byte[0], parts.next(), VERSION);
        while (!in.isAtEnd()) {
          long key = in.number();
          bodyBytes[candidate] = in.number();
          if (selection.chosen(candidate)) {
            BodyLoans.file(byBody, key, candidate);
          }
          candidate++;
        }
      }
      return new RawBodies(BodyLoans.of(byBody), bodyBytes);
    }
  }

  private static Iterator<byte[]> told(Iterator<Tuple2<PreparedRow, List<OutcomeRow>>> rows) {
    RowWriter out = new RowWriter(VERSION);
    while (rows.hasNext()) {
      PreparedRow row = rows.next()._1();
      row.passed()
          .ifPresent(
              it ->
                  out.number(BodyLoans.key(SegmentRows.signature(it.signature()).bodyHash()))
                      .number(SegmentRows.row(row.ledger()).bodyBytes()));
    }
    return List.of(out.toBytes()).iterator();
  }

  /** The sizes of all candidates in a shard. */
  Iterator<Long> sizes() {
    return IntStream.range(0, bodyBytes.length)
        .mapToObj(candidate -> loans.size(candidate, bodyBytes[candidate]))
        .iterator();
  }
}
