package dev.sluice.corpus.report;

import dev.sluice.corpus.model.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts the values that a rule measured, so that a histogram can be drawn whose range nobody knew
 * before.
 *
 * <p>A value counts in a cell that is 2 % wide, as in DDSketch (Masson, Rim and Lee 2019), and a
 * cell is told by its mean: so counts and other values that recur stay exact, and all others are
 * right to one part in a hundred. There are at most {@value #MOST_CELLS} cells, whatever comes. For
 * one thread.
 */
final class ValueTally {

  private static final double WIDTH = Math.log(1.02);

  /** Values nearer to 0 count as 0, and larger ones as this. */
  private static final double NEAREST = 1e-9;

  private static final double FARTHEST = 1e13;
  private static final int MOST_CELLS = 5_200;
  private static final int BINS = 40;
  private static final int MOST_LIMITS = 8;

  /** From which ratio of the largest to the median value on bins grow by a factor. */
  private static final double SKEWED = 30;

  /** A cell: how many values, and their sum. */
  private static final class Cell {
    private long kept;
    private long dropped;
    private double sum;

    long count() {
      return kept + dropped;
    }

    double mean() {
      return sum / count();
    }
  }

  private final Map<Integer, Cell> cells = new TreeMap<>();
  private final Set<String> limits = new TreeSet<>();
  private long measured;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  /** Counts a value of a document, or of a capture that is none. */
  void add(double value, Measurement measurement, boolean kept) {
    measured++;
    least = Math.min(least, value);
    most = Math.max(most, value);
    Cell cell = cells.computeIfAbsent(number(value), any -> new Cell());
    cell.sum += value;
    if (kept) {
      cell.kept++;
    } else {
      cell.dropped++;
    }
    if (limits.size() < MOST_LIMITS) {
      limits.add(measurement.limit());
    }
  }

  /** Ordered as the values are. */
  private static int number(double value) {
    double size = Math.min(Math.abs(value), FARTHEST);
    if (size < NEAREST) {
      return 0;
    }
    int cell = 1 + (int) Math.floor(Math.log(size / NEAREST) / WIDTH);
    return value < 0 ? -cell : cell;
  }

  /** All that was counted, in at most {@value #BINS} bins. */
  Report.Values values(String rule) {
    boolean logarithmic = least >= 0 && most > SKEWED * Math.max(median(), least) && positive() > 0;
    double[] edges = logarithmic ? growingEdges() : equalEdges();
    long[] kept = new long[edges.length - 1];
    long[] dropped = new long[edges.length - 1];
    for (Cell cell : cells.values()) {
      int bin = bin(edges, cell.mean());
      kept[bin] += cell.kept;
      dropped[bin] += cell.dropped;
    }
    List<Report.Bin> bins = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      bins.add(new Report.Bin(edges[i], edges[i + 1], kept[i], dropped[i]));
    }
    return new Report.Values(rule, measured, least, most, List.copyOf(limits), logarithmic, bins);
  }

  private double median() {
    long before = 0;
    for (Cell cell : cells.values()) {
      before += cell.count();
      if (2 * before >= measured) {
        return cell.mean();
      }
    }
    return 0;
  }

  /** The least value above 0; 0 if there is none. */
  private double positive() {
    return cells.entrySet().stream()
        .filter(cell -> cell.getKey() > 0)
        .mapToDouble(cell -> cell.getValue().mean())
        .findFirst()
        .orElse(0);
  }

  /** The first bin begins at the least value, which may be 0; the others grow by a factor. */
  private double[] growingEdges() {
    double first = least > 0 ? least : positive();
    double[] edges = new double[BINS + 1];
    for (int i = 0; i <= BINS; i++) {
      edges[i] = first * Math.pow(most / first, (double) i / BINS);
    }
    edges[0] = least;
    edges[BINS] = most;
    return edges;
  }

  /** Whole numbers where the values are few and whole. */
  private double[] equalEdges() {
    boolean whole = cells.values().stream().allMatch(cell -> cell.mean() == Math.rint(cell.mean()));
    if (whole && most - least < BINS) {
      int count = 1 + (int) (most - least);
      double[] edges = new double[count + 1];
      for (int i = 0; i <= count; i++) {
        edges[i] = least + i;
      }
      return edges;
    }
    if (least == most) {
      return new double[] {least, most};
    }
    double[] edges = new double[BINS + 1];
    for (int i = 0; i <= BINS; i++) {
      edges[i] = least + (most - least) * i / BINS;
    }
    return edges;
  }

  private static int bin(double[] edges, double value) {
    int last = edges.length - 2;
    int bin = 0;
    while (bin < last && edges[bin + 1] <= value) {
      bin++;
    }
    return bin;
  }
}
