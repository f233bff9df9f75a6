package dev.sluice.spark.prepare;

import dev.sluice.spark.model.PageRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Pages in the order of their keys.
 *
 * @param pages those of each range in their order
 */
record Sorting(JavaPairRDD<byte[], PageRow> pages, KeyRanges ranges) {

  /** As many keys are looked at for each range: how even the ranges are. */
  private static final int KEYS_PER_RANGE = 60;

  private static final int FEWEST_KEYS = 100;
  private static final int MOST_KEYS = 1 << 16;

  /** Sorts pages into about so many partitions; reads them twice. */
  static Sorting of(JavaRDD<PageRow> pages, int partitions) {
    int inputs = Math.max(1, pages.getNumPartitions());
    long wanted = (long) KEYS_PER_RANGE * partitions / inputs + FEWEST_KEYS;
    int most = (int) Math.min(wanted, MOST_KEYS);
    List<Tuple2<Long, byte[][]>> samples =
        pages.mapPartitionsWithIndex((index, rows) -> sample(index, rows, most), false).collect();
    KeyRanges ranges = KeyRanges.of(weighted(samples), partitions);
    JavaPairRDD<byte[], PageRow> sorted =
        pages
            .mapToPair(row -> new Tuple2<>(row.key(), row))
            .repartitionAndSortWithinPartitions(ranges, new KeyOrder());
    return new Sorting(sorted, ranges);
  }

  /** Keys drawn by lot (Vitter's algorithm R), and of how many; the same each time. */
  private static Iterator<Tuple2<Long, byte[][]>> sample(
      int index, Iterator<PageRow> rows, int most) {
    SplittableRandom lots = new SplittableRandom(index);
    List<byte[]> drawn = new ArrayList<>();
    long count = 0;
    while (rows.hasNext()) {
      byte[] key = rows.next().key();
      count++;
      long place = drawn.size() < most ? drawn.size() : lots.nextLong(count);
      if (place == drawn.size()) {
        drawn.add(key);
      } else if (place < most) {
        drawn.set((int) place, key);
      }
    }
    return List.of(new Tuple2<>(count, drawn.toArray(new byte[0][]))).iterator();
  }

  private static List<KeyRanges.Sampled> weighted(List<Tuple2<Long, byte[][]>> samples) {
    List<KeyRanges.Sampled> all = new ArrayList<>();
    for (Tuple2<Long, byte[][]> sample : samples) {
      for (byte[] key : sample._2()) {
        all.add(new KeyRanges.Sampled(key, (double) sample._1() / sample._2().length));
      }
    }
    return all;
  }
}
