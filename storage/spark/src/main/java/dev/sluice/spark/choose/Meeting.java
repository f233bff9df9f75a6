package dev.sluice.spark.choose;

import dev.sluice.spark.wire.Home;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Brings together what shares a key, wherever it lies, and tells all who have the key.
 *
 * <p><b>Idea.</b> Each block adds up by itself what it has of a key, and says that once. Where keys
 * meet, the sums of all blocks are added up, and the whole goes back to each of these blocks. Two
 * shuffles; a key that everybody has comes once from each block.
 */
final class Meeting {

  private Meeting() {}

  /** Files a candidate under its keys. */
  @FunctionalInterface
  interface Filing {

    /** Gives each key of a candidate, as often as it has it. */
    void file(Candidate candidate, BiConsumer<Long, Tally> under);
  }

  /** Makes a filing in a task. */
  @FunctionalInterface
  interface Filings extends Serializable {
    Filing make();
  }

  /**
   * The tallies of keys.
   *
   * @param candidates in order
   * @param least of a key that has fewer nobody hears
   * @return for each block the keys that it has, before their tallies
   */
  static JavaPairRDD<Integer, byte[]> of(
      JavaRDD<Candidate> candidates, Filings filings, long least, Home home, int partitions) {
    return replies(
        candidates
            .mapPartitionsToPair(all -> notes(all, filings.make()))
            .groupByKey(new HashPartitioner(partitions)),
        least,
        home);
  }

  /**
   * The tallies of keys under which blocks have put notes.
   *
   * @param notes by their keys, of all blocks that have it
   */
  static JavaPairRDD<Integer, byte[]> replies(
      JavaPairRDD<Long, Iterable<byte[]>> notes, long least, Home home) {
    return notes
        .flatMapToPair(met -> replies(met._1(), met._2(), least))
        .repartitionAndSortWithinPartitions(home);
  }

  private static Iterator<Tuple2<Long, byte[]>> notes(Iterator<Candidate> all, Filing filing) {
    Blocks<Candidate> blocks = Blocks.of(all);
    return new Flat<>(
        blocks,
        block -> {
          Map<Long, Tally> filed = new HashMap<>();
          block.forEach(it -> filing.file(it, (key, tally) -> filed.merge(key, tally, Tally::and)));
          return notes(filed, block.get(0).number());
        });
  }

  /** What a block says of its keys. */
  static Iterator<Tuple2<Long, byte[]>> notes(Map<Long, Tally> filed, int block) {
    return filed.entrySet().stream()
        .map(it -> new Tuple2<>(it.getKey(), it.getValue().after(block)))
        .iterator();
  }

  private static Iterator<Tuple2<Integer, byte[]>> replies(
      long key, Iterable<byte[]> notes, long least) {
    List<Integer> blocks = new ArrayList<>();
    List<Tally> tallies = new ArrayList<>();
    for (byte[] note : notes) {
      Tally.Numbered own = Tally.Numbered.of(note);
      blocks.add((int) own.number());
      tallies.add(own.tally());
    }
    Tally all = tallies.stream().reduce(Tally::and).orElseThrow();
    byte[] reply = all.after(key);
    return all.count() < least
        ? List.<Tuple2<Integer, byte[]>>of().iterator()
        : blocks.stream().map(block -> new Tuple2<>(block, reply)).iterator();
  }

  /** The tallies that a block is told, by their keys. */
  static Map<Long, Tally> told(Answers<byte[]> answers, int block) {
    Map<Long, Tally> told = new HashMap<>();
    for (byte[] answer : answers.to(block)) {
      Tally.Numbered its = Tally.Numbered.of(answer);
      told.put(its.number(), its.tally());
    }
    return told;
  }
}
