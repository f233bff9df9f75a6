package dev.sluice.spark.write;

import dev.sluice.corpus.model.Winner;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.spark.model.CandidateRow;
import dev.sluice.spark.wire.Home;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Which pages others lost to, or have their body from. Each partition asks once for each such page,
 * whoever holds the page answers, and the answers come to the partition that asked: two shuffles of
 * a few bytes for each page, of an address for each answer.
 */
final class Winners {

  private static final int VERSION = 1;

  private Winners() {}

  /**
   * A page that was asked for.
   *
   * @param body the hash of its raw body
   */
  record Known(Winner winner, ContentHash body) {}

  /**
   * For each partition, the pages that its candidates lost to, by the numbers of those, as rows
   * that {@link #read} gathers.
   *
   * @param firsts the number of the first candidate of each partition, then that of all
   */
  static JavaRDD<byte[]> of(
      JavaRDD<byte[]> fates, JavaPairRDD<Integer, CandidateRow> candidates, int[] firsts) {
    JavaPairRDD<Integer, Integer> asked =
        fates
            .mapPartitionsWithIndex((part, all) -> asked(part, all.next(), firsts), true)
            .mapToPair(pair -> pair)
            .repartitionAndSortWithinPartitions(Home.of(firsts));
    return asked
        .zipPartitions(candidates, Winners::answers)
        .mapToPair(pair -> pair)
        .partitionBy(new HashPartitioner(firsts.length - 1))
        .values();
  }

  private static Iterator<Tuple2<Integer, Integer>> asked(int part, byte[] fates, int[] firsts) {
    TreeSet<Integer> wanted = new TreeSet<>();
    Fates.Walk walk = new Fates.Walk(fates);
    for (int candidate = firsts[part]; candidate < firsts[part + 1]; candidate++) {
      Fate fate = walk.next();
      if (!fate.isChosen()) {
        wanted.add(fate.winner());
      }
      if (fate.lender() >= 0) {
        wanted.add(fate.lender());
      }
      if (fate.clusterSize() > 1) {
        wanted.add(fate.last());
      }
    }
    List<Tuple2<Integer, Integer>> all = new ArrayList<>();
    wanted.forEach(number -> all.add(new Tuple2<>(number, part)));
    return all.iterator();
  }

  private static Iterator<Tuple2<Integer, byte[]>> answers(
      Iterator<Tuple2<Integer, Integer>> asked, Iterator<Tuple2<Integer, CandidateRow>> all) {
    return new Iterator<>() {

      private int number = -1;
      private byte[] row = {};

      @Override
      public boolean hasNext() {
        return asked.hasNext();
      }

      @Override
      public Tuple2<Integer, byte[]> next() {
        Tuple2<Integer, Integer> question = asked.next();
        while (number < question._1()) {
          CandidateRow candidate = all.next()._2();
          number = candidate.number();
          row = number == question._1() ? row(candidate) : row;
        }
        return new Tuple2<>(question._2(), row);
      }
    };
  }

  private static byte[] row(CandidateRow candidate) {
    Winner winner = Winner.of(candidate.signature());
    return new RowWriter(VERSION)
        .number(candidate.number())
        .text(winner.id())
        .text(winner.url())
        .instant(winner.fetchedAt())
        .bytes(candidate.signature().bodyHash().bytes())
        .toBytes();
  }

  /** The pages of a partition's rows, by their numbers. */
  static Map<Integer, Known> read(Iterator<byte[]> rows) {
    Map<Integer, Known> winners = new HashMap<>();
    while (rows.hasNext()) {
      RowReader in = new RowReader("winners", new byte[0], rows.next(), VERSION);
      int number = in.smallNumber();
      String id = in.text();
      String url = in.text();
      Instant fetchedAt = in.instant();
      ContentHash body = ContentHash.fromBytes(in.bytes());
      in.end();
      winners.put(number, new Known(new Winner(id, url, fetchedAt, ""), body));
    }
    return winners;
  }
}
