package dev.sluice.pages.model;

/**
 * Many rows for one table, in the order of their keys, that become visible together or not at all,
 * also when the process is killed. They go to the disk as they come, past the write-ahead log, so
 * that memory does not grow with them. For one thread; close it when done, finished or not.
 */
public interface TableLoad extends AutoCloseable {

  /**
   * Adds a row.
   *
   * @param key greater than all before, as unsigned bytes; a row that is there under it is replaced
   */
  void add(byte[] key, byte[] value);

  /**
   * Makes the rows visible; when this returns they are on the disk.
   *
   * @throws StoreException if that is not possible; then none of them is there
   */
  void finish();

  /** Removes what is on the disk, if it was not finished. */
  @Override
  void close();
}
