package dev.sluice.spark.choose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * Finds which numbers are connected by edges, however many, long or crowded.
 *
 * <p><b>Idea.</b> Each partition first joins what it can by itself, and keeps a tree: every number
 * points to the smallest that it is connected with there. If few edges are left, the driver joins
 * them. Else they are contracted: every number that has a smaller neighbour points to the smallest
 * of these; the trees that come of it are cut short until all point to their roots; edges then lead
 * from root to root, those within one tree are gone, and the next round begins.
 *
 * <p><b>Rounds.</b> A number that keeps its place in two rounds was in the first the neighbour of
 * one that pointed to it: had all its neighbours pointed to smaller ones, it would point to such a
 * one in the second. So two rounds at least halve those that are connected, and n numbers take at
 * most 2 log n rounds, of chains as of stars; each with log n steps to cut trees short. (The
 * hooking to the smaller is that of Shiloach and Vishkin, "An O(log n) parallel connectivity
 * algorithm", 1982; joining locally and finishing on one machine, that of Kiveris et al.,
 * "Connected components in MapReduce and beyond", 2014.)
 *
 * <p><b>Skew.</b> After joining locally a number has one edge to a smaller one in a partition, so
 * as many as there are partitions. One that many point to is asked for by each partition once.
 */
final class Components {

  /** More rounds than the largest number of candidates can take. */
  private static final int MOST_ROUNDS = 2 * Integer.SIZE;

  private final Kept kept;
  private final int partitions;
  private final long driverEdges;

  /**
   * A search.
   *
   * @param kept keeps what rounds go on from
   * @param partitions into how many partitions numbers are shuffled
   * @param driverEdges as many edges the driver may join by itself, in twelve bytes each
   */
  Components(Kept kept, int partitions, long driverEdges) {
    this.kept = kept;
    this.partitions = partitions;
    this.driverEdges = driverEdges;
  }

  /**
   * The smallest number that each is connected with, if that is another one.
   *
   * @param edges two different numbers each, in the halves of a long
   */
  JavaPairRDD<Integer, Integer> of(JavaRDD<Long> edges) {
    List<JavaPairRDD<Integer, Integer>> roots = new ArrayList<>();
    JavaRDD<Long> left = joined(edges);
    long count = left.count();
    for (int round = 0; count > driverEdges; round++) {
      if (round == MOST_ROUNDS) {
        throw new IllegalStateException(count + " edges are left after " + round + " rounds");
      }
      JavaPairRDD<Integer, Integer> trees = flat(hooked(left));
      roots.add(trees);
      JavaRDD<Long> before = left;
      left = joined(contracted(before, trees));
      count = left.count();
      before.unpersist();
    }
    roots.add(byDriver(left));
    return composed(roots);
  }

  /** The edges with all of a partition joined: a number and the smallest of its tree. */
  private JavaRDD<Long> joined(JavaRDD<Long> edges) {
    JavaRDD<Long> joined = edges.mapPartitions(Components::joined);
    return kept.keep(joined);
  }

  private static Iterator<Long> joined(Iterator<Long> edges) {
    Forest forest = new Forest();
    while (edges.hasNext()) {
      long edge = edges.next();
      forest.join((int) (edge >>> Integer.SIZE), (int) edge);
    }
    List<Long> trees = new ArrayList<>();
    forest.each(
        number -> {
          int root = forest.root(number);
          if (root != number) {
            trees.add(Link.ends(number, root));
          }
        });
    return trees.iterator();
  }

  private static JavaPairRDD<Integer, Integer> pairs(JavaRDD<Long> edges) {
    return edges.mapToPair(it -> new Tuple2<>((int) (it >>> Integer.SIZE), (int) (long) it));
  }

  /** Each number that has a smaller neighbour, and the smallest of these. */
  private JavaPairRDD<Integer, Integer> hooked(JavaRDD<Long> edges) {
    return pairs(edges).reduceByKey(new HashPartitioner(partitions), Math::min);
  }

  /** The same trees, in which all point to the root. */
  private JavaPairRDD<Integer, Integer> flat(JavaPairRDD<Integer, Integer> trees) {
    JavaPairRDD<Integer, Integer> flat = kept.keep(trees);
    for (int step = 0; step < Integer.SIZE; step++) {
      JavaPairRDD<Integer, Integer> before = flat;
      LongAccumulator changed = kept.context().sc().longAccumulator();
      flat =
          kept.keep(looked(before, before, changed).partitionBy(new HashPartitioner(partitions)));
      flat.count();
      before.unpersist();
      if (changed.sum() == 0) {
        return flat;
      }
    }
    throw new IllegalStateException("a tree of pages is a circle");
  }

  /**
   * Pairs of which the second number is replaced by what a table has for it, if it has anything.
   * Each partition asks once for a number, so none is asked for too often.
   *
   * @param table best by hash, into as many partitions as this has
   * @param changed counts those that are others now, some of them twice if a task is done again
   */
  private JavaPairRDD<Integer, Integer> looked(
      JavaPairRDD<Integer, Integer> pairs,
      JavaPairRDD<Integer, Integer> table,
      LongAccumulator changed) {
    int asking = pairs.getNumPartitions();
    JavaPairRDD<Integer, Integer> found =
        pairs
            .mapPartitionsWithIndex(
                (partition, some) -> {
                  IntStream.Builder asked = IntStream.builder();
                  some.forEachRemaining(it -> asked.add(it._2()));
                  return asked
                      .build()
                      .distinct()
                      .boxed()
                      .map(it -> new Tuple2<>(it, partition))
                      .iterator();
                },
                false)
            .mapToPair(it -> it)
            .join(table, new HashPartitioner(partitions))
            .mapToPair(it -> new Tuple2<>(it._2()._1(), Link.ends(it._1(), it._2()._2())))
            .partitionBy(new Slot(asking))
            .mapToPair(it -> new Tuple2<>((int) (it._2() >>> Integer.SIZE), (int) (long) it._2()));
    return pairs
        .zipPartitions(found, (own, told) -> replaced(own, told, changed))
        .mapToPair(it -> it);
  }

  private static Iterator<Tuple2<Integer, Integer>> replaced(
      Iterator<Tuple2<Integer, Integer>> pairs,
      Iterator<Tuple2<Integer, Integer>> found,
      LongAccumulator changed) {
    Map<Integer, Integer> told = new HashMap<>();
    found.forEachRemaining(it -> told.put(it._1(), it._2()));
    return new Flat<>(
        pairs,
        it -> {
          int now = told.getOrDefault(it._2(), it._2());
          changed.add(now == it._2() ? 0 : 1);
          return List.of(new Tuple2<>(it._1(), now)).iterator();
        });
  }

  private LongAccumulator uncounted() {
    return kept.context().sc().longAccumulator();
  }

  private JavaRDD<Long> contracted(JavaRDD<Long> edges, JavaPairRDD<Integer, Integer> trees) {
    JavaPairRDD<Integer, Integer> fromRoot =
        pairs(edges)
            .leftOuterJoin(trees)
            .mapToPair(it -> new Tuple2<>(it._2()._2().orElse(it._1()), it._2()._1()));
    return looked(kept.keep(fromRoot), trees, uncounted())
        .filter(it -> !it._1().equals(it._2()))
        .map(it -> Link.ends(it._1(), it._2()));
  }

  private JavaPairRDD<Integer, Integer> byDriver(JavaRDD<Long> edges) {
    List<Tuple2<Integer, Integer>> roots = new ArrayList<>();
    joined(edges.collect().iterator())
        .forEachRemaining(
            it -> roots.add(new Tuple2<>((int) (it >>> Integer.SIZE), (int) (long) it)));
    edges.unpersist();
    return kept.context().parallelizePairs(roots, partitions);
  }

  /** From number to the last root of all rounds. */
  private JavaPairRDD<Integer, Integer> composed(List<JavaPairRDD<Integer, Integer>> rounds) {
    JavaPairRDD<Integer, Integer> last = rounds.get(rounds.size() - 1);
    for (int round = rounds.size() - 2; round >= 0; round--) {
      JavaPairRDD<Integer, Integer> own = rounds.get(round);
      last =
          kept.keep(
              looked(own, last, uncounted())
                  .union(last)
                  .partitionBy(new HashPartitioner(partitions)));
    }
    return last;
  }
}
