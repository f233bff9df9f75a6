package dev.sluice.spark.choose;

import dev.sluice.corpus.model.Comparison.OfAlike;
import dev.sluice.spark.choose.Best.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Links candidates that share a key: each with the best of that key.
 *
 * <p><b>Idea.</b> A block sends the best that it has of a key. Where the key meets, the best of all
 * are found, and all that came are linked with these. A block that has more than it sent is told
 * the best of all, and links the others itself. So of a key that a million candidates have, no task
 * sees more than the best of each block.
 *
 * <p>The links are those of {@link dev.sluice.corpus.model.GlobalStep#choose}, each once, in the
 * partition of the worse one and sorted by it.
 */
final class Links {

  private Links() {}

  static JavaPairRDD<Long, Long> of(Table table, Steps steps, int step) {
    JavaRDD<Candidate> candidates = table.candidates(steps, step);
    int most = comparison(steps, step).most();
    JavaPairRDD<Long, Iterable<byte[]>> met =
        candidates
            .mapPartitionsToPair(all -> notes(all, comparison(steps, step)))
            .groupByKey(new HashPartitioner(table.partitions()));
    JavaPairRDD<Integer, byte[]> answers =
        met.flatMapToPair(it -> answers(it._1(), it._2(), most))
            .repartitionAndSortWithinPartitions(table.home());
    JavaPairRDD<Long, Long> ofOthers =
        candidates
            .zipPartitions(answers, (all, told) -> rest(all, told, comparison(steps, step)))
            .mapToPair(it -> it);
    return met.flatMapToPair(it -> links(it._1(), it._2(), most))
        .union(ofOthers)
        .repartitionAndSortWithinPartitions(table.home())
        .mapPartitionsToPair(OnceEach::new, true);
  }

  private static OfAlike comparison(Steps steps, int step) {
    return (OfAlike) Table.comparison(steps, step);
  }

  /** Those of a block that share a key, by the key. */
  private static Map<Long, List<Member>> filed(List<Candidate> block, OfAlike comparison) {
    Map<Long, List<Member>> filed = new HashMap<>();
    for (Candidate candidate : block) {
      if (candidate.chosen()) {
        long rank = comparison.rank().applyAsLong(candidate.signature());
        Member own = new Member(rank, candidate.number());
        long[] keys = comparison.keys().of(candidate.signature(), candidate.imprint());
        Arrays.stream(keys)
            .distinct()
            .forEach(key -> filed.computeIfAbsent(key, any -> new ArrayList<>(2)).add(own));
      }
    }
    return filed;
  }

  private static Iterator<Tuple2<Long, byte[]>> notes(Iterator<Candidate> all, OfAlike comparison) {
    return new Flat<>(
        Blocks.of(all),
        block ->
            filed(block, comparison).entrySet().stream()
                .map(
                    it -> {
                      Best best = Best.of(block.get(0).number(), it.getValue(), comparison.most());
                      return new Tuple2<>(it.getKey(), best.toBytes());
                    })
                .iterator());
  }

  /** All that came under a key, and the best of all in front. */
  private static Best met(long key, Iterable<byte[]> notes, int most) {
    List<Member> all = new ArrayList<>();
    notes.forEach(note -> all.addAll(Best.of(note).members()));
    Best best = Best.of(key, all, most);
    return new Best(key, best.isCut(), all);
  }

  private static Iterator<Tuple2<Integer, byte[]>> answers(
      long key, Iterable<byte[]> notes, int most) {
    List<Integer> cut = new ArrayList<>();
    for (byte[] note : notes) {
      Best own = Best.of(note);
      if (own.isCut()) {
        cut.add((int) own.number());
      }
    }
    if (cut.isEmpty()) {
      return List.<Tuple2<Integer, byte[]>>of().iterator();
    }
    byte[] best = Best.of(key, met(key, notes, most).members(), most).toBytes();
    return cut.stream().map(block -> new Tuple2<>(block, best)).iterator();
  }

  private static Iterator<Tuple2<Long, Long>> links(long key, Iterable<byte[]> notes, int most) {
    List<Member> all = met(key, notes, most).members();
    int[] place = {0};
    return new Flat<>(
        all.iterator(),
        worse ->
            all.subList(0, Math.min(most, place[0]++)).stream()
                .map(better -> link(worse, better))
                .iterator());
  }

  private static Tuple2<Long, Long> link(Member worse, Member better) {
    return new Link(worse.candidate(), better.candidate(), better.rank()).row();
  }

  /** The links of those that blocks have not sent. */
  private static Iterator<Tuple2<Long, Long>> rest(
      Iterator<Candidate> all, Iterator<Tuple2<Integer, byte[]>> told, OfAlike comparison) {
    Answers<byte[]> answers = new Answers<>(told);
    return new Flat<>(
        Blocks.of(all),
        block -> {
          List<byte[]> best = answers.to(block.get(0).number());
          Map<Long, List<Member>> filed = best.isEmpty() ? Map.of() : filed(block, comparison);
          return new Flat<>(
              best.stream().map(Best::of).iterator(),
              it -> rest(filed.getOrDefault(it.number(), List.of()), it, comparison.most()));
        });
  }

  private static Iterator<Tuple2<Long, Long>> rest(List<Member> own, Best best, int most) {
    own.sort(null);
    return new Flat<>(
        own.subList(most, own.size()).iterator(),
        worse -> best.members().stream().map(better -> link(worse, better)).iterator());
  }

  /** The same link comes once for each key that two share. */
  private static final class OnceEach implements Iterator<Tuple2<Long, Long>> {

    private final Iterator<Tuple2<Long, Long>> links;
    private @Nullable Tuple2<Long, Long> ahead;

    OnceEach(Iterator<Tuple2<Long, Long>> links) {
      this.links = links;
      this.ahead = links.hasNext() ? links.next() : null;
    }

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public Tuple2<Long, Long> next() {
      if (ahead == null) {
        throw new NoSuchElementException();
      }
      Tuple2<Long, Long> own = ahead;
      do {
        ahead = links.hasNext() ? links.next() : null;
      } while (ahead != null && ahead._1().equals(own._1()));
      return own;
    }
  }
}
