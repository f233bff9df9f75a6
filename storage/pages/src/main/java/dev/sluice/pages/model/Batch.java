package dev.sluice.pages.model;

/**
 * Changes to several tables that become visible together or not at all, also when the process is
 * killed. For one thread; close it when done, committed or not.
 */
public interface Batch extends AutoCloseable {

  /** Writes a row. */
  void put(Table table, byte[] key, byte[] value);

  /** Removes a row; nothing happens where there is none. */
  void delete(Table table, byte[] key);

  /** Adds to the number under a key of a table of counters; concurrent additions all count. */
  void add(Table table, byte[] key, long delta);

  /**
   * Makes the changes.
   *
   * @throws StoreException if they could not be made; then none of them is
   */
  void commit();

  @Override
  void close();
}
