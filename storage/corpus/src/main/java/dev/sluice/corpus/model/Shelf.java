package dev.sluice.corpus.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of bytes that are put down one after the other and then looked at in any order. For one
 * thread.
 */
public interface Shelf extends AutoCloseable {

  /**
   * Puts down a row; not after the first was looked at.
   *
   * @return its number, from 0
   */
  int add(byte[] row);

  /** The row with this number; not to be changed. */
  byte[] row(int number);

  /** Removes what lies on the disk. */
  @Override
  void close();

  /** A shelf in memory, for few rows. */
  static Shelf inMemory() {
    List<byte[]> rows = new ArrayList<>();
    return new Shelf() {
      @Override
      public int add(byte[] row) {
        rows.add(row);
        return rows.size() - 1;
      }

      @Override
      public byte[] row(int number) {
        return rows.get(number);
      }

      @Override
      public void close() {
        rows.clear();
      }
    };
  }
}
