package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.RecipeComparison.Bar;
import dev.sluice.corpus.model.RecipeComparison.Bin;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * Lays values into bars whose edges are round numbers and the limits themselves, so that no bar has
 * values on both sides of a limit.
 *
 * <p>The bars are equally wide, or each twice to two and a half times as wide as the last where the
 * largest value is more than ten times the median: counts of words need that, shares do not.
 */
final class Histogram {

  private static final int BARS = 16;
  private static final double SKEWED = 10;
  private static final double[] ROUND = {1, 2, 5};

  /**
   * A page's values; NaN where a recipe did not measure it.
   *
   * @param passedBefore whether the value passes in the first recipe
   * @param passedAfter whether it passes in the second
   */
  record Point(double before, boolean passedBefore, double after, boolean passedAfter) {}

  private Histogram() {}

  /** The bars, from the smallest value to the largest. */
  static List<Bin> of(List<Point> points, List<Bounds> limits) {
    double[] values =
        points.stream()
            .flatMapToDouble(it -> DoubleStream.of(it.before, it.after))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    if (values.length == 0) {
      return List.of();
    }
    double[] edges = edges(values, limits);
    long[][] counts = new long[edges.length][4];
    for (Point point : points) {
      count(counts, edges, point.before, point.passedBefore, 0);
      count(counts, edges, point.after, point.passedAfter, 2);
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < edges.length - 1; i++) {
      long[] of = counts[i];
      bins.add(new Bin(edges[i], edges[i + 1], new Bar(of[0], of[1], of[2], of[3])));
    }
    return bins;
  }

  private static void count(
      long[][] counts, double[] edges, double value, boolean passed, int column) {
    if (!Double.isNaN(value)) {
      int found = Arrays.binarySearch(edges, value);
      int bin = found >= 0 ? found : -found - 2;
      counts[bin][column]++;
      counts[bin][column + 1] += passed ? 0 : 1;
    }
  }

  /** Where bars begin, and the end of the last, which is above all values. */
  private static double[] edges(double[] sorted, List<Bounds> limits) {
    double least = sorted[0];
    double most = sorted[sorted.length - 1];
    double median = sorted[sorted.length / 2];
    NavigableSet<Double> edges = new TreeSet<>();
    if (least >= 0 && most > SKEWED * Math.max(median, 1)) {
      addGrowing(edges, sorted[sorted.length / 100], most);
    } else {
      addEven(edges, least, most);
    }
    double first = edges.first();
    double last = edges.last();
    for (Bounds limit : limits) {
      edge(limit.least(), false).filter(it -> it > first && it < last).ifPresent(edges::add);
      edge(limit.most(), true).filter(it -> it > first && it < last).ifPresent(edges::add);
    }
    return edges.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A bar begins at the least value that passes, and just above the largest. */
  private static Optional<Double> edge(OptionalDouble bound, boolean above) {
    return bound.isEmpty()
        ? Optional.empty()
        : Optional.of(above ? Math.nextUp(bound.getAsDouble()) : bound.getAsDouble());
  }

  private static void addEven(NavigableSet<Double> edges, double least, double most) {
    double width = round((most - least) / BARS);
    for (long i = wholeWidths(least, width); ; i++) {
      edges.add(product(i, width));
      if (product(i, width) > most) {
        return;
      }
    }
  }

  /** How many widths lie below a value: exactly, since a first edge above it would lose it. */
  private static long wholeWidths(double value, double width) {
    return BigDecimal.valueOf(value)
        .divide(BigDecimal.valueOf(width), 0, RoundingMode.FLOOR)
        .longValue();
  }

  /** From 0 to a small value, and on by 1, 2, 5, 10, 20 and so on. */
  private static void addGrowing(NavigableSet<Double> edges, double small, double most) {
    edges.add(0.0);
    int power = (int) Math.floor(Math.log10(Math.max(1, small)));
    while (true) {
      for (double digit : ROUND) {
        double edge = Double.parseDouble(digit + "e" + power);
        edges.add(edge);
        if (edge > most) {
          return;
        }
      }
      power++;
    }
  }

  /** The smallest of 1, 2, 5, 10, 20 ... and 0.5, 0.2 ... that is not below a width. */
  private static double round(double width) {
    if (!(width > 0)) {
      return 1;
    }
    int power = (int) Math.floor(Math.log10(width));
    for (double digit : new double[] {1, 2, 5, 10}) {
      double candidate = Double.parseDouble(digit + "e" + power);
      if (candidate >= width) {
        return candidate;
      }
    }
    return Double.parseDouble("1e" + (power + 1));
  }

  /** Without the error in the last digit that 3 * 0.1 has. */
  private static double product(long factor, double width) {
    return BigDecimal.valueOf(width).multiply(BigDecimal.valueOf(factor)).doubleValue();
  }
}
