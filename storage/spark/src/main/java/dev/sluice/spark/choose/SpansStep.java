package dev.sluice.spark.choose;

import dev.sluice.corpus.model.Comparison.OfSpans;
import dev.sluice.corpus.model.Comparison.Spans;
import dev.sluice.corpus.model.Comparison.Windows;
import dev.sluice.corpus.model.TextRange;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * A step that cuts spans of tokens which were there before. First the selected runs of all pages
 * meet; then the windows around those that came twice. A block is told where each of its windows
 * came first, and cuts by that.
 */
final class SpansStep {

  private SpansStep() {}

  static JavaRDD<Cuts> of(Kept kept, Table table, Steps steps, int step) {
    JavaRDD<Candidate> candidates = table.candidates(steps, step);
    JavaPairRDD<Integer, byte[]> repeated =
        kept.keep(
            Meeting.of(
                candidates,
                () -> filing((OfSpans) Table.comparison(steps, step)),
                2,
                table.home(),
                table.partitions()));
    JavaPairRDD<Integer, byte[]> firsts =
        Meeting.replies(
            candidates
                .zipPartitions(
                    repeated,
                    (all, told) -> notes(all, told, (OfSpans) Table.comparison(steps, step)))
                .mapToPair(it -> it)
                .groupByKey(new HashPartitioner(table.partitions())),
            2,
            table.home());
    return candidates
        .zipPartitions(repeated, SpansStep::withAnswers)
        .zipPartitions(
            firsts, (all, told) -> cuts(all, told, (OfSpans) Table.comparison(steps, step)));
  }

  private static Meeting.Filing filing(OfSpans comparison) {
    return (candidate, under) -> {
      if (isCompared(candidate)) {
        for (long key : spans(candidate, comparison).selected()) {
          under.accept(key, Tally.of(0, candidate.number(), 1));
        }
      }
    };
  }

  private static boolean isCompared(Candidate candidate) {
    return candidate.chosen() && candidate.imprint().length > 0;
  }

  private static Spans spans(Candidate candidate, OfSpans comparison) {
    return comparison.spans().of(candidate.signature(), candidate.imprint());
  }

  /** A block of candidates and the runs of theirs that came twice. */
  private record Block(List<Candidate> candidates, Map<Long, Tally> repeated) {

    int first() {
      return candidates.get(0).number();
    }
  }

  private static Iterator<Block> withAnswers(
      Iterator<Candidate> all, Iterator<Tuple2<Integer, byte[]>> told) {
    Answers<byte[]> answers = new Answers<>(told);
    return new Flat<>(
        Blocks.of(all),
        block -> {
          Map<Long, Tally> repeated = Meeting.told(answers, block.get(0).number());
          return List.of(new Block(block, repeated)).iterator();
        });
  }

  private static Windows windows(Spans spans, Map<Long, Tally> repeated) {
    BitSet runs = new BitSet();
    long[] selected = spans.selected();
    for (int i = 0; i < selected.length; i++) {
      runs.set(i, repeated.containsKey(selected[i]));
    }
    return runs.isEmpty() ? new Windows(new int[0], new long[0]) : spans.near(runs);
  }

  private static Iterator<Tuple2<Long, byte[]>> notes(
      Iterator<Candidate> all, Iterator<Tuple2<Integer, byte[]>> told, OfSpans comparison) {
    return new Flat<>(
        withAnswers(all, told),
        block -> {
          Map<Long, Tally> filed = new HashMap<>();
          for (Candidate candidate : block.candidates) {
            if (isCompared(candidate)) {
              Windows near = windows(spans(candidate, comparison), block.repeated);
              for (int i = 0; i < near.starts().length; i++) {
                long place = Windows.at(candidate.number(), near.starts()[i]);
                filed.merge(near.keys()[i], Tally.of(0, place, 1), Tally::and);
              }
            }
          }
          return Meeting.notes(filed, block.first());
        });
  }

  private static Iterator<Cuts> cuts(
      Iterator<Block> blocks, Iterator<Tuple2<Integer, byte[]>> told, OfSpans comparison) {
    Answers<byte[]> answers = new Answers<>(told);
    return new Flat<>(
        blocks,
        block -> {
          Map<Long, Tally> firsts = Meeting.told(answers, block.first());
          return block.candidates.stream()
              .filter(SpansStep::isCompared)
              .flatMap(it -> cuts(it, block.repeated, firsts, comparison))
              .iterator();
        });
  }

  private static Stream<Cuts> cuts(
      Candidate candidate, Map<Long, Tally> repeated, Map<Long, Tally> firsts, OfSpans comparison) {
    Spans spans = spans(candidate, comparison);
    Windows windows = windows(spans, repeated);
    long[] first = new long[windows.starts().length];
    Arrays.setAll(
        first,
        i -> {
          Tally told = firsts.get(windows.keys()[i]);
          return told == null ? Windows.at(candidate.number(), windows.starts()[i]) : told.first();
        });
    List<TextRange> cuts = spans.cuts(candidate.number(), windows, first);
    return cuts.isEmpty() ? Stream.of() : Stream.of(new Cuts(candidate.number(), cuts));
  }
}
