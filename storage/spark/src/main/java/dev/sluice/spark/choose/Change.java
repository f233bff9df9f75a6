package dev.sluice.spark.choose;

import dev.sluice.corpus.model.Remainder;
import dev.sluice.spark.model.OutcomeRow;
import java.util.Optional;

/** What a step does with a candidate. */
sealed interface Change {

  /** Number of the candidate. */
  int number();

  /** What becomes of it then. */
  OutcomeRow of(OutcomeRow before, int step);

  /** It is dropped in favour of another, or of itself if of nobody. */
  record Lost(int number, int winner, double measured) implements Change {
    @Override
    public OutcomeRow of(OutcomeRow before, int step) {
      if (!before.isChosen()) {
        throw new IllegalStateException("candidate " + number + " is dropped already");
      }
      return new OutcomeRow(number, step, winner, before.group(), (float) measured, before.left());
    }
  }

  /** It stays, and stands for so many. */
  record StandsFor(int number, int group) implements Change {
    @Override
    public OutcomeRow of(OutcomeRow before, int step) {
      return new OutcomeRow(
          number, before.step(), before.winner(), group, before.measured(), before.left());
    }
  }

  /** This is left of its text; it is dropped if that is less than there must be. */
  record Shortened(int number, Remainder left, long least) implements Change {
    @Override
    public OutcomeRow of(OutcomeRow before, int step) {
      OutcomeRow rest =
          new OutcomeRow(
              number,
              before.step(),
              before.winner(),
              before.group(),
              before.measured(),
              Optional.of(left));
      return left.characters() >= least
          ? rest
          : new Lost(number, number, left.characters()).of(rest, step);
    }
  }
}
