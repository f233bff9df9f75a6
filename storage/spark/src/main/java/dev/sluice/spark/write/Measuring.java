package dev.sluice.spark.write;

import dev.sluice.corpus.dedup.Clusters;
import dev.sluice.corpus.mix.Mix;
import dev.sluice.corpus.mix.MixUnit;
import dev.sluice.corpus.mix.Mixed;
import dev.sluice.corpus.mix.Mixer;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.shard.SegmentRows;
import dev.sluice.corpus.work.MixMeasuring;
import dev.sluice.corpus.work.TextTaking;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.spark.model.OutcomeRow;
import dev.sluice.spark.model.PreparedRow;
import dev.sluice.spark.wire.Worker;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Measures out a mix by the mixer of the export on one machine: executors count tokens and say what
 * the mix may ask of each candidate, the driver goes over these once, in the order of keys. It
 * holds the mixer's 30 bytes for each candidate.
 */
final class Measuring implements Serializable {

  private static final long serialVersionUID = 1;
  private static final int VERSION = 1;

  private final Broadcast<Worker> worker;
  private final TreeSet<String> measured;

  Measuring(Broadcast<Worker> worker, Mix mix) {
    this.worker = worker;
    this.measured = new TreeSet<>(mix.measured());
  }

  /** Measures out a mix of what is chosen. */
  Mixed mix(
      Mix mix,
      JavaRDD<Tuple2<PreparedRow, List<OutcomeRow>>> rows,
      Decision decision,
      Clusters clusters,
      Supplier<PairSorter> sorters) {
    int count = decision.selection().count();
    Mixer mixer = new Mixer(mix, count);
    MixMeasuring measuring = new MixMeasuring(mix);
    Iterator<byte[]> told = rows.mapPartitions(this::told).toLocalIterator();
    while (told.hasNext()) {
      RowReader in = new RowReader("facts", new byte[0], told.next(), VERSION);
      int candidate = in.smallNumber();
      Signature signature = SegmentRows.signature(in.bytes());
      int tokens = in.smallNumber();
      Map<String, String> tags = new TreeMap<>();
      for (int left = in.smallNumber(); left > 0; left--) {
        tags.put(in.text(), in.text());
      }
      Map<String, Double> numbers = new TreeMap<>();
      for (int left = in.smallNumber(); left > 0; left--) {
        numbers.put(in.text(), Double.longBitsToDouble(in.number()));
      }
      mixer.add(
          candidate,
          measuring.facts(signature, tags, clusters.size(candidate), numbers),
          measuring.units(signature, () -> tokens));
    }
    return mixer.mix(sorters);
  }

  private Iterator<byte[]> told(Iterator<Tuple2<PreparedRow, List<OutcomeRow>>> rows) {
    TextTaking texts = TextTaking.of(worker.value().orders().recipe());
    return stream(rows)
        .filter(row -> !row._2().isEmpty() && row._2().get(0).isChosen())
        .map(row -> told(row._1(), row._2().get(0), texts))
        .iterator();
  }

  private static <T> Stream<T> stream(Iterator<T> rows) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false);
  }

  private byte[] told(PreparedRow row, OutcomeRow outcome, TextTaking texts) {
    PreparedRow.Passed passed = row.passed().orElseThrow();
    Signature whole = SegmentRows.signature(passed.signature());
    Signature rest = outcome.left().map(whole::with).orElse(whole);
    RowWriter out =
        new RowWriter(VERSION)
            .number(outcome.number())
            .bytes(SegmentRows.signature(rest))
            .number(tokens(passed, outcome, texts))
            .number(passed.tags().size());
    passed.tags().forEach((name, value) -> out.text(name).text(value));
    Map<String, Double> numbers = numbers(row, measured);
    out.number(numbers.size());
    numbers.forEach((name, number) -> out.text(name).number(Double.doubleToLongBits(number)));
    return out.toBytes();
  }

  private static Map<String, Double> numbers(PreparedRow row, Set<String> names) {
    return names.isEmpty() ? Map.of() : MixMeasuring.numbers(SegmentRows.row(row.ledger()), names);
  }

  private int tokens(PreparedRow.Passed passed, OutcomeRow outcome, TextTaking texts) {
    Worker own = worker.value();
    return own.orders().mixUnit().filter(it -> it == MixUnit.TOKENS).isPresent()
        ? own.counter()
            .count(
                texts
                    .rest(
                        SegmentRows.document(passed.document()), Integer.MAX_VALUE, outcome.left())
                    .text())
        : 0;
  }
}
