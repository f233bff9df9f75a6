package dev.sluice.spark.choose;

import dev.sluice.corpus.model.Comparison;
import dev.sluice.corpus.model.Comparison.Cutter;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.spark.model.OutcomeRow;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** Takes out of texts what a step cuts, where the texts lie. */
final class CutTexts {

  private CutTexts() {}

  static JavaRDD<Change> of(
      JavaRDD<Cuts> cuts, Table table, JavaPairRDD<Integer, String> texts, Steps steps, int step) {
    return cuts.zipPartitions(table.outcomes(), CutTexts::withOutcomes)
        .zipPartitions(
            texts,
            (some, all) -> {
              GlobalStep own = Table.step(steps, step);
              return changes(some, all, own, step);
            });
  }

  /** What is cut of a candidate, and what became of it before. */
  private record Cut(Cuts cuts, OutcomeRow before) {}

  private static Iterator<Cut> withOutcomes(Iterator<Cuts> cuts, Iterator<OutcomeRow> outcomes) {
    return new Flat<>(
        cuts,
        own -> {
          OutcomeRow before = outcomes.next();
          while (before.number() < own.number()) {
            before = outcomes.next();
          }
          return List.of(new Cut(own, before)).iterator();
        });
  }

  private static Iterator<Change> changes(
      Iterator<Cut> cuts, Iterator<Tuple2<Integer, String>> texts, GlobalStep step, int number) {
    Cutter cutter = cutter(step.comparison());
    long least = Math.max(1, step.leastLeft());
    return new Flat<>(
        cuts,
        cut -> {
          Tuple2<Integer, String> text = texts.next();
          while (text._1() < cut.cuts.number()) {
            text = texts.next();
          }
          if (text._1() != cut.cuts.number()) {
            throw new IllegalStateException("candidate " + cut.cuts.number() + " has no text");
          }
          Remainder left = cutter.cut(text._2(), cut.cuts.ranges(), cut.before.left(), number);
          return List.<Change>of(new Change.Shortened(cut.cuts.number(), left, least)).iterator();
        });
  }

  private static Cutter cutter(Comparison comparison) {
    if (comparison instanceof Comparison.OfPieces pieces) {
      return pieces.cutter();
    } else if (comparison instanceof Comparison.OfSpans spans) {
      return spans.cutter();
    }
    throw new IllegalArgumentException("the step takes no text");
  }
}
