package dev.sluice.corpus.preview;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where two texts first differ: what stands between the lines that they begin and end with alike,
 * in one of them only; if all of it stands in both, in another order.
 *
 * @param gone the first lines that only the first text has there
 * @param added the first lines that only the second has there
 */
record FirstDifference(List<String> gone, List<String> added) {

  private static final int MOST_LINES = 3;
  private static final int LONGEST_LINE = 200;

  /** The difference between two texts. */
  static FirstDifference of(String before, String after) {
    List<String> one = before.lines().toList();
    List<String> other = after.lines().toList();
    int shorter = Math.min(one.size(), other.size());
    int start = 0;
    while (start < shorter && one.get(start).equals(other.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && one.get(one.size() - 1 - end).equals(other.get(other.size() - 1 - end))) {
      end++;
    }
    List<String> gone = one.subList(start, one.size() - end);
    List<String> added = other.subList(start, other.size() - end);
    FirstDifference found = new FirstDifference(first(gone, added), first(added, gone));
    return found.gone.isEmpty() && found.added.isEmpty()
        ? new FirstDifference(first(gone, List.of()), first(added, List.of()))
        : found;
  }

  /** The first lines that the other text does not have there. */
  private static List<String> first(List<String> lines, List<String> others) {
    Set<String> known = new HashSet<>(others);
    return lines.stream()
        .filter(line -> !line.isBlank() && !known.contains(line))
        .limit(MOST_LINES)
        .map(FirstDifference::cut)
        .toList();
  }

  private static String cut(String line) {
    return line.codePointCount(0, line.length()) <= LONGEST_LINE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE)) + "…";
  }
}
