package dev.sluice.corpus.extract;

import java.util.Arrays;

/** The features of one block, in the order in which they are added. */
final class Row {

  private float[] values = new float[160];
  private int size;

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
    add(size <= 0 ? 0 : Math.log1p(size));
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
