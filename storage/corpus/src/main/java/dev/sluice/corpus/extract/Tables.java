package dev.sluice.corpus.extract;

import org.jsoup.nodes.Element;

/** Tells tables of data, which are written row by row, from tables that only lay out a page. */
final class Tables {

  private static final int LONG_CELL_CHARS = 600;
  private static final int CELLS_LOOKED_AT = 200;

  private Tables() {}

  /** True if each row of the table reads as one line. */
  static boolean isData(Element table, Measures measures) {
    String role = table.attr("role");
    if (role.equals("presentation") || role.equals("none")) {
      return false;
    }
    int widestRow = 0;
    int seen = 0;
    for (Element row = firstRow(table); row != null && seen < CELLS_LOOKED_AT; row = nextRow(row)) {
      int cells = 0;
      for (Element cell : row.children()) {
        cells++;
        seen++;
        if (measures.of(cell).chars > LONG_CELL_CHARS || holdsBlocks(cell)) {
          return false;
        }
      }
      widestRow = Math.max(widestRow, cells);
    }
    return widestRow > 1;
  }

  /** Tables in cells, headings and code speak for layout; lists and paragraphs do not. */
  private static boolean holdsBlocks(Element cell) {
    return cell.selectFirst("table, h1, h2, h3, pre, article, form") != null;
  }

  private static @org.jspecify.annotations.Nullable Element firstRow(Element table) {
    return table.selectFirst("tr");
  }

  private static @org.jspecify.annotations.Nullable Element nextRow(Element row) {
    Element next = row.nextElementSibling();
    if (next != null) {
      return next;
    }
    Element group = row.parent();
    Element nextGroup = group == null ? null : group.nextElementSibling();
    return nextGroup == null ? null : nextGroup.selectFirst("tr");
  }
}
