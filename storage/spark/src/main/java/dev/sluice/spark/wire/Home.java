package dev.sluice.spark.wire;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.Partitioner;

/**
 * Where each candidate lies: partitions hold slices of their numbers, in order. Keys are numbers of
 * candidates, or longs with such a number in the upper half.
 */
public final class Home extends Partitioner {

  private static final long serialVersionUID = 1;

  private final int[] firsts;
  private final int count;

  /**
   * A partitioner.
   *
   * @param firsts number of the first candidate of each partition; of an empty one, of the next
   * @param count of all candidates
   */
  private Home(int[] firsts, int count) {
    this.firsts = firsts;
    this.count = count;
  }

  /** For partitions with so many candidates each. */
  public static Home of(List<Integer> counts) {
    int[] firsts = new int[counts.size()];
    int first = 0;
    for (int partition = 0; partition < firsts.length; partition++) {
      firsts[partition] = first;
      first += counts.get(partition);
    }
    return new Home(firsts, first);
  }

  /**
   * For partitions that begin with these candidates.
   *
   * @param firsts number of the first candidate of each partition, then that of all
   */
  public static Home of(int[] firsts) {
    int partitions = firsts.length - 1;
    return new Home(Arrays.copyOf(firsts, partitions), firsts[partitions]);
  }

  /** How many candidates there are. */
  public int count() {
    return count;
  }

  @Override
  public int numPartitions() {
    return firsts.length;
  }

  @Override
  public int getPartition(Object key) {
    int number = key instanceof Long both ? (int) (both >>> Integer.SIZE) : (Integer) key;
    int low = 0;
    int high = firsts.length;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (firsts[middle] <= number) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Home home && Arrays.equals(firsts, home.firsts) && count == home.count;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(firsts);
  }
}
