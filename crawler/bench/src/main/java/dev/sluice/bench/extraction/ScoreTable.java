package dev.sluice.bench.extraction;

import dev.sluice.bench.report.MarkdownTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The scores of pages, in groups: means over pages, as the benchmark's own scorer has them. */
final class ScoreTable {

  /** Groups with fewer pages say nothing. */
  private static final int LEAST_PAGES = 5;

  private final MarkdownTable table =
      new MarkdownTable(
          List.of(
              "pages",
              "number",
              "shingle F1",
              "precision",
              "recall",
              "bag F1",
              "precision",
              "recall",
              "pieces F1"));

  /** Adds a row for each value of a trait, those with most pages first. */
  ScoreTable by(String trait, List<Scored> scored) {
    Map<String, List<Scored>> groups = new TreeMap<>();
    boolean sets = trait.equals("set");
    for (Scored page : scored) {
      if ((sets || page.counts()) && !page.trait(trait).isEmpty()) {
        groups.computeIfAbsent(page.trait(trait), t -> new ArrayList<>()).add(page);
      }
    }
    groups.entrySet().stream()
        .filter(group -> group.getValue().size() >= LEAST_PAGES)
        .sorted(Comparator.comparing(group -> -group.getValue().size()))
        .forEach(group -> row(group.getKey(), group.getValue(), sets));
    return this;
  }

  /** Adds the row that counts. */
  ScoreTable all(List<Scored> scored) {
    row("all", scored.stream().filter(Scored::counts).toList(), false);
    return this;
  }

  private void row(String name, List<Scored> pages, boolean withPieces) {
    List<Agreement> whole =
        pages.stream().filter(s -> !s.page().text().isEmpty()).map(Scored::agreement).toList();
    List<String> cells = new ArrayList<>(List.of(name, Integer.toString(pages.size())));
    if (whole.isEmpty()) {
      cells.addAll(List.of("-", "-", "-", "-", "-", "-"));
    } else {
      double precision =
          whole.stream()
              .flatMap(a -> a.shinglePrecision().stream())
              .mapToDouble(Double::doubleValue)
              .average()
              .orElse(0);
      double recall = whole.stream().mapToDouble(Agreement::shingleRecall).average().orElse(0);
      cells.add(digits(Agreement.harmonic(precision, recall)));
      cells.add(digits(precision));
      cells.add(digits(recall));
      cells.add(digits(whole.stream().mapToDouble(Agreement::bag).average().orElse(0)));
      cells.add(digits(whole.stream().mapToDouble(Agreement::bagPrecision).average().orElse(0)));
      cells.add(digits(whole.stream().mapToDouble(Agreement::bagRecall).average().orElse(0)));
    }
    cells.add(withPieces ? pieces(pages) : "-");
    table.row(cells);
  }

  private static String pieces(List<Scored> pages) {
    int right = 0;
    int wrong = 0;
    int missed = 0;
    for (Scored page : pages) {
      int[] counts = page.pieces();
      right += counts[0];
      wrong += counts[1];
      missed += counts[2];
    }
    return right + wrong + missed == 0 ? "-" : digits(2.0 * right / (2 * right + wrong + missed));
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  @Override
  public String toString() {
    return table.toString();
  }
}
