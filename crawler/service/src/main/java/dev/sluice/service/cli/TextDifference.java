package dev.sluice.service.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What is different between two texts, line by line. Where they differ, the nearest lines that are
 * alike again are looked for; that is not always the shortest way to say it, but short.
 */
final class TextDifference {

  private static final int LONGEST_LOOK = 100;

  private final List<String> before;
  private final List<String> after;
  private final List<String> lines = new ArrayList<>();
  private int gone;
  private int added;

  private TextDifference(String before, String after) {
    this.before = before.lines().toList();
    this.after = after.lines().toList();
  }

  /** The lines that are gone and added, such as {@code -12: old} and {@code +12: new}. */
  static List<String> lines(String before, String after) {
    TextDifference difference = new TextDifference(before, after);
    difference.compare();
    return List.copyOf(difference.lines);
  }

  private void compare() {
    while (gone < before.size() || added < after.size()) {
      if (gone < before.size()
          && added < after.size()
          && before.get(gone).equals(after.get(added))) {
        gone++;
        added++;
      } else {
        skip();
      }
    }
  }

  /** Passes over the fewest lines after which both go on alike. */
  private void skip() {
    for (int distance = 1; distance <= LONGEST_LOOK; distance++) {
      for (int ofBefore = 0; ofBefore <= distance; ofBefore++) {
        if (isAlike(gone + ofBefore, added + distance - ofBefore)) {
          pass(ofBefore, distance - ofBefore);
          return;
        }
      }
    }
    pass(
        Math.min(LONGEST_LOOK, before.size() - gone), Math.min(LONGEST_LOOK, after.size() - added));
  }

  private boolean isAlike(int ofBefore, int ofAfter) {
    if (ofBefore >= before.size() || ofAfter >= after.size()) {
      return ofBefore == before.size() && ofAfter == after.size();
    }
    return before.get(ofBefore).equals(after.get(ofAfter));
  }

  private void pass(int ofBefore, int ofAfter) {
    for (int i = 0; i < ofBefore; i++) {
      lines.add("-" + (gone + 1) + ": " + before.get(gone));
      gone++;
    }
    for (int i = 0; i < ofAfter; i++) {
      lines.add("+" + (added + 1) + ": " + after.get(added));
      added++;
    }
  }
}
