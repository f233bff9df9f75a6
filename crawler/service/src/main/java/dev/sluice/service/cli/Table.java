package dev.sluice.service.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of words under each other: the first column to the left, those that hold numbers to the
 * right. A Chinese character takes two places, as terminals show it.
 */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();
  private final int numbersFrom;
  private final int numbersTo;

  /**
   * @param numbersFrom first column of numbers, from 0
   * @param numbersTo first column after them
   */
  Table(int numbersFrom, int numbersTo) {
    this.numbersFrom = numbersFrom;
    this.numbersTo = numbersTo;
  }

  void add(String... cells) {
    rows.add(List.of(cells));
  }

  void print(PrintWriter out, String indent) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        String space = " ".repeat(widths[i] - width(row.get(i)));
        boolean number = i >= numbersFrom && i < numbersTo;
        line.append(i == 0 ? "" : "  ").append(number ? space + row.get(i) : row.get(i) + space);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static int width(String text) {
    return text.codePoints().map(it -> isWide(it) ? 2 : 1).sum();
  }

  private static boolean isWide(int character) {
    Character.UnicodeScript script = Character.UnicodeScript.of(character);
    return script == Character.UnicodeScript.HAN
        || script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA
        || script == Character.UnicodeScript.HANGUL
        || character >= 0x3000 && character < 0x3040
        || character >= 0xff01 && character < 0xff61;
  }
}
