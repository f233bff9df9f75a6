package dev.sluice.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * Several measurements of one thing.
 *
 * @param median the middle one; of an even number, halfway between the two in the middle
 */
public record Spread(double median, double lowest, double highest) {

  /**
   * The spread of some measurements.
   *
   * @param values at least one
   */
  public static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** Median (lowest to highest), with so many decimals; just the value if all are the same. */
  public String text(int decimals) {
    String format = "%,." + decimals + "f";
    String middle = String.format(Locale.ROOT, format, median);
    String low = String.format(Locale.ROOT, format, lowest);
    String high = String.format(Locale.ROOT, format, highest);
    return low.equals(high) ? middle : middle + " (" + low + " to " + high + ")";
  }
}
