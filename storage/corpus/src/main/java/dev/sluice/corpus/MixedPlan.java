package dev.sluice.corpus;

import dev.sluice.corpus.mix.Mixed;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.SortedRuns;
import dev.sluice.corpus.work.Ahead;
import dev.sluice.corpus.work.MixedOrder;
import dev.sluice.pages.model.Scan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Documents in the order of a mix, some of them several times.
 *
 * <p><b>Idea.</b> The order is one of pairs of numbers, sorted on the disk as often as it is asked
 * for. Texts lie in the order of keys, compressed, a thousand to a file, and cannot be read one by
 * one. So they are read once from front to end, and each is put down in a {@link Bucket} for each
 * shard that it goes to; a bucket is then read in the order of its shard, by the threads that write
 * shards.
 *
 * <p><b>Cost.</b> Buckets lie on the disk uncompressed until their shards are written. There are
 * {@value #ROUND_SHARDS} of them at a time at most, with {@value #ROUND_DOCUMENTS} documents, and
 * so many times are all texts read: once for an export of up to 32 GiB of text.
 */
final class MixedPlan implements ShardPlan {

  private static final int ROUND_SHARDS = 64;
  private static final long ROUND_DOCUMENTS = 1L << 22;

  private final Job job;
  private final SegmentFiles segments;
  private final Leavings leavings;
  private final MixedOrder order;
  private final List<MixPlan.Shard> planned;
  private final Map<Integer, Bucket> buckets = new HashMap<>();
  private final BitSet taken = new BitSet();

  MixedPlan(Job job, SegmentFiles segments, Leavings leavings, Mixed mixed) {
    this.job = job;
    this.segments = segments;
    this.leavings = leavings;
    this.order = new MixedOrder(mixed, this::sorter, job.request().shardTextBytes());
    this.planned = order.planned(job.request().format());
  }

  private PairSorter sorter() {
    return new SortedRuns(segments.folder(), job.meter()::check);
  }

  /** What will be in the shards. */
  List<MixPlan.Shard> planned() {
    return planned;
  }

  @Override
  public int shards() {
    return planned.size();
  }

  @Override
  public Scan<ShardDocument> documents(int shard) {
    return new InOrder(bucket(shard));
  }

  private synchronized Bucket bucket(int shard) {
    Bucket ready = buckets.remove(shard);
    if (ready == null) {
      distribute(shard);
      ready = buckets.remove(shard);
    }
    if (ready == null) {
      throw new IllegalStateException("shard " + shard + " has no documents");
    }
    taken.set(shard);
    return ready;
  }

  /** Fills the buckets of a shard and of those around it that are not yet written. */
  private void distribute(int wanted) {
    int first = 0;
    int end = 0;
    while (end <= wanted) {
      first = end;
      long documents = 0;
      do {
        documents += planned.get(end++).documents();
      } while (end < planned.size()
          && end - first < ROUND_SHARDS
          && documents + planned.get(end).documents() <= ROUND_DOCUMENTS);
    }
    for (int shard = first; shard < end; shard++) {
      if (shard == wanted || !taken.get(shard) && !buckets.containsKey(shard)) {
        buckets.put(shard, new Bucket(segments.folder(), (int) planned.get(shard).documents()));
      }
    }
    int from = first;
    int before = end;
    fill(
        assignment ->
            MixedOrder.shard(assignment) >= from && MixedOrder.shard(assignment) < before);
  }

  private void fill(LongPredicate ofRound) {
    try (PairSorter sorter = sorter();
        Pairs assignments = order.assignments(sorter);
        Texts texts = new Texts()) {
      int candidate = -1;
      int copy = 0;
      while (assignments.next()) {
        copy = assignments.key() == candidate ? copy + 1 : 0;
        candidate = (int) assignments.key();
        int shard = MixedOrder.shard(assignments.value());
        Bucket bucket = buckets.get(shard);
        if (ofRound.test(assignments.value()) && bucket != null) {
          job.meter().check();
          bucket.put(
              (int) MixedOrder.line(assignments.value()),
              candidate,
              copy,
              () -> texts.of(assignments.key()));
        }
      }
    }
  }

  /** The rows of documents, which are asked for in the order of their candidates. */
  private final class Texts implements AutoCloseable {

    private int part = -1;
    private int wanted = -1;
    private byte[] row = {};
    private Scan<ShardDocument> documents = new Nothing();

    byte[] of(long candidate) {
      if (candidate == wanted) {
        return row;
      }
      wanted = (int) candidate;
      int its = leavings.parts().partOf(wanted);
      if (its != part) {
        documents.close();
        part = its;
        documents = leavings.of(part, it -> it == wanted);
      }
      row = SegmentFiles.row(documents.next().document());
      return row;
    }

    @Override
    public void close() {
      documents.close();
    }
  }

  /** No documents. */
  private static final class Nothing extends Ahead<ShardDocument> {
    @Override
    public Optional<ShardDocument> find() {
      return Optional.empty();
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }

  /** The documents of a bucket in the order of its shard. */
  private static final class InOrder implements Scan<ShardDocument> {

    private final Bucket bucket;
    private int line;

    InOrder(Bucket bucket) {
      this.bucket = bucket;
    }

    @Override
    public boolean hasNext() {
      return line < bucket.lines();
    }

    @Override
    public ShardDocument next() {
      return bucket.document(line++);
    }

    @Override
    public void close() {
      bucket.close();
    }
  }

  @Override
  public Places places() {
    PairSorter sorter = sorter();
    return new ByCandidate(sorter, order.assignments(sorter));
  }

  private static final class ByCandidate implements Places {

    private final PairSorter sorter;
    private final Pairs assignments;
    private boolean hasNext;

    ByCandidate(PairSorter sorter, Pairs assignments) {
      this.sorter = sorter;
      this.assignments = assignments;
      this.hasNext = assignments.next();
    }

    @Override
    public List<Place> of(int candidate) {
      List<Place> places = new ArrayList<>();
      while (hasNext && assignments.key() == candidate) {
        places.add(
            new Place(MixedOrder.shard(assignments.value()), MixedOrder.line(assignments.value())));
        hasNext = assignments.next();
      }
      return places;
    }

    @Override
    public void close() {
      assignments.close();
      sorter.close();
    }
  }

  @Override
  public synchronized void close() {
    buckets.values().forEach(Bucket::close);
    buckets.clear();
  }
}
