package dev.sluice.bench.dedup;

import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.dedup.NearPrint;
import dev.sluice.corpus.model.BandCurve.Published;
import dev.sluice.corpus.model.Segments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** What one setting found of pairs whose similarity is known. */
final class Found {

  /** Twentieths of the similarity, and a last one for equal texts. */
  private static final int BUCKETS = 21;

  private static final int FIRST_SHOWN = 8;
  private static final double[] LIMITS = {0.7, 0.8, 0.9};

  private final Published setting;
  private final NearPrint prints;
  private final int[] pairs = new int[BUCKETS];
  private final int[] agree = new int[BUCKETS];
  private final double[] expected = new double[BUCKETS];
  private final int[] similar = new int[LIMITS.length];
  private final int[] right = new int[LIMITS.length];
  private final int[] rightOfVerified = new int[LIMITS.length];
  private final int[] verified = new int[LIMITS.length];
  private int found;
  private double error;

  Found(Published setting, NearPrint prints) {
    this.setting = setting;
    this.prints = prints;
  }

  void count(Segments one, Segments other, double jaccard) {
    byte[] print = prints.of(one);
    byte[] otherPrint = prints.of(other);
    boolean agrees = agree(prints.bandKeys(print), prints.bandKeys(otherPrint));
    double measured = prints.jaccard(print, otherPrint);
    error = Math.max(error, Math.abs(measured - jaccard));
    int bucket = (int) (jaccard * (BUCKETS - 1));
    pairs[bucket]++;
    agree[bucket] += agrees ? 1 : 0;
    expected[bucket] += setting.curve().probability(jaccard);
    found += agrees ? 1 : 0;
    for (int i = 0; i < LIMITS.length; i++) {
      boolean isSimilar = jaccard >= LIMITS[i];
      boolean isVerified = agrees && measured >= LIMITS[i];
      similar[i] += isSimilar ? 1 : 0;
      right[i] += isSimilar && agrees ? 1 : 0;
      verified[i] += isVerified ? 1 : 0;
      rightOfVerified[i] += isSimilar && isVerified ? 1 : 0;
    }
  }

  private static boolean agree(long[] one, long[] other) {
    for (int band = 0; band < Math.min(one.length, other.length); band++) {
      if (one[band] == other[band]) {
        return true;
      }
    }
    return false;
  }

  /** The largest difference between a print's similarity and the true one. */
  String error() {
    return String.format(Locale.ROOT, "%.6f", error);
  }

  /** Measured shares beside the curve, for each setting. */
  static MarkdownTable curves(List<Found> all) {
    List<String> heads = new ArrayList<>(List.of("true similarity", "pairs"));
    for (Found each : all) {
      heads.add(each.setting.name() + ", curve");
      heads.add("measured");
    }
    MarkdownTable table = new MarkdownTable(heads);
    for (int bucket = FIRST_SHOWN; bucket < BUCKETS; bucket++) {
      int pairs = all.get(0).pairs[bucket];
      List<String> cells = new ArrayList<>(List.of(range(bucket), "%,d".formatted(pairs)));
      for (Found each : all) {
        cells.add(percent(each.expected[bucket], pairs));
        cells.add(percent(each.agree[bucket], pairs));
      }
      table.row(cells);
    }
    return table;
  }

  private static String range(int bucket) {
    double from = (double) bucket / (BUCKETS - 1);
    return bucket == BUCKETS - 1
        ? "1"
        : String.format(Locale.ROOT, "%.2f to %.2f", from, from + 1.0 / (BUCKETS - 1));
  }

  /** Precision and recall against each limit, as bands decide and as they are verified. */
  static MarkdownTable precisionAndRecall(List<Found> all) {
    List<String> heads = new ArrayList<>(List.of("precision / recall"));
    Arrays.stream(LIMITS).forEach(limit -> heads.add("at " + limit));
    MarkdownTable table = new MarkdownTable(heads);
    for (Found each : all) {
      List<String> bands = new ArrayList<>(List.of(each.setting.name() + ", bands decide"));
      List<String> verified = new ArrayList<>(List.of(each.setting.name() + ", verified"));
      for (int i = 0; i < LIMITS.length; i++) {
        bands.add(both(each.right[i], each.found, each.similar[i]));
        verified.add(both(each.rightOfVerified[i], each.verified[i], each.similar[i]));
      }
      table.row(bands);
      table.row(verified);
    }
    return table;
  }

  /** Precision and recall in percent. */
  private static String both(long right, long found, long similar) {
    return LongStream.of(found, similar)
        .mapToObj(all -> percent(right, all))
        .reduce((precision, recall) -> precision + " / " + recall)
        .orElseThrow();
  }

  private static String percent(double part, double all) {
    return all == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * part / all);
  }
}
