package dev.sluice.service.cli;

import dev.sluice.corpus.model.BandCurve;
import dev.sluice.corpus.model.BandCurve.Published;
import java.io.PrintWriter;
import java.util.Locale;

/** The curve of MinHash for a terminal: a table, and a drawing made of blocks. */
final class CurveText {

  private static final double HALF = 0.5;
  private static final int LOWEST = 40;
  private static final int HIGHEST = 100;
  private static final int HEIGHT = 10;

  /** From nothing to a whole block, by eighths. */
  private static final String BLOCKS = " ▁▂▃▄▅▆▇█";

  private final PrintWriter out;

  CurveText(PrintWriter out) {
    this.out = out;
  }

  void print(String name, BandCurve curve) {
    out.printf(
        "%s%s of %s, %s of each page%n",
        name.isEmpty() ? "" : name + ": ",
        Counted.text(curve.bands(), "band"),
        Counted.text(curve.rows(), "row"),
        Counted.text(curve.hashes(), "hash", "hashes"));
    out.printf(
        "P(s) = 1 - (1 - s^%d)^%d: half of all pairs with a Jaccard similarity of %s are compared,"
            + " 1 in 100 at %s, 99 in 100 at %s%n%n",
        curve.rows(),
        curve.bands(),
        number(curve.similarity(HALF)),
        number(curve.similarity(0.01)),
        number(curve.similarity(0.99)));
    table(curve);
    out.println();
    drawing(curve);
  }

  private void table(BandCurve curve) {
    Table table = new Table(0, 2);
    table.add("similarity", "compared");
    for (int hundredths = 50; hundredths <= HIGHEST; hundredths += 5) {
      double similarity = hundredths / 100.0;
      table.add(String.format(Locale.ROOT, "%.2f", similarity), percent(curve, similarity));
    }
    table.print(out, "");
  }

  /** A column for each hundredth of the similarity. */
  private void drawing(BandCurve curve) {
    for (int row = HEIGHT - 1; row >= 0; row--) {
      StringBuilder line = new StringBuilder();
      for (int column = LOWEST; column <= HIGHEST; column++) {
        double height = curve.probability(column / 100.0) * HEIGHT - row;
        int eighths = (int) Math.round(Math.max(0, Math.min(1, height)) * (BLOCKS.length() - 1));
        line.append(BLOCKS.charAt(eighths));
      }
      String label = row == HEIGHT - 1 ? "100 %" : row == HEIGHT / 2 - 1 ? " 50 %" : "     ";
      out.println((label + " │" + line).stripTrailing());
    }
    out.println("  0 % └" + "─".repeat(HIGHEST - LOWEST + 1));
    StringBuilder scale = new StringBuilder();
    for (int column = LOWEST; column <= HIGHEST; column += 10) {
      scale.append("%-10s".formatted(String.format(Locale.ROOT, "%.1f", column / 100.0)));
    }
    out.println("       " + scale.toString().stripTrailing());
  }

  void printPublished() {
    Table table = new Table(2, 8);
    table.add("settings", "shingles", "bands", "rows", "at 0.7", "at 0.8", "at 0.9", "half at");
    for (Published published : BandCurve.PUBLISHED) {
      BandCurve curve = published.curve();
      table.add(
          published.name(),
          published.shingles(),
          Integer.toString(curve.bands()),
          Integer.toString(curve.rows()),
          percent(curve, 0.7),
          percent(curve, 0.8),
          percent(curve, 0.9),
          number(curve.similarity(HALF)));
    }
    table.print(out, "");
  }

  private static String percent(BandCurve curve, double similarity) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * curve.probability(similarity));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
