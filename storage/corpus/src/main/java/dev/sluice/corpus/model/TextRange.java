package dev.sluice.corpus.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A piece of a text, in UTF-16 units.
 *
 * @param start where it begins
 * @param end where it ends, exclusive
 */
public record TextRange(int start, int end) {

  public TextRange {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no piece of a text: " + start + " .. " + end);
    }
  }

  /** What lies in one of the lists or in both, in order; pieces that touch become one. */
  public static List<TextRange> union(List<TextRange> some, List<TextRange> others) {
    List<TextRange> all =
        Stream.concat(some.stream(), others.stream())
            .sorted(Comparator.comparingInt(TextRange::start))
            .toList();
    List<TextRange> union = new ArrayList<>();
    for (TextRange next : all) {
      int last = union.size() - 1;
      if (last >= 0 && union.get(last).end >= next.start) {
        TextRange before = union.get(last);
        union.set(last, new TextRange(before.start, Math.max(before.end, next.end)));
      } else {
        union.add(next);
      }
    }
    return union;
  }
}
