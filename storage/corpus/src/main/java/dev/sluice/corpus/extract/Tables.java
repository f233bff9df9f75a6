package dev.sluice.corpus.extract;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Tells tables of data, which are written row by row, from tables that only lay out a page. */
final class Tables {

  private static final int LONG_CELL_CHARS = 600;
  private static final int CELLS_LOOKED_AT = 200;
  private static final int MAX_PARAGRAPHS = 2;

  private Tables() {}

  /** True if each row of the table reads as one line. */
  static boolean isData(Element table, Measures measures) {
    String role = table.attr("role");
    if (role.equals("presentation") || role.equals("none")) {
      return false;
    }
    boolean sideBySide = false;
    int seen = 0;
    for (Element row = firstRow(table); row != null && seen < CELLS_LOOKED_AT; row = nextRow(row)) {
      int filled = 0;
      for (Element cell = row.firstElementChild(); cell != null; cell = cell.nextElementSibling()) {
        seen++;
        filled += measures.of(cell).chars > 0 ? 1 : 0;
        if (laysOut(measures.of(cell))) {
          return false;
        }
      }
      sideBySide |= filled > 1;
    }
    return sideBySide;
  }

  /** Long cells, and tables, headings, code or several paragraphs in cells, speak for layout. */
  private static boolean laysOut(Measure cell) {
    return cell.chars > LONG_CELL_CHARS || cell.paragraphs > MAX_PARAGRAPHS || cell.structures > 0;
  }

  private static @Nullable Element firstRow(Element table) {
    return table.selectFirst("tr");
  }

  private static @Nullable Element nextRow(Element row) {
    Element next = row.nextElementSibling();
    if (next != null) {
      return next;
    }
    Element group = row.parent();
    Element nextGroup = group == null ? null : group.nextElementSibling();
    return nextGroup == null ? null : nextGroup.selectFirst("tr");
  }
}
