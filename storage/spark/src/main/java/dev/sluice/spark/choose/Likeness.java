package dev.sluice.spark.choose;

import dev.sluice.corpus.model.Comparison.OfAlike;
import dev.sluice.spark.wire.Home;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * How alike linked candidates truly are.
 *
 * <p>The print of the worse one lies beside the link already. That of the better one is asked for
 * by each block of links once, so that one which a million are linked with travels some hundred
 * times. A block holds the prints that it asked for: one for each of its links at most, and there
 * are {@value #MOST_LINKS} of these, but for those of its last candidate.
 */
final class Likeness {

  private static final int MOST_LINKS = 1 << 14;

  private Likeness() {}

  /** Which links one is told of. */
  enum Told {
    /** All. */
    ALL,
    /** Those that are alike enough, without those that others of the partition connect anyway. */
    CONNECTING
  }

  /** Makes the comparison in a task. */
  @FunctionalInterface
  interface Comparing extends Serializable {
    OfAlike make();
  }

  /**
   * The similarities of links.
   *
   * @param links in the partitions of the worse ones, sorted by these
   * @return links, in the same partitions and the same order of the worse ones
   */
  static JavaPairRDD<Long, Double> of(
      JavaPairRDD<Long, Long> links,
      JavaRDD<Candidate> candidates,
      Home home,
      Comparing comparing,
      Told told) {
    JavaPairRDD<Integer, byte[]> prints =
        links
            .mapPartitions(Likeness::asked)
            .mapToPair(ask -> new Tuple2<>(ask, (byte) 0))
            .repartitionAndSortWithinPartitions(home)
            .zipPartitions(candidates, Likeness::prints)
            .mapToPair(it -> it)
            .repartitionAndSortWithinPartitions(home);
    return links
        .zipPartitions(prints, Likeness::blocks)
        .zipPartitions(
            candidates, (blocks, own) -> new Comparer(own, comparing.make(), told).of(blocks))
        .mapToPair(it -> it);
  }

  /** The blocks of links. */
  static Blocks<Link> blocks(Iterator<Tuple2<Long, Long>> links) {
    return new Blocks<>(new Flat<>(links, Likeness::link), Link::worse, MOST_LINKS);
  }

  private static Iterator<Link> link(Tuple2<Long, Long> row) {
    return List.of(Link.of(row)).iterator();
  }

  /** The better ones of each block, each with the block that asks. */
  static Iterator<Long> asked(Iterator<Tuple2<Long, Long>> links) {
    return new Flat<>(
        blocks(links),
        block ->
            block.stream()
                .mapToInt(Link::better)
                .distinct()
                .mapToObj(better -> Link.ends(better, block.get(0).worse()))
                .iterator());
  }

  /** To each block the prints that it asked for. */
  private static Iterator<Tuple2<Integer, byte[]>> prints(
      Iterator<Tuple2<Long, Byte>> asked, Iterator<Candidate> candidates) {
    Finder finder = new Finder(candidates);
    return new Flat<>(
        asked,
        ask -> {
          int better = (int) (ask._1() >>> Integer.SIZE);
          int block = (int) (long) ask._1();
          byte[] print = finder.find(better).imprint();
          byte[] answer =
              ByteBuffer.allocate(Integer.BYTES + print.length).putInt(better).put(print).array();
          return List.of(new Tuple2<>(block, answer)).iterator();
        });
  }

  /** A block of links with the prints of the better ones. */
  private record Asked(List<Link> links, Map<Integer, byte[]> prints) {}

  private static Iterator<Asked> blocks(
      Iterator<Tuple2<Long, Long>> links, Iterator<Tuple2<Integer, byte[]>> prints) {
    Answers<byte[]> answers = new Answers<>(prints);
    return new Flat<>(
        blocks(links),
        block -> {
          Map<Integer, byte[]> own = new HashMap<>();
          for (byte[] answer : answers.to(block.get(0).worse())) {
            int better = ByteBuffer.wrap(answer).getInt();
            own.put(better, Arrays.copyOfRange(answer, Integer.BYTES, answer.length));
          }
          return List.of(new Asked(block, own)).iterator();
        });
  }

  /** Compares what is linked in a partition. */
  private static final class Comparer {

    private final Finder own;
    private final OfAlike comparison;
    private final Told told;
    private final Forest connected = new Forest();

    Comparer(Iterator<Candidate> own, OfAlike comparison, Told told) {
      this.own = new Finder(own);
      this.comparison = comparison;
      this.told = told;
    }

    Iterator<Tuple2<Long, Double>> of(Iterator<Asked> blocks) {
      return new Flat<>(
          blocks,
          block -> block.links.stream().flatMap(link -> compare(link, block.prints)).iterator());
    }

    private Stream<Tuple2<Long, Double>> compare(Link link, Map<Integer, byte[]> prints) {
      boolean connecting = told == Told.CONNECTING;
      if (connecting && connected.root(link.worse()) == connected.root(link.better())) {
        return Stream.of();
      }
      byte[] better = prints.get(link.better());
      if (better == null) {
        throw new IllegalStateException("nobody sent the print of candidate " + link.better());
      }
      byte[] worse = own.find(link.worse()).imprint();
      double similarity = comparison.similarity().applyAsDouble(worse, better);
      if (connecting) {
        if (similarity < comparison.verify()) {
          return Stream.of();
        }
        connected.join(link.worse(), link.better());
      }
      return Stream.of(new Tuple2<>(link.ends(), similarity));
    }
  }
}
