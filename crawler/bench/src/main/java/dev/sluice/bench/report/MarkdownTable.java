package dev.sluice.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. */
public final class MarkdownTable {

  private final int columns;
  private final List<String> lines = new ArrayList<>();

  /** An empty table with these words above its columns. */
  public MarkdownTable(List<String> heads) {
    this.columns = heads.size();
    lines.add(line(heads));
    lines.add("|" + "---|".repeat(columns));
  }

  /** Adds a row. */
  public MarkdownTable row(List<String> cells) {
    if (cells.size() != columns) {
      throw new IllegalArgumentException(cells + " are not " + columns + " cells");
    }
    lines.add(line(cells));
    return this;
  }

  private static String line(List<String> cells) {
    return "| "
        + String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList())
        + " |";
  }

  /** The table, each line with its end. */
  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
