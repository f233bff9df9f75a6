package dev.sluice.bench.daemon;

import java.util.List;
import java.util.Locale;

/**
 * How a figure goes with time: the straight line that lies nearest to its samples.
 *
 * @param mean of the samples
 * @param perHour the slope of the line
 * @param hours from the first sample to the last
 */
record Trend(double mean, double perHour, double hours) {

  private static final double SECONDS_AN_HOUR = 3600;

  /**
   * A sample.
   *
   * @param seconds since some moment, the same for all
   */
  record Point(double seconds, double value) {}

  /** The trend of some samples; a single one, or none, has no slope. */
  static Trend of(List<Point> points) {
    double middle = points.stream().mapToDouble(Point::seconds).average().orElse(0);
    double mean = points.stream().mapToDouble(Point::value).average().orElse(0);
    double product = 0;
    double square = 0;
    for (Point point : points) {
      product += (point.seconds - middle) * (point.value - mean);
      square += (point.seconds - middle) * (point.seconds - middle);
    }
    double span =
        points.isEmpty() ? 0 : points.get(points.size() - 1).seconds - points.get(0).seconds;
    return new Trend(
        mean, square == 0 ? 0 : product / square * SECONDS_AN_HOUR, span / SECONDS_AN_HOUR);
  }

  /** How much it grew from the first sample to the last, as a share of its mean. */
  double growth() {
    return mean == 0 ? 0 : perHour * hours / mean;
  }

  /** Mean and slope, in this unit. */
  String text(String unit, double divisor) {
    return String.format(
        Locale.ROOT,
        "%,.0f %s, %+,.1f an hour, %+.1f %% in %.0f minutes",
        mean / divisor,
        unit,
        perHour / divisor,
        100 * growth(),
        hours * 60);
  }
}
