package dev.sluice.spark.choose;

import dev.sluice.corpus.model.Comparison.OfAlike;
import dev.sluice.spark.choose.Likeness.Comparing;
import dev.sluice.spark.choose.Likeness.Told;
import dev.sluice.spark.wire.Home;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Drops a candidate if one that is better and stays is like it, in favour of the best of these.
 *
 * <p><b>Idea.</b> Who stays depends on who of the better ones stays, so it is settled in rounds of
 * local decisions. A candidate whose better ones have all gone stays. One that is like one which
 * stays goes, once it is settled of all between them. Each round settles at least the best of all
 * that are open, and mostly nearly all: of a million copies the best stays, and all others go in
 * the first round. Similarity is looked at only between a candidate and those that stay.
 *
 * <p>What a few rounds have not settled are long chains. Their links are few, and are settled by
 * the driver in one walk in the order of keeping, as the embedded engine does it, if they are not
 * more than it may hold; else rounds go on.
 */
final class Stars {

  /** Rounds before the driver may settle the rest. */
  private static final int ROUNDS = 3;

  private final Kept kept;
  private final JavaRDD<Candidate> candidates;
  private final Home home;
  private final Comparing comparing;
  private final boolean verified;
  private final long driverLinks;

  /**
   * A settling.
   *
   * @param kept keeps what rounds go on from
   * @param driverLinks as many links the driver may settle by itself, in a hundred bytes each
   */
  Stars(
      Kept kept, JavaRDD<Candidate> candidates, Home home, Comparing comparing, long driverLinks) {
    this.kept = kept;
    this.candidates = candidates;
    this.home = home;
    this.comparing = comparing;
    this.verified = comparing.make().verified();
    this.driverLinks = driverLinks;
  }

  /** What is known of the better one of a link, or of the link. */
  private enum State {
    /** It is open whether the better one stays. */
    OPEN,
    /** The better one stays. */
    STAYS,
    /** The better one has gone. */
    GONE,
    /** The worse one loses to the better one. */
    LOST
  }

  /** Losers and to whom they lose. */
  JavaPairRDD<Integer, Integer> of(JavaPairRDD<Long, Long> links) {
    JavaPairRDD<Long, Long> open = links;
    JavaPairRDD<Long, Long> lost = none();
    long count = open.count();
    for (int round = 0; count > 0; round++) {
      JavaPairRDD<Long, Tuple2<Long, Integer>> answered = kept.keep(answered(open, lost));
      if (round >= ROUNDS && count <= driverLinks) {
        return ends(lost.union(byDriver(answered)));
      }
      JavaPairRDD<Long, Tuple2<Long, Integer>> verdicts = kept.keep(verdicts(answered));
      lost = kept.keep(merged(lost, links(verdicts, State.LOST)));
      // A shuffle: tasks would else take all rounds before with them.
      open = kept.keep(links(verdicts, State.OPEN).repartitionAndSortWithinPartitions(home));
      count = open.count();
      lost.count();
      answered.unpersist();
      verdicts.unpersist();
    }
    return ends(lost);
  }

  private static JavaPairRDD<Integer, Integer> ends(JavaPairRDD<Long, Long> links) {
    return links.mapToPair(
        it -> new Tuple2<>((int) (it._1() >>> Integer.SIZE), (int) (long) it._1()));
  }

  private JavaPairRDD<Long, Long> none() {
    return candidates.mapPartitionsToPair(any -> List.<Tuple2<Long, Long>>of().iterator(), true);
  }

  private static JavaPairRDD<Long, Long> links(
      JavaPairRDD<Long, Tuple2<Long, Integer>> rows, State state) {
    int wanted = state.ordinal();
    return rows.filter(it -> it._2()._2() == wanted)
        .mapToPair(it -> new Tuple2<>(it._1(), it._2()._1()));
  }

  private JavaPairRDD<Long, Long> merged(
      JavaPairRDD<Long, Long> some, JavaPairRDD<Long, Long> others) {
    return some.union(others).repartitionAndSortWithinPartitions(home);
  }

  /** The open links, without those to whom has gone, and what is known of the others. */
  private JavaPairRDD<Long, Tuple2<Long, Integer>> answered(
      JavaPairRDD<Long, Long> open, JavaPairRDD<Long, Long> lost) {
    JavaPairRDD<Integer, Long> answers =
        open.mapPartitions(Likeness::asked)
            .mapToPair(ask -> new Tuple2<>(ask, State.STAYS.ordinal()))
            .repartitionAndSortWithinPartitions(home)
            .zipPartitions(open, (asked, links) -> told(asked, links, State.OPEN))
            .zipPartitions(lost, (asked, links) -> told(asked, links, State.GONE))
            .mapToPair(
                it -> {
                  int better = (int) (it._1() >>> Integer.SIZE);
                  int block = (int) (long) it._1();
                  return new Tuple2<>(block, Link.ends(better, it._2()));
                })
            .repartitionAndSortWithinPartitions(home);
    return open.zipPartitions(answers, Stars::answered).mapToPair(it -> it);
  }

  /** Says of those who are asked for whether they are the worse one of a link. */
  private static Iterator<Tuple2<Long, Integer>> told(
      Iterator<Tuple2<Long, Integer>> asked, Iterator<Tuple2<Long, Long>> links, State state) {
    int[] worse = {-1};
    return new Flat<>(
        asked,
        ask -> {
          int better = (int) (ask._1() >>> Integer.SIZE);
          while (worse[0] < better && links.hasNext()) {
            worse[0] = (int) (links.next()._1() >>> Integer.SIZE);
          }
          return List.of(worse[0] == better ? new Tuple2<>(ask._1(), state.ordinal()) : ask)
              .iterator();
        });
  }

  private static Iterator<Tuple2<Long, Tuple2<Long, Integer>>> answered(
      Iterator<Tuple2<Long, Long>> open, Iterator<Tuple2<Integer, Long>> told) {
    Answers<Long> answers = new Answers<>(told);
    return new Flat<>(
        Likeness.blocks(open),
        block -> {
          Map<Integer, Integer> states = new HashMap<>();
          for (long answer : answers.to(block.get(0).worse())) {
            states.put((int) (answer >>> Integer.SIZE), (int) answer);
          }
          return block.stream()
              .filter(it -> state(states, it) != State.GONE.ordinal())
              .map(it -> new Tuple2<>(it.ends(), new Tuple2<>(it.rank(), state(states, it))))
              .iterator();
        });
  }

  private static int state(Map<Integer, Integer> states, Link link) {
    Integer state = states.get(link.better());
    if (state == null) {
      throw new IllegalStateException("nobody told of candidate " + link.better());
    }
    return state;
  }

  /** What is settled of each worse one: a lost link, or those that are open still. */
  private JavaPairRDD<Long, Tuple2<Long, Integer>> verdicts(
      JavaPairRDD<Long, Tuple2<Long, Integer>> answered) {
    if (!verified) {
      return answered.mapPartitionsToPair(
          rows -> new Flat<>(groups(rows), it -> verdict(it, any -> true)), true);
    }
    double verify = comparing.make().verify();
    JavaPairRDD<Long, Double> similarities =
        Likeness.of(
            answered.mapPartitionsToPair(
                rows -> new Flat<>(groups(rows), it -> tests(it).iterator()), true),
            candidates,
            home,
            comparing,
            Told.ALL);
    return answered
        .zipPartitions(
            similarities,
            (rows, similar) -> {
              Found found = new Found(similar);
              return new Flat<>(groups(rows), it -> verdict(it, link -> found.of(link) >= verify));
            })
        .mapToPair(it -> it);
  }

  /** The similarities of a partition, in the order of the worse ones. */
  private static final class Found {

    private final Iterator<Tuple2<Long, Double>> similarities;
    private final Map<Long, Double> ofOne = new HashMap<>();
    private @Nullable Tuple2<Long, Double> ahead;

    Found(Iterator<Tuple2<Long, Double>> similarities) {
      this.similarities = similarities;
      advance();
    }

    private void advance() {
      ahead = similarities.hasNext() ? similarities.next() : null;
    }

    double of(long link) {
      while (ahead != null && ahead._1() >>> Integer.SIZE <= link >>> Integer.SIZE) {
        if (!ofOne.isEmpty() && worse(ofOne.keySet().iterator().next()) != worse(ahead._1())) {
          ofOne.clear();
        }
        ofOne.put(ahead._1(), ahead._2());
        advance();
      }
      Double found = ofOne.get(link);
      if (found == null) {
        throw new IllegalStateException("a link was not compared");
      }
      return found;
    }

    private static long worse(long link) {
      return link >>> Integer.SIZE;
    }
  }

  /** The links of one worse candidate after the other, the best first. */
  private static Iterator<List<Tuple2<Long, Tuple2<Long, Integer>>>> groups(
      Iterator<Tuple2<Long, Tuple2<Long, Integer>>> rows) {
    Blocks<Tuple2<Long, Tuple2<Long, Integer>>> groups =
        new Blocks<>(rows, it -> (int) (it._1() >>> Integer.SIZE), 1);
    Comparator<Tuple2<Long, Tuple2<Long, Integer>>> order =
        Comparator.comparing((Tuple2<Long, Tuple2<Long, Integer>> it) -> it._2()._1())
            .thenComparing(Tuple2::_1);
    return new Flat<>(
        groups,
        group -> {
          group.sort(order);
          return List.of(group).iterator();
        });
  }

  /** Those links of a worse candidate that lead to one which stays, before the first open one. */
  private static List<Tuple2<Long, Long>> tests(List<Tuple2<Long, Tuple2<Long, Integer>>> group) {
    List<Tuple2<Long, Long>> tests = new ArrayList<>();
    for (Tuple2<Long, Tuple2<Long, Integer>> link : group) {
      if (link._2()._2() == State.OPEN.ordinal()) {
        break;
      }
      tests.add(new Tuple2<>(link._1(), link._2()._1()));
    }
    return tests;
  }

  private static Iterator<Tuple2<Long, Tuple2<Long, Integer>>> verdict(
      List<Tuple2<Long, Tuple2<Long, Integer>>> group, LongPredicate isLike) {
    for (int i = 0; i < group.size(); i++) {
      Tuple2<Long, Tuple2<Long, Integer>> link = group.get(i);
      if (link._2()._2() == State.OPEN.ordinal()) {
        return group.subList(i, group.size()).stream().map(it -> marked(it, State.OPEN)).iterator();
      }
      if (isLike.test(link._1())) {
        return List.of(marked(link, State.LOST)).iterator();
      }
    }
    return List.<Tuple2<Long, Tuple2<Long, Integer>>>of().iterator();
  }

  private static Tuple2<Long, Tuple2<Long, Integer>> marked(
      Tuple2<Long, Tuple2<Long, Integer>> link, State state) {
    return new Tuple2<>(link._1(), new Tuple2<>(link._2()._1(), state.ordinal()));
  }

  /** Settles what is open in the order of keeping. */
  private JavaPairRDD<Long, Long> byDriver(JavaPairRDD<Long, Tuple2<Long, Integer>> answered) {
    JavaPairRDD<Long, Long> links = answered.mapToPair(it -> new Tuple2<>(it._1(), it._2()._1()));
    List<Rest> rest = new ArrayList<>();
    Comparing made = comparing; // what a task takes with it must not be all of this
    like(links)
        .zipPartitions(candidates, (some, all) -> ranked(some, all, made.make()))
        .collect()
        .forEach(row -> rest.add(new Rest(row[0], row[1], row[2])));
    rest.sort(Comparator.naturalOrder());
    Set<Integer> gone = new HashSet<>();
    List<Tuple2<Long, Long>> lost = new ArrayList<>();
    for (Rest link : rest) {
      if (!gone.contains(link.better()) && gone.add(link.worse())) {
        lost.add(new Tuple2<>(link.ends, 0L));
      }
    }
    return kept.context().parallelizePairs(lost, home.numPartitions());
  }

  /** Those links whose ends are alike. */
  private JavaPairRDD<Long, Long> like(JavaPairRDD<Long, Long> links) {
    if (!verified) {
      return links;
    }
    double verify = comparing.make().verify();
    JavaPairRDD<Long, Double> similarities =
        Likeness.of(links, candidates, home, comparing, Told.ALL);
    return links
        .zipPartitions(
            similarities,
            (some, similar) -> {
              Found found = new Found(similar);
              return new Flat<>(
                  some,
                  it ->
                      (found.of(it._1()) >= verify ? List.of(it) : List.<Tuple2<Long, Long>>of())
                          .iterator());
            })
        .mapToPair(it -> it);
  }

  /** Links with the ranks of both. */
  private static Iterator<long[]> ranked(
      Iterator<Tuple2<Long, Long>> links, Iterator<Candidate> candidates, OfAlike comparison) {
    Finder finder = new Finder(candidates);
    return new Flat<>(
        links,
        link -> {
          Candidate worse = finder.find((int) (link._1() >>> Integer.SIZE));
          long rank = comparison.rank().applyAsLong(worse.signature());
          return List.of(new long[] {rank, link._1(), link._2()}).iterator();
        });
  }

  /** A link that the driver settles. */
  private record Rest(long rankOfWorse, long ends, long rankOfBetter) implements Comparable<Rest> {

    private static final Comparator<Rest> ORDER =
        Comparator.comparingLong(Rest::rankOfWorse)
            .thenComparingInt(Rest::worse)
            .thenComparingLong(Rest::rankOfBetter)
            .thenComparingInt(Rest::better);

    int worse() {
      return (int) (ends >>> Integer.SIZE);
    }

    int better() {
      return (int) ends;
    }

    @Override
    public int compareTo(Rest other) {
      return ORDER.compare(this, other);
    }
  }
}
