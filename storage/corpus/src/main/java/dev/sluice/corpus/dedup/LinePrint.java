package dev.sluice.corpus.dedup;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.sluice.corpus.rule.LineForm;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines or paragraphs of a page as they are compared: where each lies in the text, and a hash
 * of its form. Ten bytes or so each.
 *
 * <p>A hash has 64 bits of XXH3: among a billion different lines, two with the same are found in
 * one of forty such corpora.
 *
 * @param units in the order of the text, without those that are never compared
 */
record LinePrint(List<Unit> units) {

  private static final int HASH_BYTES = 8;

  /**
   * A line or paragraph.
   *
   * @param start where it begins, in UTF-16 units
   * @param end where it ends, exclusive, without the line feed
   * @param hash of its form
   */
  record Unit(int start, int end, long hash) {}

  /** Cuts texts into units. */
  record Cutter(boolean byParagraph, LineForm form, long minCharacters) {

    LinePrint cut(String text) {
      List<Unit> units = new ArrayList<>();
      int start = -1; // of the paragraph
      int last = 0; // end of its last line
      for (int line = 0; line <= text.length(); ) {
        int feed = text.indexOf('\n', line);
        int end = feed < 0 ? text.length() : feed;
        boolean blank = isBlank(text, line, end);
        if (start >= 0 && (blank || !byParagraph)) {
          add(text, start, last, units);
          start = -1;
        }
        if (!blank) {
          start = start < 0 ? line : start;
          last = end;
        }
        line = end + 1;
      }
      if (start >= 0) {
        add(text, start, last, units);
      }
      return new LinePrint(units);
    }

    private void add(String text, int start, int end, List<Unit> units) {
      String unit = text.substring(start, end);
      if (unit.strip().codePoints().count() < minCharacters) {
        return;
      }
      String same = form.of(unit);
      if (!same.isBlank()) {
        units.add(new Unit(start, end, Hashing.xxh3_64().hashCharsToLong(same)));
      }
    }

    private static boolean isBlank(String text, int from, int to) {
      for (int i = from; i < to; i++) {
        if (!Character.isWhitespace(text.charAt(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** The print that bytes were made of. */
  static LinePrint of(byte[] bytes) {
    Packed in = new Packed(bytes);
    List<Unit> units = new ArrayList<>();
    for (int before = 0; !in.isAtEnd(); ) {
      int start = before + in.small();
      int end = start + in.small();
      units.add(new Unit(start, end, in.fixed(HASH_BYTES)));
      before = end;
    }
    return new LinePrint(units);
  }

  /** The print as bytes; none if it has no unit. */
  byte[] toBytes() {
    Packed out = new Packed();
    int before = 0;
    for (Unit unit : units) {
      out.small(unit.start - before);
      out.small(unit.end - unit.start);
      out.fixed(unit.hash, HASH_BYTES);
      before = unit.end;
    }
    return out.written();
  }
}
