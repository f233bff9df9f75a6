package dev.sluice.spark.prepare;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.Partitioner;

/**
 * Ranges of keys of captures, a partition each.
 *
 * <p>They are cut from a sample of keys so that each has about as many captures; then a cut is put
 * before the whole host that it falls into, unless another cut falls into the same host: this one
 * is larger than a range, and is cut before a URL. So no other host lies in two partitions, and no
 * URL does.
 */
public final class KeyRanges extends Partitioner {

  private static final int TIME_BYTES = Long.BYTES;
  private static final long serialVersionUID = 1;

  private final byte[][] cuts;
  private final TreeSet<String> giants;

  private KeyRanges(byte[][] cuts, TreeSet<String> giants) {
    this.cuts = cuts;
    this.giants = giants;
  }

  /**
   * A key of a sample.
   *
   * @param weight for how many captures it stands
   */
  record Sampled(byte[] key, double weight) {}

  /** About so many ranges. */
  static KeyRanges of(List<Sampled> sample, int ranges) {
    List<byte[]> cuts = evenly(sample, ranges);
    Map<String, Integer> within = new HashMap<>();
    cuts.forEach(cut -> within.merge(hostKey(cut), 1, Integer::sum));
    SortedSet<byte[]> moved = new TreeSet<>(Arrays::compareUnsigned);
    TreeSet<String> giants = new TreeSet<>();
    for (byte[] cut : cuts) {
      String host = hostKey(cut);
      if (within.getOrDefault(host, 0) > 1) {
        giants.add(host);
        moved.add(urlStart(cut));
      } else {
        moved.add(host.getBytes(StandardCharsets.UTF_8));
      }
    }
    giants.forEach(host -> moved.add(host.getBytes(StandardCharsets.UTF_8)));
    return new KeyRanges(moved.toArray(new byte[0][]), giants);
  }

  private static List<byte[]> evenly(List<Sampled> sample, int ranges) {
    List<Sampled> sorted = new ArrayList<>(sample);
    sorted.sort((one, other) -> Arrays.compareUnsigned(one.key, other.key));
    double each = sorted.stream().mapToDouble(Sampled::weight).sum() / ranges;
    List<byte[]> cuts = new ArrayList<>();
    double passed = 0;
    for (Sampled next : sorted) {
      if (passed >= each * (cuts.size() + 1) && cuts.size() + 1 < ranges) {
        cuts.add(next.key);
      }
      passed += next.weight;
    }
    return cuts;
  }

  /** What the keys of all URLs of a capture's host begin with. */
  static String hostKey(byte[] key) {
    int end = 0;
    while (key[end] != ')') {
      end++;
    }
    return new String(key, 0, end + 1, StandardCharsets.UTF_8);
  }

  /** The first key that a capture of the same URL can have: the key without its time. */
  static byte[] urlStart(byte[] key) {
    return Arrays.copyOf(key, key.length - TIME_BYTES);
  }

  /** Whether a key is that of a capture of the URL of which this is {@link #urlStart}. */
  static boolean isOfUrl(byte[] key, byte[] url) {
    return key.length == url.length + TIME_BYTES
        && Arrays.equals(key, 0, url.length, url, 0, url.length);
  }

  /** Hosts that lie in more than one partition, by what their keys begin with. */
  TreeSet<String> giants() {
    return giants;
  }

  /** Whether a partition can hold pages of giants. */
  boolean holdsGiant(int partition) {
    return giants.stream()
        .map(host -> host.getBytes(StandardCharsets.UTF_8))
        .anyMatch(host -> partition(host) <= partition && partition <= partition(beyond(host)));
  }

  private static byte[] beyond(byte[] host) {
    byte[] end = host.clone();
    end[end.length - 1]++;
    return end;
  }

  @Override
  public int numPartitions() {
    return cuts.length + 1;
  }

  @Override
  public int getPartition(Object key) {
    return partition((byte[]) key);
  }

  private int partition(byte[] key) {
    int low = 0;
    int high = cuts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Arrays.compareUnsigned(cuts[middle], key) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyRanges ranges && Arrays.deepEquals(cuts, ranges.cuts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(cuts);
  }
}
