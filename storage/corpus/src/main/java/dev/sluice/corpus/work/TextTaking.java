package dev.sluice.corpus.work;

import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Remainder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Tells what steps took out of the texts of candidates.
 *
 * @param steps those that take text, by their numbers
 */
public record TextTaking(SortedMap<Integer, GlobalStep> steps) {

  /**
   * What all steps say that they took out of a candidate; nothing of those that saw it not.
   *
   * @param end the number of the step that dropped it; above all numbers if it is chosen
   * @param left what is left of it, if any took something
   */
  public List<Measurement> removed(int end, Optional<Remainder> left) {
    List<Measurement> all = new ArrayList<>();
    steps.forEach(
        (number, step) -> {
          if (end >= number) {
            Remainder.Removed removed =
                left.stream()
                    .flatMap(it -> it.removed().stream())
                    .filter(it -> it.step() == number)
                    .findFirst()
                    .orElse(new Remainder.Removed(number, 0, 0));
            all.addAll(step.removed(removed.pieces(), removed.characters()));
          }
        });
    return all;
  }

  /** The names under which they say it. */
  public List<Measurement> named() {
    return steps.values().stream().flatMap(step -> step.removed(0, 0).stream()).toList();
  }
}
