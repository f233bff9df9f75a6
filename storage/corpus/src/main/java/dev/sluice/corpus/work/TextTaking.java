package dev.sluice.corpus.work;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.text.TextJoiner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tells what steps took out of the texts of candidates.
 *
 * @param steps those that take text, by their numbers
 */
public record TextTaking(SortedMap<Integer, GlobalStep> steps) {

  /** Those steps of a recipe that take text. */
  public static TextTaking of(Recipe recipe) {
    SortedMap<Integer, GlobalStep> taking = new TreeMap<>();
    GlobalSteps.of(recipe)
        .byNumber()
        .forEach(
            (number, step) -> {
              if (step.takesText()) {
                taking.put(number, step);
              }
            });
    return new TextTaking(taking);
  }

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

  /** A document with what is left of its text. */
  public Document rest(Document document, int end, Optional<Remainder> left) {
    Document rest =
        left.map(
                it ->
                    document.withText(
                        new TextJoiner().without(document.text(), it.cuts()), it.textHash()))
            .orElse(document);
    return steps.isEmpty() ? rest : rest.withMeasurements(removed(end, left));
  }

  /** A row of the ledger with what is left of the text. */
  public LedgerRow rest(LedgerRow row, int end, Optional<Remainder> left) {
    long characters = left.map(Remainder::characters).orElse(row.characters());
    return row.shortened(characters, removed(end, left));
  }

  /** The names under which they say it. */
  public List<Measurement> named() {
    return steps.values().stream().flatMap(step -> step.removed(0, 0).stream()).toList();
  }
}
