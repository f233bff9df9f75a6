package dev.sluice.bench.ingest;

import java.util.Arrays;

/** Chooses hosts as the web does: the n-th most frequent one n times as rarely as the first. */
final class HostChoice {

  private final double[] upTo;

  /** A choice among so many hosts. */
  HostChoice(int hosts) {
    upTo = new double[hosts];
    double sum = 0;
    for (int host = 0; host < hosts; host++) {
      sum += 1.0 / (host + 1);
      upTo[host] = sum;
    }
    for (int host = 0; host < hosts; host++) {
      upTo[host] /= sum;
    }
  }

  /**
   * The host for a number.
   *
   * @param uniform at least 0, less than 1
   * @return from 0, the most frequent one
   */
  int host(double uniform) {
    int found = Arrays.binarySearch(upTo, uniform);
    // At a bound begins the next host; elsewhere the search says where the number would stand.
    return Math.min(upTo.length - 1, found >= 0 ? found + 1 : -found - 1);
  }
}
