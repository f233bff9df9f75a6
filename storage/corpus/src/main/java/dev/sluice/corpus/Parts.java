package dev.sluice.corpus;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.MeasuredNames;
import dev.sluice.corpus.shard.SegmentContents;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many captures and candidates the parts of a snapshot hold: four bytes a part.
 *
 * <p>Candidates are numbered through all parts, from 0, in the order of their captures.
 */
final class Parts {

  private int[] ends = new int[64];
  private int count;
  private long captures;
  private final MeasuredNames names = new MeasuredNames();
  private final Map<String, Long> seeds = new HashMap<>();

  void add(SegmentContents part) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
    }
    long end = (long) candidates() + part.candidates();
    if (end > Integer.MAX_VALUE - 8) {
      throw new ExportException(
          Problem.INCONSISTENT,
          "more than two billion pages passed the page steps: export fewer sites at a time");
    }
    ends[count++] = (int) end;
    captures += part.captures();
    names.addAll(part.names());
  }

  /** Counts a capture of a seed's pages. */
  void addCapture(String seed) {
    seeds.merge(seed, 1L, Long::sum);
  }

  /** How many captures each seed has. */
  Map<String, Long> seeds() {
    return seeds;
  }

  int count() {
    return count;
  }

  long captures() {
    return captures;
  }

  /** What was measured of the captures of all parts. */
  MeasuredNames names() {
    return names;
  }

  /** The number of all candidates. */
  int candidates() {
    return count == 0 ? 0 : ends[count - 1];
  }

  /** The number of the first candidate of a part; that of all behind the last one. */
  int firstCandidate(int part) {
    return part == 0 ? 0 : ends[part - 1];
  }

  /** The part that holds a candidate. */
  int partOf(int candidate) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > candidate) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
