package dev.sluice.corpus.model;

import java.util.Arrays;

/**
 * Which candidates become documents, and for the others which step dropped them in favour of whom.
 *
 * <p>Nine bytes a candidate in plain arrays, so that a hundred million candidates take 0.9 GB; that
 * is all that the choosing of documents holds for its whole length. For one thread.
 */
public final class Selection {

  private static final byte CHOSEN = -1;

  private final byte[] step;
  private final int[] winner;
  private final int[] group;

  /** All of {@code count} candidates are chosen, each standing for itself alone. */
  public Selection(int count) {
    step = new byte[count];
    winner = new int[count];
    group = new int[count];
    Arrays.fill(step, CHOSEN);
    Arrays.fill(group, 1);
  }

  /** How many candidates there are, chosen or not. */
  public int count() {
    return step.length;
  }

  /** True while no step has dropped the candidate. */
  public boolean chosen(int candidate) {
    return step[candidate] == CHOSEN;
  }

  /** Drops a candidate in favour of another. */
  public void drop(int candidate, int inFavourOf, int byStep) {
    if (!chosen(candidate)) {
      throw new IllegalStateException("candidate " + candidate + " is dropped already");
    }
    step[candidate] = (byte) byStep;
    winner[candidate] = inFavourOf;
  }

  /** Says how many candidates of equal text a chosen one stands for, itself included. */
  public void group(int candidate, int size) {
    group[candidate] = size;
  }

  /** The number of the step that dropped the candidate. */
  public int step(int candidate) {
    return step[candidate];
  }

  /** The candidate in whose favour this one was dropped. */
  public int winner(int candidate) {
    return winner[candidate];
  }

  /** How many candidates of equal text the candidate stands for, itself included. */
  public int group(int candidate) {
    return group[candidate];
  }
}
