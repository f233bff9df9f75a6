package dev.sluice.corpus.verify;

import dev.sluice.corpus.model.Verification.Finding;
import dev.sluice.corpus.model.Verification.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Collects what is wrong: the first {@value #MOST} things, and how many more there are. */
final class Findings {

  private static final int MOST = 1_000;

  private final List<Finding> all = new ArrayList<>();
  private long further;

  void add(Problem problem, String file, String sentence, Object... values) {
    add(problem, file, OptionalLong.empty(), sentence, values);
  }

  void addAt(Problem problem, String file, long line, String sentence, Object... values) {
    add(problem, file, OptionalLong.of(line), sentence, values);
  }

  private void add(
      Problem problem, String file, OptionalLong line, String sentence, Object... values) {
    if (all.size() == MOST) {
      further++;
      return;
    }
    String said = values.length == 0 ? sentence : String.format(Locale.ROOT, sentence, values);
    all.add(new Finding(problem, file, line, said));
  }

  /** Numbers that must be equal. */
  void requireEqual(String file, String what, long expected, long found) {
    if (expected != found) {
      add(Problem.COUNT, file, "%s: %,d expected, %,d found", what, expected, found);
    }
  }

  List<Finding> all() {
    return all;
  }

  long further() {
    return further;
  }
}
