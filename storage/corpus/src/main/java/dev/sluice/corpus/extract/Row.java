package dev.sluice.corpus.extract;

import java.util.Arrays;

/** The features of one block, in the order in which they are added. */
final class Row {

  /** The sizes of most things on most pages are small and whole: their logarithms are looked up. */
  private static final double[] LOGS = logs();

  private float[] values = new float[160];
  private int size;

  private static double[] logs() {
    double[] logs = new double[8192];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = StrictMath.log1p(i);
    }
    return logs;
  }

  /** Forgets all values. */
  void clear() {
    size = 0;
  }

  /** Adds a feature. */
  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = (float) value;
  }

  /** Adds 1 or 0. */
  void add(boolean holds) {
    add(holds ? 1 : 0);
  }

  /** A size, by its order of magnitude. */
  void addSize(double size) {
    int whole = (int) size;
    if (whole == size && whole >= 0 && whole < LOGS.length) {
      add(LOGS[whole]);
    } else {
      add(size <= 0 ? 0 : StrictMath.log1p(size));
    }
  }

  /** A part of a whole; 0 of nothing. */
  void addShare(double part, double whole) {
    add(whole <= 0 ? 0 : part / whole);
  }

  /**
   * The values, shared: good until the row is cleared.
   *
   * @param columns how many the trees were grown from
   * @throws IllegalStateException if there are not as many
   */
  float[] values(int columns) {
    if (size != columns) {
      throw new IllegalStateException(
          "the model was trained on " + columns + " features, and a block has " + size);
    }
    return values;
  }

  /** The values. */
  float[] copy() {
    return Arrays.copyOf(values, size);
  }
}
