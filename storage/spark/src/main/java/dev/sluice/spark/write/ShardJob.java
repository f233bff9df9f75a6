package dev.sluice.spark.write;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.shard.FinishedShards;
import dev.sluice.corpus.shard.Original;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.corpus.shard.SegmentRows;
import dev.sluice.corpus.work.Outgoing;
import dev.sluice.corpus.work.ShardMaking;
import dev.sluice.corpus.work.ShardNames;
import dev.sluice.corpus.work.TextTaking;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import dev.sluice.spark.model.PageRow;
import dev.sluice.spark.model.ShardRow;
import dev.sluice.spark.wire.Worker;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** Brings documents to their shards, and writes these, a task each. */
final class ShardJob implements Serializable {

  private static final long serialVersionUID = 1;

  /** Bits of a place that tell the line. */
  private static final int LINE_BITS = 40;

  private final Broadcast<Worker> worker;
  private final OutputFiles files;

  ShardJob(Broadcast<Worker> worker, OutputFiles files) {
    this.worker = worker;
    this.files = files;
  }

  /** Places as one number: ascending by shard, then line. */
  private static final class ByShard extends Partitioner {

    private static final long serialVersionUID = 1;

    private final int shards;

    ByShard(int shards) {
      this.shards = shards;
    }

    @Override
    public int numPartitions() {
      return shards;
    }

    @Override
    public int getPartition(Object place) {
      return (int) ((Long) place >>> LINE_BITS);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ByShard by && shards == by.shards;
    }

    @Override
    public int hashCode() {
      return shards;
    }
  }

  /** Writes all shards; gives what the manifest says of them, in their order. */
  List<FinishedShards.Finished> run(JavaRDD<Ending> endings, JavaRDD<byte[]> winners, int shards) {
    if (shards == 0) {
      return List.of();
    }
    return endings
        .zipPartitions(winners, this::documents)
        .mapToPair(pair -> pair)
        .repartitionAndSortWithinPartitions(new ByShard(shards))
        .mapPartitionsWithIndex((shard, rows) -> List.of(write(shard, rows)).iterator(), true)
        .collect()
        .stream()
        .map(FinishedShards.Finished::of)
        .toList();
  }

  private Iterator<Tuple2<Long, ShardRow>> documents(
      Iterator<Ending> endings, Iterator<byte[]> winners) {
    Map<Integer, Winners.Known> known = Winners.read(winners);
    TextTaking texts = TextTaking.of(worker.value().orders().recipe());
    return new Iterator<>() {

      private Iterator<Tuple2<Long, ShardRow>> ready = List.<Tuple2<Long, ShardRow>>of().iterator();

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && endings.hasNext()) {
          ready =
              endings
                  .next()
                  .candidate()
                  .map(it -> rows(it, texts, known))
                  .orElse(List.of())
                  .iterator();
        }
        return ready.hasNext();
      }

      @Override
      public Tuple2<Long, ShardRow> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return ready.next();
      }
    };
  }

  private static List<Tuple2<Long, ShardRow>> rows(
      Ending.Candidate candidate, TextTaking texts, Map<Integer, Winners.Known> known) {
    Fate fate = candidate.fate();
    if (fate.places().isEmpty()) {
      return List.of();
    }
    byte[] document = candidate.passed().document();
    if (!texts.steps().isEmpty()) {
      Document whole = SegmentRows.document(document);
      document = SegmentRows.document(texts.rest(whole, fate.end(), candidate.left()));
    }
    List<Tuple2<Long, ShardRow>> rows = new ArrayList<>();
    for (int copy = 0; copy < fate.places().size(); copy++) {
      Fate.Place place = fate.places().get(copy);
      rows.add(
          new Tuple2<>(
              (long) place.shard() << LINE_BITS | place.line(),
              new ShardRow(
                  document,
                  fate.exactCopies(),
                  fate.clusterSize(),
                  copy,
                  candidate.passed().originals(),
                  lenders(candidate, known),
                  fate.group(),
                  fate.units())));
    }
    return rows;
  }

  /** Who lends its body to a candidate: a quarter of their hashes was compared so far. */
  private static List<String> lenders(
      Ending.Candidate candidate, Map<Integer, Winners.Known> known) {
    Winners.Known lender = known.get(candidate.fate().lender());
    if (lender == null
        || !candidate.passed().originals().get(0).capture().bodyHash().equals(lender.body())) {
      return List.of();
    }
    return List.of(lender.winner().fetchedAt().toEpochMilli() + " " + lender.winner().url());
  }

  /** Writes one shard; gives what is said of it as JSON. */
  private String write(int shard, Iterator<Tuple2<Long, ShardRow>> rows) {
    Worker own = worker.value();
    try (LocalFolder local = new LocalFolder();
        OutputFolder folder = OutputFolder.claim(local.path().resolve("shard"), "a shard")) {
      ShardMaking making =
          new ShardMaking(folder, own.format(), own.edition(), own.orders().mixUnit(), shard);
      FinishedShards.Finished finished = making.write(new Walk(rows));
      List<String> names = new ArrayList<>(ShardNames.names(shard, own.format()));
      Collections.reverse(names);
      names.forEach(name -> publish(folder.path(), name));
      return finished.json();
    }
  }

  private void publish(Path folder, String name) {
    files.publish(folder.resolve(name), name);
  }

  /** Rows as they go out. */
  private static final class Walk implements Iterator<Outgoing> {

    private final Iterator<Tuple2<Long, ShardRow>> rows;

    Walk(Iterator<Tuple2<Long, ShardRow>> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Outgoing next() {
      ShardRow row = rows.next()._2();
      Document document =
          SegmentRows.document(row.document()).standingFor(row.exactCopies(), row.clusterSize());
      return new Outgoing(
          document,
          new Travelled(row.originals(), row.lenders()),
          row.copy(),
          row.group() < 0
              ? Optional.empty()
              : Optional.of(new Outgoing.Share(row.group(), row.units())));
    }
  }

  /**
   * A raw page that came with its document.
   *
   * @param rows the page, if the format holds such
   * @param lenders who lends it its body, if anybody does
   */
  private record Travelled(List<PageRow> rows, List<String> lenders) implements Original {

    @Override
    public RawPage page() {
      return rows.get(0).page();
    }

    @Override
    public Optional<CaptureKey> lender() {
      return lenders.stream().map(Travelled::key).findFirst();
    }

    private static CaptureKey key(String lender) {
      int space = lender.indexOf(' ');
      return new CaptureKey(
          PageUrl.parse(lender.substring(space + 1)),
          Instant.ofEpochMilli(Long.parseLong(lender.substring(0, space))));
    }
  }
}
