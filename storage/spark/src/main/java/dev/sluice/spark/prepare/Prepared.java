package dev.sluice.spark.prepare;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.MeasuredNames;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.shard.SegmentRows;
import dev.sluice.spark.model.CandidateRow;
import dev.sluice.spark.model.PageRow;
import dev.sluice.spark.model.PreparedRow;
import dev.sluice.spark.wire.Worker;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Cleaned pages in the order of their keys, on the disks of the executors. */
public final class Prepared {

  private final JavaRDD<PreparedRow> rows;
  private final long[] firstCapture;
  private final int[] firstCandidate;
  private final Map<String, Long> seeds = new TreeMap<>();
  private final MeasuredNames names = new MeasuredNames();

  private Prepared(JavaRDD<PreparedRow> rows, List<byte[]> tallies) {
    this.rows = rows;
    this.firstCapture = new long[tallies.size() + 1];
    this.firstCandidate = new int[tallies.size() + 1];
    for (int part = 0; part < tallies.size(); part++) {
      PartTally tally = PartTally.of(tallies.get(part));
      firstCapture[part + 1] = firstCapture[part] + tally.captures();
      firstCandidate[part + 1] = sum(firstCandidate[part], tally.candidates());
      tally.seeds().forEach((seed, count) -> seeds.merge(seed, count, Long::sum));
      names.addAll(tally.names());
    }
  }

  private static int sum(int before, int more) {
    long sum = (long) before + more;
    if (sum > Integer.MAX_VALUE - 8) {
      throw new ExportException(
          Problem.INCONSISTENT,
          "more than two billion pages passed the page steps: export fewer sites at a time");
    }
    return (int) sum;
  }

  /**
   * Cleans pages, in about so many partitions; returns when all are cleaned.
   *
   * @param pages in any order; read twice, and a few times more if a host is giant
   */
  public static Prepared of(
      JavaSparkContext spark, JavaRDD<PageRow> pages, int partitions, Broadcast<Worker> worker) {
    Sorting sorting = Sorting.of(pages, partitions);
    Broadcast<Map<String, byte[]>> giants =
        spark.broadcast(new HashMap<>(GiantHosts.learn(sorting, worker)));
    JavaRDD<PreparedRow> rows =
        sorting
            .pages()
            .mapPartitions(sorted -> cleaned(sorted, worker.value(), giants.value()))
            .persist(StorageLevel.DISK_ONLY());
    List<byte[]> tallies =
        rows.mapPartitions(part -> List.of(PartTally.of(part).toBytes()).iterator()).collect();
    return new Prepared(rows, tallies);
  }

  private static Iterator<PreparedRow> cleaned(
      Iterator<Tuple2<byte[], PageRow>> sorted, Worker worker, Map<String, byte[]> learned) {
    Map<String, SiteFacts> giants = new HashMap<>();
    learned.forEach((host, facts) -> giants.put(host, SegmentRows.facts(facts)));
    CleanedPages pages = new CleanedPages(new Distinct(sorted), worker, giants);
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> pages.close());
    return pages;
  }

  /** All captures in their order. */
  public JavaRDD<PreparedRow> rows() {
    return rows;
  }

  /** What is chosen by, in the same partitions. */
  public JavaPairRDD<Integer, CandidateRow> candidates() {
    long[] captures = firstCapture;
    int[] candidates = firstCandidate;
    return rows.mapPartitionsWithIndex(
            (part, all) -> new Numbered(all, captures[part], candidates[part]), true)
        .mapToPair(row -> new Tuple2<>(row.number(), row));
  }

  /** The texts of all candidates as the page steps left them, in the same partitions. */
  public JavaPairRDD<Integer, String> texts() {
    int[] candidates = firstCandidate;
    return rows.filter(row -> row.passed().isPresent())
        .mapPartitionsWithIndex((part, all) -> new Texts(all, candidates[part]), true)
        .mapToPair(pair -> pair);
  }

  public long captures() {
    return firstCapture[firstCapture.length - 1];
  }

  public int candidateCount() {
    return firstCandidate[firstCandidate.length - 1];
  }

  /** The number of the first candidate of each partition, then that of all. */
  public int[] firstCandidates() {
    return firstCandidate.clone();
  }

  /** How many captures each seed has. */
  public Map<String, Long> seeds() {
    return seeds;
  }

  /** What was measured of them. */
  public MeasuredNames names() {
    return names;
  }

  /** Gives the disk back. */
  public void close() {
    rows.unpersist();
  }

  /** Gives candidates their numbers. */
  private static final class Numbered implements Iterator<CandidateRow> {

    private final Iterator<PreparedRow> rows;
    private long capture;
    private int candidate;
    private PreparedRow.@Nullable Passed next;

    Numbered(Iterator<PreparedRow> rows, long firstCapture, int firstCandidate) {
      this.rows = rows;
      this.capture = firstCapture - 1;
      this.candidate = firstCandidate;
    }

    @Override
    public boolean hasNext() {
      while (next == null && rows.hasNext()) {
        next = rows.next().passed().orElse(null);
        capture++;
      }
      return next != null;
    }

    @Override
    public CandidateRow next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Signature signature = SegmentRows.signature(next.signature()).numbered(capture);
      CandidateRow row = new CandidateRow(candidate++, signature, next.imprints());
      next = null;
      return row;
    }
  }

  /** Gives texts the numbers of their candidates. */
  private static final class Texts implements Iterator<Tuple2<Integer, String>> {

    private final Iterator<PreparedRow> passed;
    private int candidate;

    Texts(Iterator<PreparedRow> passed, int firstCandidate) {
      this.passed = passed;
      this.candidate = firstCandidate;
    }

    @Override
    public boolean hasNext() {
      return passed.hasNext();
    }

    @Override
    public Tuple2<Integer, String> next() {
      byte[] document = passed.next().passed().orElseThrow().document();
      return new Tuple2<>(candidate++, SegmentRows.document(document).text());
    }
  }
}
