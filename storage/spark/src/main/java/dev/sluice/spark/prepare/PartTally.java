package dev.sluice.spark.prepare;

import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.MeasuredNames;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.shard.SegmentRows;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.spark.model.PreparedRow;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a partition holds.
 *
 * @param seeds how many captures each seed has
 * @param names what was measured
 */
record PartTally(long captures, int candidates, Map<String, Long> seeds, MeasuredNames names) {

  private static final int VERSION = 1;

  static PartTally of(Iterator<PreparedRow> rows) {
    long captures = 0;
    int candidates = 0;
    Map<String, Long> seeds = new TreeMap<>();
    MeasuredNames names = new MeasuredNames();
    while (rows.hasNext()) {
      PreparedRow row = rows.next();
      LedgerRow ledger = SegmentRows.row(row.ledger());
      captures++;
      candidates += row.passed().isPresent() ? 1 : 0;
      seeds.merge(row.seed(), 1L, Long::sum);
      ledger.measurements().forEach(names::add);
    }
    return new PartTally(captures, candidates, seeds, names);
  }

  byte[] toBytes() {
    RowWriter out = new RowWriter(VERSION).number(captures).number(candidates);
    out.number(seeds.size());
    seeds.forEach((seed, count) -> out.text(seed).number(count));
    out.number(names.numbers().size());
    names.numbers().forEach(out::text);
    out.number(names.texts().size());
    names.texts().forEach(out::text);
    return out.toBytes();
  }

  static PartTally of(byte[] bytes) {
    RowReader in = new RowReader("tally", new byte[0], bytes, VERSION);
    long captures = in.number();
    int candidates = in.smallNumber();
    Map<String, Long> seeds = new TreeMap<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      seeds.put(in.text(), in.number());
    }
    MeasuredNames names = new MeasuredNames();
    for (int left = in.smallNumber(); left > 0; left--) {
      names.add(new Measurement(in.text(), new Measured.Quantity(0), "", true));
    }
    for (int left = in.smallNumber(); left > 0; left--) {
      names.add(new Measurement(in.text(), new Measured.Fact(""), "", true));
    }
    in.end();
    return new PartTally(captures, candidates, seeds, names);
  }
}
