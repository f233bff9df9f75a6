package dev.sluice.pages.demand;

import dev.sluice.pages.model.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines of fields, each of which seals all lines before it. */
final class SealedLines {

  private static final int SEAL_DIGITS = 16;
  private static final String FIRST = "";

  private SealedLines() {}

  /**
   * A line is not as it was written.
   *
   * @see #line
   */
  static final class Damage extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;

    Damage(int line, String what) {
      super(what);
      this.line = line;
    }

    /** Its number, from 1. */
    int line() {
      return line;
    }
  }

  /** The fields of all lines but comments, without the seals. */
  static List<List<String>> read(String text) throws Damage {
    List<List<String>> rows = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    int last = lines.length - 1;
    if (!lines[last].isEmpty()) {
      throw new Damage(lines.length, "the line has no end");
    }
    String seal = FIRST;
    for (int i = 0; i < last; i++) {
      if (lines[i].startsWith("#")) {
        continue;
      }
      int tab = lines[i].indexOf('\t');
      String rest = lines[i].substring(tab + 1);
      String sealed = seal(seal, rest);
      if (tab < 0 || !lines[i].substring(0, tab).equals(sealed)) {
        throw new Damage(i + 1, "the line, or one before it, is not as it was written");
      }
      seal = sealed;
      rows.add(fields(rest));
    }
    return rows;
  }

  /** A text of lines with some more at its end. */
  static String append(String text, List<List<String>> rows) {
    StringBuilder all = new StringBuilder(text);
    String seal = lastSeal(text);
    for (List<String> row : rows) {
      String rest = String.join("\t", row.stream().map(SealedLines::escaped).toList());
      seal = seal(seal, rest);
      all.append(seal).append('\t').append(rest).append('\n');
    }
    return all.toString();
  }

  private static String lastSeal(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("#"))
        .reduce((earlier, later) -> later)
        .map(line -> line.substring(0, line.indexOf('\t')))
        .orElse(FIRST);
  }

  private static String seal(String before, String rest) {
    byte[] sealed = (before + "\n" + rest).getBytes(StandardCharsets.UTF_8);
    return ContentHash.of(sealed).hex().substring(0, SEAL_DIGITS);
  }

  private static String escaped(String field) {
    return field
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static List<String> fields(String rest) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == '\t') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\\' && i + 1 < rest.length()) {
        field.append(unescaped(rest.charAt(++i)));
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> c;
    };
  }
}
