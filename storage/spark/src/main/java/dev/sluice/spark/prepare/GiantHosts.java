package dev.sluice.spark.prepare;

import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.shard.SegmentRows;
import dev.sluice.corpus.site.SiteSample;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.RawPage;
import dev.sluice.spark.model.PageRow;
import dev.sluice.spark.wire.Worker;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.PartitionPruningRDD;
import scala.Function1;
import scala.Tuple2;
import scala.reflect.ClassTag$;

/**
 * What hosts that are spread over partitions have in common: each partition tells the sample of its
 * own captures, which are sampled again together; then the pages of this sample are read.
 */
final class GiantHosts {

  private GiantHosts() {}

  /** What was learned of each giant, as bytes, by what the host's keys begin with. */
  static Map<String, byte[]> learn(Sorting sorting, Broadcast<Worker> worker) {
    TreeSet<String> giants = sorting.ranges().giants();
    if (giants.isEmpty()) {
      return Map.of();
    }
    JavaPairRDD<byte[], PageRow> pages = pruned(sorting);
    List<PageRow> captures =
        pages.mapPartitions(rows -> samples(new Distinct(rows), giants)).collect();
    TreeSet<byte[]> keys = new TreeSet<>(new KeyOrder());
    keys.addAll(keys(captures));
    Map<String, byte[]> learned =
        pages
            .mapPartitions(
                rows -> {
                  List<Tuple2<String, PageRow>> chosen = new ArrayList<>();
                  new Distinct(rows)
                      .forEachRemaining(
                          row -> {
                            if (keys.contains(row.key())) {
                              chosen.add(new Tuple2<>(KeyRanges.hostKey(row.key()), row));
                            }
                          });
                  return chosen.iterator();
                })
            .mapToPair(pair -> pair)
            .groupByKey(giants.size())
            .mapValues(rows -> SegmentRows.facts(facts(rows, worker.value())))
            .collectAsMap();
    Map<String, byte[]> all = new HashMap<>(learned);
    giants.forEach(host -> all.putIfAbsent(host, SegmentRows.facts(SiteFacts.NONE)));
    return all;
  }

  /** The partitions that giants lie in. */
  private static JavaPairRDD<byte[], PageRow> pruned(Sorting sorting) {
    KeyRanges ranges = sorting.ranges();
    Function1<Object, Object> holds =
        (Function1<Object, Object> & Serializable)
            partition -> ranges.holdsGiant((Integer) partition);
    return JavaPairRDD.fromRDD(
        PartitionPruningRDD.create(sorting.pages().rdd(), holds),
        ClassTag$.MODULE$.apply(byte[].class),
        ClassTag$.MODULE$.apply(PageRow.class));
  }

  /** The samples of one partition's captures, without bodies. */
  private static Iterator<PageRow> samples(Distinct rows, TreeSet<String> giants) {
    Map<String, SiteSample> samples = new TreeMap<>();
    while (rows.hasNext()) {
      PageRow row = rows.next();
      String host = KeyRanges.hostKey(row.key());
      if (giants.contains(host)) {
        samples.computeIfAbsent(host, any -> new SiteSample()).offer(row.capture());
      }
    }
    List<PageRow> all = new ArrayList<>();
    samples.values().forEach(it -> it.captures().forEach(capture -> all.add(bare(capture))));
    return all.iterator();
  }

  private static PageRow bare(Capture capture) {
    return PageRow.of(new RawPage(capture, new byte[0]));
  }

  /** The keys of the samples of all captures, of which these are in the order of keys. */
  private static List<byte[]> keys(List<PageRow> captures) {
    Map<String, SiteSample> samples = new TreeMap<>();
    for (PageRow row : captures) {
      samples
          .computeIfAbsent(KeyRanges.hostKey(row.key()), any -> new SiteSample())
          .offer(row.capture());
    }
    List<byte[]> keys = new ArrayList<>();
    samples.values().forEach(it -> it.captures().forEach(capture -> keys.add(bare(capture).key())));
    return keys;
  }

  private static SiteFacts facts(Iterable<PageRow> rows, Worker worker) {
    List<PageRow> sorted = new ArrayList<>();
    rows.forEach(sorted::add);
    sorted.sort((one, other) -> Arrays.compareUnsigned(one.key(), other.key()));
    List<Capture> sample = sorted.stream().map(PageRow::capture).toList();
    Map<CaptureKey, byte[]> bodies = new HashMap<>();
    sorted.forEach(row -> bodies.put(row.capture().key(), row.body()));
    return worker.learn(
        sample.get(0).url().host(),
        sample,
        capture -> bodies.getOrDefault(capture.key(), new byte[0]));
  }
}
