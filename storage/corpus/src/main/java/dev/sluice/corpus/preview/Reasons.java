package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.RecipeComparison.Example;
import dev.sluice.corpus.model.RecipeComparison.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts pages by the rule that dropped them, with a few examples for each. For one thread. */
final class Reasons {

  private static final int EXAMPLES = 5;

  private final Map<String, OfRule> byRule = new TreeMap<>();

  private static final class OfRule {

    private final String step;
    private final Fewest<Example> examples = new Fewest<>(EXAMPLES);
    private long pages;

    OfRule(String step) {
      this.step = step;
    }
  }

  /** Adds a page that one of its readings dropped. */
  void add(PagePair page, Reading droppedBy) {
    Reading.Cause cause = droppedBy.cause().orElseThrow();
    OfRule of =
        byRule.computeIfAbsent(cause.measurement().rule(), rule -> new OfRule(cause.step()));
    of.pages++;
    of.examples.offer(0, Rank.of(page.url()), () -> page.example(droppedBy, cause.measurement()));
  }

  /** The reasons, the most frequent first. */
  List<Reason> list() {
    return byRule.entrySet().stream()
        .map(
            it ->
                new Reason(
                    it.getValue().step,
                    it.getKey(),
                    it.getValue().pages,
                    it.getValue().examples.list()))
        .sorted(Comparator.comparingLong(Reason::pages).reversed().thenComparing(Reason::rule))
        .toList();
  }
}
