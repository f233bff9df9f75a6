package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.RecipeComparison.Bar;
import dev.sluice.corpus.model.RecipeComparison.Example;
import dev.sluice.corpus.model.RecipeComparison.Fact;
import dev.sluice.corpus.model.RecipeComparison.Judged;
import dev.sluice.corpus.model.RecipeComparison.RuleShift;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one rule says of pages in two recipes. Memory is bounded: of values it keeps those of
 * ten thousand pages, of texts the first two hundred. For one thread.
 */
final class RuleTally {

  private static final int MOST_POINTS = 10_000;
  private static final int MOST_FACTS = 200;
  private static final int SHOWN_FACTS = 12;
  private static final int EXAMPLES = 5;
  private static final int MOST_LIMITS = 20;
  private static final String OTHERS = "(others)";

  private final String step;
  private final String rule;
  private final Side before = new Side();
  private final Side after = new Side();
  private final Fewest<Histogram.Point> points = new Fewest<>(MOST_POINTS);
  private final Fewest<Example> inside = new Fewest<>(EXAMPLES);
  private final Fewest<Example> outside = new Fewest<>(EXAMPLES);
  private final Map<String, long[]> facts = new LinkedHashMap<>();
  private long numbers;
  private boolean changed;

  /** What is counted in one of the recipes. */
  private static final class Side {

    private final Set<String> limits = new TreeSet<>();
    private long pages;
    private long failed;
    private long dropped;

    void add(Measurement measurement) {
      pages++;
      failed += measurement.passed() ? 0 : 1;
      if (limits.size() < MOST_LIMITS) {
        limits.add(measurement.limit());
      }
    }

    Judged judged() {
      return new Judged(List.copyOf(limits), pages, failed, dropped);
    }
  }

  RuleTally(String step, String rule) {
    this.step = step;
    this.rule = rule;
  }

  /**
   * Adds a page that at least one recipe measured.
   *
   * @param comparable whether the step looked at the page in both recipes, or is in one of them
   *     only
   */
  void add(
      PagePair page,
      @Nullable Measurement measuredBefore,
      @Nullable Measurement measuredAfter,
      boolean comparable) {
    changed |= comparable && !same(measuredBefore, measuredAfter);
    if (measuredBefore != null) {
      before.add(measuredBefore);
    }
    if (measuredAfter != null) {
      after.add(measuredAfter);
    }
    long rank = Rank.of(page.url());
    if (isNumber(measuredBefore) || isNumber(measuredAfter)) {
      numbers++;
      points.offer(0, rank, () -> point(measuredBefore, measuredAfter));
    }
    addFact(measuredBefore, 0);
    addFact(measuredAfter, 2);
    if (measuredAfter != null) {
      offerExample(page, page.after(), measuredAfter, rank);
    } else if (measuredBefore != null && comparable) {
      offerExample(page, page.before(), measuredBefore, rank);
    }
  }

  /** Says that the rule was why a recipe dropped a page. */
  void droppedBefore() {
    before.dropped++;
  }

  /** The same of the second recipe. */
  void droppedAfter() {
    after.dropped++;
  }

  private static boolean same(@Nullable Measurement one, @Nullable Measurement other) {
    return one == null ? other == null : one.equals(other);
  }

  private static boolean isNumber(@Nullable Measurement measurement) {
    return measurement != null && measurement.measured() instanceof Measured.Quantity;
  }

  private static Histogram.Point point(@Nullable Measurement one, @Nullable Measurement other) {
    return new Histogram.Point(
        number(one), one == null || one.passed(), number(other), other == null || other.passed());
  }

  private static double number(@Nullable Measurement measurement) {
    return measurement != null && measurement.measured() instanceof Measured.Quantity quantity
        ? quantity.number()
        : Double.NaN;
  }

  private void addFact(@Nullable Measurement measurement, int column) {
    if (measurement == null || !(measurement.measured() instanceof Measured.Fact fact)) {
      return;
    }
    boolean room = facts.size() < MOST_FACTS || facts.containsKey(fact.text());
    long[] counts = facts.computeIfAbsent(room ? fact.text() : OTHERS, key -> new long[4]);
    counts[column]++;
    counts[column + 1] += measurement.passed() ? 0 : 1;
  }

  private void offerExample(PagePair page, Reading reading, Measurement measurement, long rank) {
    double distance = Bounds.distance(measurement);
    if (!Double.isNaN(distance)) {
      Fewest<Example> side = measurement.passed() ? inside : outside;
      side.offer(distance, rank, () -> page.example(reading, measurement));
    }
  }

  /** Whether a value, a limit or a verdict was different on a page. */
  boolean hasChanged() {
    return changed;
  }

  String step() {
    return step;
  }

  RuleShift shift() {
    List<Histogram.Point> some = points.list();
    List<Bounds> limits =
        Stream.concat(before.limits.stream(), after.limits.stream()).map(Bounds::of).toList();
    return new RuleShift(
        step,
        rule,
        before.judged(),
        after.judged(),
        Math.min(numbers, MOST_POINTS),
        Histogram.of(some, limits),
        mostFrequent(),
        inside.list(),
        outside.list());
  }

  private List<Fact> mostFrequent() {
    return facts.entrySet().stream()
        .map(it -> new Fact(it.getKey(), bar(it.getValue())))
        .sorted(
            Comparator.comparingLong((Fact it) -> Math.max(it.bar().before(), it.bar().after()))
                .reversed()
                .thenComparing(Fact::value))
        .limit(SHOWN_FACTS)
        .toList();
  }

  private static Bar bar(long[] of) {
    return new Bar(of[0], of[1], of[2], of[3]);
  }
}
