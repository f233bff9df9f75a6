package dev.sluice.corpus.model;

import java.util.Locale;

/**
 * How limits are made from the values of pages that are trusted.
 *
 * <p>Published corpora have done it in three ways. CCNet's cut-offs and ROOTS' limits are
 * percentiles; data-juicer takes the mean and three standard deviations; FineWeb2 tried, among
 * others, to give each limit the tenth part of the pages at its end ("10Tail"), which is the
 * percentiles 10 and 90.
 */
public sealed interface LimitMethod {

  /** The lower limit of these values, which are in ascending order. */
  double least(double[] sorted);

  /** The upper limit of these values, which are in ascending order. */
  double most(double[] sorted);

  /** What it does, in words. */
  String words();

  /**
   * Percentiles by nearest rank: the smallest value that at least this share of all values does not
   * exceed.
   *
   * @param low percentile of lower limits, 0 to 100; 0 is the smallest value
   * @param high percentile of upper limits, 0 to 100
   */
  record Percentiles(double low, double high) implements LimitMethod {

    public Percentiles {
      if (!(low >= 0 && low < high && high <= 100)) {
        throw new IllegalArgumentException(
            "percentiles are two numbers from 0 to 100, the smaller first");
      }
    }

    /** Limits with so many per cent of the pages beyond each. */
    public static Percentiles tail(double percent) {
      return new Percentiles(percent, 100 - percent);
    }

    @Override
    public double least(double[] sorted) {
      return at(sorted, low);
    }

    @Override
    public double most(double[] sorted) {
      return at(sorted, high);
    }

    private static double at(double[] sorted, double percentile) {
      int rank = (int) Math.ceil(percentile * sorted.length / 100);
      return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }

    @Override
    public String words() {
      return "percentiles " + Measured.plain(low) + " and " + Measured.plain(high);
    }
  }

  /**
   * The mean minus and plus so many standard deviations (of the values themselves, divided by their
   * number).
   *
   * @param deviations above 0
   */
  record Deviations(double deviations) implements LimitMethod {

    public Deviations {
      if (!(deviations > 0 && Double.isFinite(deviations))) {
        throw new IllegalArgumentException("standard deviations are a number above 0");
      }
    }

    @Override
    public double least(double[] sorted) {
      return mean(sorted) - deviations * deviation(sorted);
    }

    @Override
    public double most(double[] sorted) {
      return mean(sorted) + deviations * deviation(sorted);
    }

    private static double mean(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum / values.length;
    }

    private static double deviation(double[] values) {
      double mean = mean(values);
      double sum = 0;
      for (double value : values) {
        sum += (value - mean) * (value - mean);
      }
      return Math.sqrt(sum / values.length);
    }

    @Override
    public String words() {
      return String.format(
          Locale.ROOT, "mean and %s standard deviations", Measured.plain(deviations));
    }
  }
}
