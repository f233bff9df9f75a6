package dev.sluice.corpus.model;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names under which something was measured: as numbers, and as texts. Some rules do both. Grows
 * with the rules of a recipe and never with its pages.
 */
public final class MeasuredNames {

  private final Set<String> numbers = new TreeSet<>();
  private final Set<String> texts = new TreeSet<>();

  /** Notes a measurement. */
  public void add(Measurement measurement) {
    if (measurement.measured() instanceof Measured.Quantity) {
      numbers.add(measurement.rule());
    } else {
      texts.add(measurement.rule());
    }
  }

  /** Notes all names of others. */
  public void addAll(MeasuredNames others) {
    numbers.addAll(others.numbers);
    texts.addAll(others.texts);
  }

  /** What was measured as a number, in alphabetic order. */
  public Set<String> numbers() {
    return Collections.unmodifiableSet(numbers);
  }

  /** What was measured as a text, in alphabetic order. */
  public Set<String> texts() {
    return Collections.unmodifiableSet(texts);
  }
}
