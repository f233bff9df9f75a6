package dev.sluice.spark.model;

import dev.sluice.corpus.model.Remainder;
import java.util.Optional;

/**
 * What the steps that compare made of a candidate, with the fields of {@link
 * dev.sluice.corpus.model.Selection}.
 *
 * @param number that of the candidate
 * @param step the number of the step that dropped it, or {@value #CHOSEN}
 * @param winner in whose favour; itself if in nobody's, or if it is chosen
 * @param group how many candidates it stood for, itself included, when the last step was done
 * @param measured the number that it was dropped with; 0 if it is chosen
 * @param left what is left of its text, if a step took something out
 */
public record OutcomeRow(
    int number, int step, int winner, int group, float measured, Optional<Remainder> left) {

  /** Stands for the step of a candidate that none dropped. */
  public static final int CHOSEN = -1;

  /** Whether no step has dropped it. */
  public boolean isChosen() {
    return step == CHOSEN;
  }
}
