package dev.sluice.spark.choose;

import dev.sluice.corpus.model.Signature;
import dev.sluice.spark.model.OutcomeRow;

/**
 * A candidate as a step sees it.
 *
 * @param signature of what steps before left of it
 * @param imprint what the step took of it; empty if nothing
 * @param outcome what became of it until now
 */
record Candidate(Signature signature, byte[] imprint, OutcomeRow outcome) {

  int number() {
    return outcome.number();
  }

  boolean chosen() {
    return outcome.isChosen();
  }
}
