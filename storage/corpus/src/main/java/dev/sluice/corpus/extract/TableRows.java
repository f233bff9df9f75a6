package dev.sluice.corpus.extract;

import org.jsoup.nodes.Element;

/**
 * The rows of a table of data as they are written: where the next cell stands, and what cells of
 * earlier rows reach into this one. A short cell that spans rows is written in each of them, so
 * that a row says by itself what it is about.
 */
final class TableRows {

  private static final int MOST_COLUMNS = 200;
  private static final int MOST_ROWS = 1_000;
  private static final int REPEATED_CHARS = 60;

  private final LineWriter writer;
  private final boolean markdown;
  private final int columns;
  private final int[] rowsLeft = new int[MOST_COLUMNS];
  private final String[] repeated = new String[MOST_COLUMNS];
  private int column;
  private int row;
  private int cellStart;

  TableRows(Element table, LineWriter writer, boolean markdown) {
    this.writer = writer;
    this.markdown = markdown;
    this.columns = markdown ? columns(table) : 0;
  }

  /** The cells of the longest row. */
  private static int columns(Element table) {
    int most = 1;
    for (Element tr : table.getElementsByTag("tr")) {
      int wide = 0;
      for (Element cell = tr.firstElementChild();
          cell != null && wide < MOST_COLUMNS;
          cell = cell.nextElementSibling()) {
        wide += span(cell, "colspan", MOST_COLUMNS);
      }
      most = Math.max(most, Math.min(wide, MOST_COLUMNS));
    }
    return most;
  }

  private static int span(Element cell, String attribute, int most) {
    String digits = cell.attr(attribute);
    boolean plain = !digits.isEmpty() && digits.matches("\\d{1,5}");
    return plain ? Math.min(Math.max(Integer.parseInt(digits), 1), most) : 1;
  }

  void beginRow() {
    if (row == 0) {
      writer.lineBreak(markdown ? 2 : 1);
    } else {
      writer.rowBreak();
    }
    column = 0;
  }

  void beginCell() {
    reachDown();
    writer.beginCell(column == 0);
    cellStart = writer.position();
  }

  void endCell(Element cell) {
    String text = writer.since(cellStart);
    writer.endCell();
    int wide = span(cell, "colspan", MOST_COLUMNS);
    int high = span(cell, "rowspan", MOST_ROWS);
    for (int i = 0; i < wide && column < MOST_COLUMNS; i++, column++) {
      rowsLeft[column] = high - 1;
      repeated[column] = i == 0 && text.length() <= REPEATED_CHARS ? text : "";
      if (markdown && i > 0) {
        emptyCell("");
      }
    }
  }

  /** Writes the cells of earlier rows that reach into this place. */
  private void reachDown() {
    while (column < MOST_COLUMNS && rowsLeft[column] > 0) {
      rowsLeft[column]--;
      if (markdown || !repeated[column].isEmpty()) {
        emptyCell(repeated[column]);
      }
      column++;
    }
  }

  private void emptyCell(String text) {
    writer.beginCell(column == 0);
    writer.token(text);
    writer.endCell();
  }

  void endRow() {
    reachDown();
    if (markdown) {
      for (int i = column; i < columns; i++) {
        emptyCell("");
      }
      if (row == 0) {
        writer.rowBreak();
        writer.token("|" + " --- |".repeat(Math.max(columns, column)));
      }
    }
    writer.lineBreak(1);
    row++;
  }
}
