package dev.sluice.corpus.model;

import java.util.Arrays;

/**
 * Which candidates become documents, and for the others which step dropped them in favour of whom.
 *
 * <p>Thirteen bytes a candidate in plain arrays, so that a hundred million candidates take 1.3 GB;
 * that is all that the choosing of documents holds for its whole length. For one thread.
 */
public final class Selection {

  private static final byte CHOSEN = -1;

  private final byte[] step;
  private final int[] winner;
  private final int[] group;
  private final float[] measured;

  /** All of {@code count} candidates are chosen, each standing for itself alone. */
  public Selection(int count) {
    step = new byte[count];
    winner = new int[count];
    group = new int[count];
    measured = new float[count];
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

  /**
   * Drops a candidate in favour of another.
   *
   * @param value the number that the step drops it with, such as a similarity
   */
  public void drop(int candidate, int inFavourOf, int byStep, double value) {
    lose(candidate, inFavourOf, byStep, value);
  }

  /** Drops a candidate in favour of a document of an earlier export, by its number there. */
  public void dropForEarlier(int candidate, int document, int byStep, double value) {
    lose(candidate, ~document, byStep, value);
  }

  /** Drops a candidate in favour of nobody: too little is left of it. */
  public void dropAlone(int candidate, int byStep, double value) {
    lose(candidate, candidate, byStep, value);
  }

  private void lose(int candidate, int to, int byStep, double value) {
    if (!chosen(candidate)) {
      throw new IllegalStateException("candidate " + candidate + " is dropped already");
    }
    step[candidate] = (byte) byStep;
    winner[candidate] = to;
    measured[candidate] = (float) value;
  }

  /**
   * Says how many candidates a chosen one stands for: itself, those that lost to it, and those that
   * these stood for.
   */
  public void group(int candidate, int size) {
    group[candidate] = size;
  }

  /** The number of the step that dropped the candidate. */
  public int step(int candidate) {
    return step[candidate];
  }

  /** True if the candidate was dropped in favour of another one. */
  public boolean lostToCandidate(int candidate) {
    return winner[candidate] >= 0 && winner[candidate] != candidate;
  }

  /** True if the candidate was dropped in favour of a document of an earlier export. */
  public boolean lostToEarlier(int candidate) {
    return winner[candidate] < 0;
  }

  /** True if the candidate was dropped in favour of nobody. */
  public boolean lostToNobody(int candidate) {
    return !chosen(candidate) && winner[candidate] == candidate;
  }

  /** The candidate in whose favour this one was dropped. */
  public int winner(int candidate) {
    return winner[candidate];
  }

  /** The number of the earlier document in whose favour the candidate was dropped. */
  public int earlierWinner(int candidate) {
    return ~winner[candidate];
  }

  /** The number that the candidate was dropped with, to seven digits: 0.7 comes back as 0.7. */
  public double measured(int candidate) {
    return Double.parseDouble(Float.toString(measured[candidate]));
  }

  /** How many candidates the candidate stands for, itself included. */
  public int group(int candidate) {
    return group[candidate];
  }
}
