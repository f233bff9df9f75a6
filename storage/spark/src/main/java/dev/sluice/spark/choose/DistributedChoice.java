package dev.sluice.spark.choose;

import dev.sluice.corpus.model.Comparison;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.spark.model.CandidateRow;
import dev.sluice.spark.model.OutcomeRow;
import dev.sluice.spark.wire.Home;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Lets the comparing steps of a recipe choose among candidates that lie on a cluster: the same
 * winners, numbers and cuts as {@link GlobalStep#choose} gives one machine.
 *
 * <p>The driver holds nothing of candidates but what its limit allows for, see {@link
 * #withDriverLinks}. What became of them is kept on the executors after each step, a dozen bytes a
 * candidate, and checkpointed if the context has a folder for that.
 */
public final class DistributedChoice {

  private static final long DRIVER_LINKS = 1 << 20;

  private final JavaSparkContext context;
  private final Steps steps;
  private final long driverLinks;

  private DistributedChoice(JavaSparkContext context, Steps steps, long driverLinks) {
    this.context = context;
    this.steps = steps;
    this.driverLinks = driverLinks;
  }

  /** A choice by these steps. */
  public DistributedChoice(JavaSparkContext context, Steps steps) {
    this(context, steps, DRIVER_LINKS);
  }

  /** The same with another limit: as many links the driver may join by itself. */
  public DistributedChoice withDriverLinks(long most) {
    return new DistributedChoice(context, steps, most);
  }

  /**
   * Chooses.
   *
   * @param candidates by their numbers, which ascend from 0 without gaps, partition after
   *     partition; they are gone over several times, so better persisted
   * @param texts the texts of all candidates as the page steps left them, by their numbers, in the
   *     same partitions; read only if a step takes text out
   * @return one for each candidate, in the same partitions and order; persisted
   * @throws IllegalArgumentException if numbers are out of order
   */
  public JavaRDD<OutcomeRow> choose(
      JavaPairRDD<Integer, CandidateRow> candidates, JavaPairRDD<Integer, String> texts) {
    Home home = home(candidates);
    int partitions = Math.max(candidates.getNumPartitions(), context.defaultParallelism());
    JavaRDD<OutcomeRow> outcomes = kept(candidates.map(it -> untouched(it._1())));
    SortedMap<Integer, GlobalStep> all = steps.make();
    for (int step : all.keySet()) {
      JavaRDD<OutcomeRow> before = outcomes;
      Table table = new Table(candidates, before, home, partitions);
      try (Kept during = new Kept(context)) {
        outcomes = kept(table.changed(changes(during, table, step, texts), step));
        if (outcomes.count() != home.count()) {
          throw new IllegalStateException("step " + step + " has lost candidates");
        }
      }
      before.unpersist();
    }
    return outcomes;
  }

  private static OutcomeRow untouched(int number) {
    return new OutcomeRow(number, OutcomeRow.CHOSEN, number, 1, 0, Optional.empty());
  }

  private JavaRDD<OutcomeRow> kept(JavaRDD<OutcomeRow> outcomes) {
    outcomes.persist(StorageLevel.MEMORY_AND_DISK_SER());
    if (context.getCheckpointDir().isPresent()) {
      outcomes.checkpoint();
    }
    return outcomes;
  }

  private static Home home(JavaPairRDD<Integer, CandidateRow> candidates) {
    List<Tuple2<Integer, Integer>> slices =
        candidates.keys().mapPartitions(DistributedChoice::slice).collect();
    List<Integer> counts = new ArrayList<>();
    int next = 0;
    for (Tuple2<Integer, Integer> slice : slices) {
      if (slice._2() > 0 && slice._1() != next) {
        throw new IllegalArgumentException(
            "candidates are out of order: " + slice._1() + " begins a partition, not " + next);
      }
      counts.add(slice._2());
      next += slice._2();
    }
    return Home.of(counts);
  }

  /** First number and count of a partition. */
  private static Iterator<Tuple2<Integer, Integer>> slice(Iterator<Integer> numbers) {
    int first = -1;
    int count = 0;
    while (numbers.hasNext()) {
      int number = numbers.next();
      first = count == 0 ? number : first;
      if (number != first + count) {
        throw new IllegalArgumentException(
            "candidates are out of order: " + number + " comes after " + (first + count - 1));
      }
      count++;
    }
    return List.of(new Tuple2<>(first, count)).iterator();
  }

  private JavaRDD<Change> changes(
      Kept kept, Table table, int step, JavaPairRDD<Integer, String> texts) {
    Comparison comparison = Table.comparison(steps, step);
    if (comparison instanceof Comparison.OfCaptures) {
      return CapturesStep.of(table, steps, step);
    } else if (comparison instanceof Comparison.OfEqual) {
      return EqualStep.of(table, steps, step);
    } else if (comparison instanceof Comparison.OfAlike) {
      return AlikeStep.of(kept, table, steps, step, driverLinks);
    }
    JavaRDD<Cuts> cuts =
        comparison instanceof Comparison.OfPieces
            ? PiecesStep.of(table, steps, step)
            : SpansStep.of(kept, table, steps, step);
    return CutTexts.of(cuts, table, texts, steps, step);
  }
}
