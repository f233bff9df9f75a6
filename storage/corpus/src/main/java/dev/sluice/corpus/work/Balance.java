package dev.sluice.corpus.work;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.Selection;

/**
 * Holds that a step that compares pages accounts for each of them: what came in is chosen still or
 * was dropped by this step, and for each page that lost to another that one stays, or a document of
 * an earlier export in its place.
 *
 * @param in candidates that were chosen before the step
 */
public record Balance(int in) {

  /** The balance before a step. */
  public static Balance before(Selection selection) {
    return new Balance(chosen(selection));
  }

  private static int chosen(Selection selection) {
    int chosen = 0;
    for (int candidate = 0; candidate < selection.count(); candidate++) {
      chosen += selection.chosen(candidate) ? 1 : 0;
    }
    return chosen;
  }

  /**
   * Checks the balance after the step.
   *
   * @param step its name
   * @param number its number, to drop under
   * @throws ExportException if pages are not accounted for
   */
  public void check(String step, int number, Selection selection) {
    int left = chosen(selection);
    int dropped = 0;
    int lost = 0;
    for (int candidate = 0; candidate < selection.count(); candidate++) {
      if (!selection.chosen(candidate) && selection.step(candidate) == number) {
        dropped++;
        lost += isInFavourOfOneThatStays(candidate, selection) ? 0 : 1;
      }
    }
    if (in != left + dropped) {
      throw defect(
          "the step '%s' took in %d pages and left %d, but dropped %d under its name"
              .formatted(step, in, left, dropped));
    }
    if (lost > 0) {
      throw defect(
          "the step '%s' took in %d pages, dropped %d and left %d, but %d were dropped in favour of"
                  .formatted(step, in, dropped, left, lost)
              + " pages that did not stay: they are lost");
    }
  }

  private static boolean isInFavourOfOneThatStays(int candidate, Selection selection) {
    int winner = selection.winner(candidate);
    return !selection.lostToCandidate(candidate)
        || winner < selection.count()
            && (selection.chosen(winner) || selection.lostToEarlier(winner));
  }

  /** What is wrong, and that it is no fault of the user. */
  public static ExportException defect(String what) {
    return new ExportException(
        Problem.INCONSISTENT,
        what + "; this is a defect of Sluice, please report it; no manifest was written");
  }
}
