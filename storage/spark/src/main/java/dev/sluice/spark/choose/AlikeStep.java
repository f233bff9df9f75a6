package dev.sluice.spark.choose;

import dev.sluice.corpus.model.Comparison.OfAlike;
import dev.sluice.spark.choose.Likeness.Comparing;
import dev.sluice.spark.choose.Likeness.Told;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * A step that keeps one of all candidates that are alike.
 *
 * <p>Candidates that share a key are linked ({@link Links}), links are verified ({@link Likeness}),
 * and clusters are made of them ({@link Components} or {@link Stars}). The members of a cluster
 * then meet under its number, and learn who is the best.
 */
final class AlikeStep {

  private final Kept kept;
  private final Table table;
  private final Comparing comparing;
  private final OfAlike comparison;
  private final JavaRDD<Candidate> candidates;
  private final long driverLinks;

  private AlikeStep(Kept kept, Table table, Steps steps, int step, long driverLinks) {
    this.kept = kept;
    this.table = table;
    this.comparing = () -> (OfAlike) Table.comparison(steps, step);
    this.comparison = comparing.make();
    this.candidates = table.candidates(steps, step);
    this.driverLinks = driverLinks;
  }

  static JavaRDD<Change> of(Kept kept, Table table, Steps steps, int step, long driverLinks) {
    JavaPairRDD<Long, Long> links = kept.keep(Links.of(table, steps, step));
    AlikeStep own = new AlikeStep(kept, table, steps, step, driverLinks);
    JavaPairRDD<Integer, Integer> roots =
        own.comparison.star() ? own.stars(links) : own.components(links);
    return own.settled(roots);
  }

  private JavaPairRDD<Integer, Integer> stars(JavaPairRDD<Long, Long> links) {
    Stars stars = new Stars(kept, candidates, table.home(), comparing, driverLinks);
    return withRoots(stars.of(links));
  }

  private JavaPairRDD<Integer, Integer> components(JavaPairRDD<Long, Long> links) {
    JavaRDD<Long> edges =
        comparison.verified()
            ? Likeness.of(links, candidates, table.home(), comparing, Told.CONNECTING).keys()
            : links.keys();
    return withRoots(new Components(kept, table.partitions(), driverLinks).of(edges));
  }

  /** Adds each root with itself. */
  private JavaPairRDD<Integer, Integer> withRoots(JavaPairRDD<Integer, Integer> roots) {
    return roots.union(
        roots.values().distinct(table.partitions()).mapToPair(root -> new Tuple2<>(root, root)));
  }

  /** A candidate of a cluster. */
  private record Member(int number, int root, long rank, int group) {}

  private JavaRDD<Change> settled(JavaPairRDD<Integer, Integer> roots) {
    Comparing made = comparing;
    JavaPairRDD<Integer, Integer> sorted =
        kept.keep(roots.repartitionAndSortWithinPartitions(table.home()));
    JavaRDD<Member> members =
        candidates.zipPartitions(sorted, (all, own) -> members(all, own, made.make()));
    JavaPairRDD<Integer, byte[]> answers =
        Meeting.replies(
            members
                .mapPartitionsToPair(AlikeStep::notes)
                .groupByKey(new HashPartitioner(table.partitions())),
            2,
            table.home());
    JavaPairRDD<Long, Long> verdicts =
        kept.keep(members.zipPartitions(answers, AlikeStep::verdicts).mapToPair(it -> it));
    if (!comparison.verified()) {
      return verdicts.map(it -> change(it, it._2()));
    }
    JavaPairRDD<Long, Double> similarities =
        Likeness.of(
            verdicts.filter(it -> !stays(it)), candidates, table.home(), comparing, Told.ALL);
    return verdicts.zipPartitions(similarities, AlikeStep::changes);
  }

  private static Iterator<Member> members(
      Iterator<Candidate> all, Iterator<Tuple2<Integer, Integer>> roots, OfAlike comparison) {
    Finder finder = new Finder(all);
    return new Flat<>(
        roots,
        root -> {
          Candidate own = finder.find(root._1());
          long rank = comparison.rank().applyAsLong(own.signature());
          return List.of(new Member(own.number(), root._2(), rank, own.outcome().group()))
              .iterator();
        });
  }

  private static Blocks<Member> blocks(Iterator<Member> members) {
    return new Blocks<>(members, Member::number, Integer.MAX_VALUE);
  }

  private static Iterator<Tuple2<Long, byte[]>> notes(Iterator<Member> members) {
    return new Flat<>(
        blocks(members),
        block -> {
          Map<Long, Tally> filed = new HashMap<>();
          block.forEach(
              it ->
                  filed.merge((long) it.root, Tally.of(it.rank, it.number, it.group), Tally::and));
          return Meeting.notes(filed, block.get(0).number);
        });
  }

  /** Each member with the winner of its cluster, and whom that stands for. */
  private static Iterator<Tuple2<Long, Long>> verdicts(
      Iterator<Member> members, Iterator<Tuple2<Integer, byte[]>> told) {
    Answers<byte[]> answers = new Answers<>(told);
    return new Flat<>(
        blocks(members),
        block -> {
          Map<Long, Tally> clusters = Meeting.told(answers, block.get(0).number);
          return block.stream()
              .map(
                  it -> {
                    Tally all = clusters.get((long) it.root);
                    if (all == null) {
                      throw new IllegalStateException("candidate " + it.number + " is alone");
                    }
                    return new Tuple2<>(Link.ends(it.number, (int) all.first()), all.weight());
                  })
              .iterator();
        });
  }

  private static boolean stays(Tuple2<Long, Long> verdict) {
    return (int) (verdict._1() >>> Integer.SIZE) == (int) (long) verdict._1();
  }

  private static Change change(Tuple2<Long, Long> verdict, double measured) {
    int number = (int) (verdict._1() >>> Integer.SIZE);
    int winner = (int) (long) verdict._1();
    return stays(verdict)
        ? new Change.StandsFor(number, (int) (long) verdict._2())
        : new Change.Lost(number, winner, measured);
  }

  private static Iterator<Change> changes(
      Iterator<Tuple2<Long, Long>> verdicts, Iterator<Tuple2<Long, Double>> similarities) {
    return new Flat<>(
        verdicts,
        it -> {
          double similarity = stays(it) ? 0 : similarities.next()._2();
          return List.of(change(it, similarity)).iterator();
        });
  }
}
